//! A draft as the text of a recipe.

use std::fmt::Write as _;
use std::path::Path;

use govseg::words::clip;

use super::guess::Guess;
use super::lines::{comment, counted, empty, seen, string, unmapped};
use super::stubs::unread;
use super::values::{Fit, List};
use super::words::{Role, fit};
use crate::profile::{Held, Profile};
use crate::recipe::Recipe;

pub(super) fn draft(table: &str, profile: &Profile, guesses: &[(&Held, Guess)]) -> String {
    let mut out = String::new();
    comment(
        &mut out,
        &format!(
            "A draft by `govseg recipe new`, from {} of {}. Every guess says \"confirm\": look at it, mend it, and take \
             that word away. `govseg recipe show gc-service-inventory-2023` prints a recipe with every key explained.",
            counted(profile.rows),
            clip(table)
        ),
    );
    for id in built_in(profile) {
        comment(
            &mut out,
            &format!("All columns that the built-in recipe {id} reads are here: try --recipe {id} first."),
        );
    }
    let _ = writeln!(out, "\nid = {}\ntitle = {}", string(&id(table)), string(&clip(table)));
    out.push_str("# source = \"\"   # whence the table comes\n# note = \"\"     # what to know before relying on it\n");
    for (key, role) in [("organization", Role::Organization), ("type", Role::Type), ("label", Role::Label)] {
        match best(profile, role) {
            Some(column) => {
                let _ = writeln!(out, "{key} = {}   # confirm", string(column));
            }
            None => {
                let _ = writeln!(out, "# {key} = \"\"   # the column, for reports");
            }
        }
    }
    out.push_str("\n# What holds for every row, if anything does: obligation = \"voluntary\"\n[constant]\n");
    let mut customers = None;
    for (held, guess) in guesses {
        active(&mut out, held, profile.rows, guess, customers);
        if matches!(guess, Guess::List(fits) if fits.first().is_some_and(Fit::tells_customers)) {
            customers = customers.or(Some(*held));
        }
    }
    let roles: Vec<_> = [Role::Organization, Role::Label].into_iter().filter_map(|role| best(profile, role)).collect();
    unread(&mut out, guesses, profile.rows, &roles);
    out
}

/// A column that is read. `customers` is one before it that tells who the customer is.
fn active(out: &mut String, held: &Held, rows: u64, guess: &Guess, customers: Option<&Held>) {
    let codes = match guess {
        Guess::List(fits) => fits.first().map(|fit| &fit.codes),
        Guess::Count { codes, .. } | Guess::YesOrNo { codes, .. } => Some(codes),
        Guess::Own(_) | Guess::Unread => None,
    };
    let Some(codes) = codes else { return };
    out.push('\n');
    comment(out, &seen(held, rows, codes));
    match guess {
        Guess::List(fits) => {
            let told = fits.first().is_some_and(Fit::tells_customers);
            list(out, held, fits, customers.filter(|_| told));
        }
        Guess::Count { channel, codes, strays } => {
            comment(out, "confirm: a number above zero means that this channel was used.");
            let _ =
                writeln!(out, "[[column]]\nname = {}\npositive = {{ channel = \"{channel}\" }}", string(&held.name));
            empty(out, codes.not_known());
            unmapped(out, strays);
        }
        Guess::YesOrNo { yes, no, said, codes } => {
            comment(out, "confirm: guessed from the column's name.");
            let yes = yes.iter().map(|code| format!("{} = {}", string(code), said.0));
            let no = no.iter().map(|code| format!("{} = {}", string(code), said.1));
            let said: Vec<_> = yes.chain(no).collect();
            let _ = writeln!(out, "[[column]]\nname = {}\ncodes = {{ {} }}", string(&held.name), said.join(", "));
            empty(out, codes.not_known());
        }
        Guess::Own(_) | Guess::Unread => {}
    }
}

/// A column that holds words of a fact or codes of a scheme.
fn list(out: &mut String, held: &Held, fits: &[Fit], earlier: Option<&Held>) {
    let Some((fit, others)) = fits.split_first() else { return };
    let share = format!("{}.{} %", fit.share / 10, fit.share % 10);
    let (key, id) = match &fit.list {
        List::Fact(id) => ("fact", id),
        List::Crosswalk(id) => ("crosswalk", id),
    };
    comment(
        out,
        &match key {
            "fact" => format!("confirm: {share} are values of the fact `{id}` ({} of them).", fit.distinct),
            _ => format!(
                "confirm: {share} are codes of {id} ({} of them); `govseg crosswalk {id}` tells what they say.",
                fit.distinct
            ),
        },
    );
    for other in others {
        let (List::Fact(id) | List::Crosswalk(id)) = &other.list;
        comment(out, &format!("{id} fits as well."));
    }
    if let Some(earlier) = earlier {
        let earlier = string(&earlier.name);
        comment(
            out,
            &format!(
                "The column {earlier} tells who the customer is as well. If the contact is with either, add the line"
            ),
        );
        let _ = writeln!(out, "#     alternative_to = {earlier}");
    }
    let _ = writeln!(out, "[[column]]\nname = {}\n{key} = {}", string(&held.name), string(id));
    if let Some(separator) = fit.codes.separator {
        let _ = writeln!(out, "separator = {}", string(separator));
    }
    if fit.ignore_case {
        out.push_str("ignore_case = true\n");
    }
    empty(out, fit.codes.not_known());
    unmapped(out, &fit.strays);
}

/// The built-in recipes all of whose columns the table has.
fn built_in(profile: &Profile) -> impl Iterator<Item = &'static str> {
    Recipe::builtin_ids().filter(|id| {
        Recipe::builtin(id).is_ok_and(|recipe| recipe.column_names().all(|name| profile.column(name).is_some()))
    })
}

/// The column whose name fits a role best, the first of several.
fn best(profile: &Profile, role: Role) -> Option<&str> {
    let fitting = profile.columns.iter().map(|held| (fit(&held.name, role), held.name.as_str()));
    fitting.filter(|(fit, _)| *fit > 0).rev().max_by_key(|(fit, _)| *fit).map(|(_, name)| name)
}

/// The file's name as an id.
fn id(table: &str) -> String {
    let stem = Path::new(table).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_lowercase();
    let id: String = stem
        .chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "._-".contains(letter) { letter } else { '-' })
        .collect();
    let id = id.trim_start_matches(['.', '_', '-']);
    if id.is_empty() { "table".to_owned() } else { id.to_owned() }
}
