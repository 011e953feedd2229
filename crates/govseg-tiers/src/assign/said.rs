//! Reasons in words.

use super::{Assignment, Because, Held, Lack, Missing, Outcome, Standing, View, Way};
use crate::Amount;
use crate::program::Owner;

impl Assignment<'_> {
    /// What made an account earn its tier, in words: "revenue of CBP and all below it is 1,160,000 (at least 1,000,000)".
    pub fn because_text(&self, account: usize, view: View) -> Option<String> {
        let because = self.because(account)?;
        if view == View::Customer && !because.published {
            return Some("a criterion that is not published".to_owned());
        }
        let of = self.of(account, because.at, because.together);
        let held: Vec<_> = because.held.iter().map(|held| self.held(held, &of)).collect();
        Some(if held.is_empty() { "nothing is asked for".to_owned() } else { held.join("; ") })
    }

    /// What is missing to the next tier, in words: "strategic: 3,840,000 more revenue of CBP and all below it (at least
    /// 5,000,000)".
    pub fn missing_text(&self, account: usize, view: View) -> Option<String> {
        let missing = self.missing(account, view == View::Customer)?;
        let ways: Vec<_> = missing.ways.iter().map(|way| self.way_text(account, way)).collect();
        Some(format!("{}: {}", self.tier_id(missing.tier), ways.join("; or ")))
    }

    /// All that is to be said of an account, in sentences.
    pub fn explain(&self, account: usize, view: View) -> String {
        let Some(outcome) = self.outcomes.get(account) else { return String::new() };
        let mut said = vec![self.standing_text(account, outcome, view)];
        if let Some(because) = self.because(account).filter(|because| because.published || view == View::Internal) {
            said.extend(self.level_text(account, outcome, &because));
        }
        if let Some(open) = outcome.open.filter(|_| view == View::Internal) {
            said.push(format!("Something is unknown that could make it {}.", self.title(open.into())));
        }
        if let Some(least) = self.least_cost(account).filter(|_| view == View::Internal)
            && outcome.tier.is_none_or(|tier| usize::from(tier) != least.tier)
        {
            let title = self.title(least.tier);
            said.push(format!("By the chances that are given, to treat it as {title} is expected to cost least."));
        }
        if let Some(missing) = self.missing(account, view == View::Customer) {
            let title = self.title(missing.tier);
            let Missing { ways, .. } = missing;
            let ways: Vec<_> = ways.iter().map(|way| self.way_text(account, way)).collect();
            said.push(format!("For {title} it lacks {}.", ways.join("; or ")));
        }
        for grant in self.shown_grants(account, view) {
            if let Some(grant) = self.program.grants.get(grant) {
                let title = grant.title.as_deref().unwrap_or(&grant.id);
                let cites = grant.cites.as_ref().map_or_else(String::new, |cites| format!(", {cites}"));
                said.push(format!("{title} ({}{cites}).", grant.basis.to_string().replace('_', " ")));
            }
        }
        said.join(" ")
    }

    fn standing_text(&self, account: usize, outcome: &Outcome, view: View) -> String {
        let id = self.accounts.id(account);
        let tier = outcome.tier.map(|tier| self.title(tier.into())).unwrap_or_default();
        match outcome.standing {
            Standing::Earned => match self.because_text(account, view) {
                Some(because) => format!("{id} is {tier}: {because}."),
                None => format!("{id} is {tier}."),
            },
            Standing::Kept => format!(
                "{id} is {tier}, which it earned before and holds until {}.",
                self.accounts.held_until.word(account).unwrap_or_default()
            ),
            Standing::SoftLanding => {
                format!("{id} is {tier}: it did not earn its former tier again, and does not fall further at once.")
            }
            Standing::Default => format!("{id} is {tier}, as is whoever earns no tier."),
            Standing::None => format!("{id} is in no tier."),
            Standing::Outside => format!("{id} is in no tier: the programme is not for its segment."),
        }
    }

    /// That it would not have been enough alone, or that others make no difference.
    fn level_text(&self, account: usize, outcome: &Outcome, because: &Because) -> Option<String> {
        if !because.together || outcome.alone == outcome.earned {
            return None;
        }
        let alone = outcome.alone.or_else(|| self.program.default.and_then(|tier| u8::try_from(tier).ok()));
        let alone = alone.map_or_else(|| "in no tier".to_owned(), |tier| self.title(tier.into()));
        if because.at == account {
            return Some(format!("Without what belongs to it, it would be {alone}."));
        }
        let path: Vec<_> = because.path.iter().map(|&one| self.accounts.id(one)).collect();
        Some(format!("Alone it would be {alone}; it counts with {}.", path.join(", then ")))
    }

    fn held(&self, held: &Held, of: &str) -> String {
        match held {
            Held::Measure { measure, amount, range } => {
                let amount = amount.map_or_else(|| "unknown".to_owned(), Amount::grouped);
                format!("{}{of} is {amount} ({range})", self.measure_id(*measure))
            }
            Held::Word { column, word, words } => {
                let word = word.as_deref().unwrap_or("unknown");
                let alone = matches!(words, crate::program::Words::In(words) if words.len() == 1);
                let asked = if alone { String::new() } else { format!(" ({words})") };
                format!("{} is {word}{asked}", self.column_id(*column))
            }
        }
    }

    fn way_text(&self, account: usize, way: &Way) -> String {
        let owner = self.program.alternatives.get(way.alternative).map(|one| one.owner);
        let alone =
            matches!(owner, Some(Owner::Tier(tier)) if self.program.tiers.get(tier).is_some_and(|tier| tier.alone));
        let of = self.of(account, way.at, !alone);
        let lacks: Vec<_> = way
            .lacks
            .iter()
            .map(|lack| match lack {
                Lack::Measure { measure, range, more: Some(more), amount } => {
                    let above = amount.zip(range.above_what()).map(|(amount, bound)| bound - amount);
                    let more = above.map_or_else(|| more.grouped(), |above| format!("more than {}", above.grouped()));
                    format!("{more} more {}{of} ({range})", self.measure_id(*measure))
                }
                Lack::Measure { measure, range, amount, .. } => {
                    let now = amount.map_or_else(|| "unknown".to_owned(), Amount::grouped);
                    format!("{}{of} that is {range} (now {now})", self.measure_id(*measure))
                }
                Lack::Word { column, word, words } => {
                    let now = word.as_deref().unwrap_or("unknown");
                    format!("{} that is {words} (now {now})", self.column_id(*column))
                }
            })
            .collect();
        lacks.join(" and ")
    }

    /// Whose measures they are.
    fn of(&self, account: usize, at: usize, together: bool) -> String {
        let below = self.forest.children(at).len() > 0;
        match (at == account, together && below) {
            (true, false) => String::new(),
            (true, true) => " with all below it".to_owned(),
            (false, false) => format!(" of {}", self.accounts.id(at)),
            (false, true) => format!(" of {} and all below it", self.accounts.id(at)),
        }
    }

    pub(super) fn tier_id(&self, tier: usize) -> &str {
        self.program.tiers.get(tier).map(|tier| tier.id.as_str()).unwrap_or_default()
    }

    fn title(&self, tier: usize) -> String {
        let tier = self.program.tiers.get(tier);
        tier.map(|tier| tier.title.clone().unwrap_or_else(|| tier.id.clone())).unwrap_or_default()
    }

    pub(super) fn measure_id(&self, measure: usize) -> &str {
        self.program.measures.get(measure).map(|measure| measure.id.as_str()).unwrap_or_default()
    }

    pub(super) fn column_id(&self, column: usize) -> &str {
        self.program.words.get(column).map(|column| column.id.as_str()).unwrap_or_default()
    }
}
