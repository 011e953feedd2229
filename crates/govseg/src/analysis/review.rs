//! A difference between two policies as a document for those who must approve it.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::{Diff, Group};
use crate::Policy;
use crate::markdown::{cell, plain};
use crate::words::grouped_digits;

impl Diff {
    /// The difference as Markdown: the changes as a table, then each with the conditions of the contacts concerned and
    /// an example. The policies are those that were compared.
    ///
    /// ```
    /// use govseg::Policy;
    ///
    /// let free = Policy::from_toml("id = 'free'\nversion = '1'\nextends = 'gsa-2008'\ndrop = ['commercial.price']")?;
    /// let review = Policy::gsa_2008().diff(&free)?.to_markdown(Policy::gsa_2008(), &free);
    /// assert!(review.contains("| commercial | informational | 36 | 0.3 % |"));
    /// # Ok::<(), govseg::Error>(())
    /// ```
    pub fn to_markdown(&self, from: &Policy, to: &Policy) -> String {
        let named = |policy: &Policy| {
            let title = policy.title().map_or_else(String::new, |title| format!(", {}", plain(title)));
            format!("`{}` version {}{title} (`{}`)", policy.id(), plain(policy.version()), policy.digest())
        };
        let mut out =
            format!("# From `{}` to `{}`\n\n- from {}\n- to {}\n\n", from.id(), to.id(), named(from), named(to));
        let all = grouped_digits(&self.assignments);
        if self.is_empty() {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "Every one of the {all} kinds of contact that they tell apart keeps its segment.");
            return out;
        }
        let changed = grouped_digits(&self.changed);
        let _ = writeln!(
            out,
            "Of {all} kinds of contact that they tell apart, {changed} change. Shares are by the first policy's weights.\n"
        );
        out += "| from | to | kinds of contact | share |\n| --- | --- | ---: | ---: |\n";
        for group in &self.groups {
            let (from, to, share) = (group.from, group.to, 100.0 * group.share);
            let _ = writeln!(out, "| {from} | {to} | {} | {share:.1} % |", grouped_digits(&group.assignments));
        }
        for group in &self.groups {
            out += &section(group);
        }
        out += "\nThe rows of each table cover its contacts exactly. Each was widened until nothing else fitted in, and none can be\n\
                left out; that fewer rows would not do is not claimed.\n";
        out
    }
}

/// One change: the conditions as a table with a column for each fact that is named, and an example.
fn section(group: &Group) -> String {
    let count = grouped_digits(&group.assignments);
    let mut out = format!("\n## {} to {}: {count}\n\n", group.from, group.to);
    let named = |area: &super::Area| area.facts.iter().map(|(fact, _)| fact.clone()).collect::<Vec<_>>();
    let used: BTreeSet<String> = group.areas.iter().flat_map(named).collect();
    // In fact order, which is that of the example.
    let facts: Vec<&String> = group.example.iter().map(|(fact, _)| fact).filter(|fact| used.contains(*fact)).collect();
    let row = |cells: Vec<String>| format!("| {} |\n", cells.join(" | "));
    if !facts.is_empty() {
        out += &row(facts.iter().map(|fact| cell(fact)).collect());
        out += &row(facts.iter().map(|_| "---".to_owned()).collect());
        for area in &group.areas {
            let cells = facts.iter().map(|fact| match area.facts.iter().find(|(known, _)| known == *fact) {
                Some((_, values)) => values.iter().map(|value| cell(value)).collect::<Vec<_>>().join(", "),
                None => "any".to_owned(),
            });
            out += &row(cells.collect());
        }
        if !group.complete {
            out += "\nThere are more, too many to name.\n";
        }
        out.push('\n');
    }
    let example = group.example.iter().map(|(fact, value)| format!("{} = {}", cell(fact), cell(value)));
    let _ = writeln!(out, "For example {}.", example.collect::<Vec<_>>().join(", "));
    out
}
