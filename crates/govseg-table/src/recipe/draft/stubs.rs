//! The columns of a draft that are not read, for somebody to take up.

use std::fmt::Write as _;

use govseg::words::clip;

use super::guess::Guess;
use super::lines::{comment, counted, empty, full, string};
use super::values::Codes;
use crate::profile::Held;

/// The columns that nobody understood: those with codes as stubs, the others by name.
pub(super) fn unread(out: &mut String, guesses: &[(&Held, Guess)], rows: u64, roles: &[&str]) {
    let (mut stubs, mut others) = (String::new(), Vec::new());
    for (held, guess) in guesses {
        match guess {
            Guess::Own(codes) if !roles.contains(&held.name.as_str()) => stub(&mut stubs, held, rows, codes),
            Guess::Own(_) | Guess::Unread => others.push(clip(&held.name)),
            Guess::List(_) | Guess::Count { .. } | Guess::YesOrNo { .. } => {}
        }
    }
    if !stubs.is_empty() {
        out.push('\n');
        comment(
            out,
            "Columns with codes of their own. To read one, take the first `# ` of its lines away and write into the braces \
             what each code says for certain, like { charge = [\"fee\", \"price\"] }; {} says nothing.",
        );
        out.push_str(&stubs);
    }
    if !others.is_empty() {
        out.push('\n');
        comment(out, &format!("Ids, names, numbers or free text, not read: {}.", others.join(", ")));
    }
}

/// A column with codes of its own, as a comment to mend.
fn stub(out: &mut String, held: &Held, rows: u64, codes: &Codes) {
    out.push('\n');
    comment(out, &full(held, rows));
    let _ = writeln!(out, "# [[column]]\n# name = {}", string(&held.name));
    if let Some(separator) = codes.separator {
        let _ = writeln!(out, "# separator = {}", string(separator));
    }
    let mut not_known = String::new();
    empty(&mut not_known, codes.not_known());
    if !not_known.is_empty() {
        let _ = write!(out, "# {not_known}");
    }
    out.push_str("# [column.codes]\n");
    for (code, rows) in codes.known() {
        let _ = writeln!(out, "# {} = {{}}   # {}", string(code), counted(*rows));
    }
}
