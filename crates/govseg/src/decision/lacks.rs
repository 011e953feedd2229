//! What an open contact lacks: facts that decide it, whatever they turn out to be.

use super::Decision;
use crate::policy::Policy;
use crate::vocabulary::FactId;

impl<'p> Decision<'p> {
    /// Facts that are enough to decide the contact, whatever their values are; without any one of them the rest would
    /// not be enough. None unless the decision is open.
    ///
    /// Where there is a choice, later facts in fact order are preferred: who acts in which capacity tells more than who
    /// it is.
    ///
    /// ```
    /// use govseg::{Facts, Obligation, Policy};
    ///
    /// let decision = Policy::gsa_2008().decide(Facts::UNKNOWN.with(Obligation::Mandatory));
    /// assert_eq!(decision.lacks(), ["capacity"]);
    /// ```
    pub fn lacks(&self) -> Vec<&'p str> {
        let names = self.policy.vocabulary();
        self.lacking_facts().into_iter().map(|fact| names.name(fact)).collect()
    }

    fn lacking_facts(&self) -> Vec<FactId> {
        if self.possible.len() < 2 {
            return Vec::new();
        }
        let words = self.contact.words();
        let mut levels: Vec<usize> = (0..self.policy.compiled.mentioned.len()).collect();
        // Every fact together decides: one after the other is left out if the others still do.
        for level in levels.clone() {
            let others: Vec<usize> = levels.iter().copied().filter(|&other| other != level).collect();
            if is_enough(self.policy, words, &others) {
                levels = others;
            }
        }
        levels.into_iter().filter_map(|level| self.policy.compiled.mentioned.get(level).copied()).collect()
    }
}

/// Whether the facts of these levels, whatever their values, leave one segment at most.
fn is_enough(policy: &Policy, words: [u64; 3], levels: &[usize]) -> bool {
    if policy.compiled.first_words(&words).possible.len() < 2 {
        return true;
    }
    let Some((&level, rest)) = levels.split_first() else { return false };
    let compiled = &policy.compiled;
    let (Some(field), Some(classes)) = (compiled.segments.levels().get(level), compiled.classes.get(level)) else {
        return false;
    };
    let Some(&word) = words.get(usize::from(field.word)) else { return false };
    let possible = field.read(word);
    // Values that no segment depends on are one answer.
    classes.iter().map(|class| class & possible).filter(|&answer| answer != 0).all(|answer| {
        let mut narrowed = words;
        if let Some(word) = narrowed.get_mut(usize::from(field.word)) {
            *word = field.write(*word, answer);
        }
        is_enough(policy, narrowed, rest)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Contact, CustomerType, Facts, Obligation, Status};

    /// Whether every way to fill in these facts decides the contact, tried one by one.
    fn decides(policy: &Policy, contact: Contact, facts: &[FactId]) -> bool {
        let names = policy.vocabulary();
        let Some((&fact, rest)) = facts.split_first() else {
            return policy.decide(contact).status() != Status::Open;
        };
        (0..names.values(fact).len())
            .map(|value| 1 << value)
            .filter(|one| names.get(contact, fact) & one != 0)
            .all(|one| decides(policy, names.replace(contact, fact, one), rest))
    }

    #[test]
    fn what_is_lacking_decides_and_nothing_less_does() {
        let policy = Policy::gsa_2008();
        let names = policy.vocabulary();
        let facts = Facts::UNKNOWN;
        let starts = [
            facts.into(),
            facts.with(Obligation::Mandatory).into(),
            facts.with(CustomerType::Military).into(),
            names.parse(r#"{"customer": ["citizen", "government_agency"], "charge": ["none", "price"]}"#).unwrap(),
            names.parse(r#"{"duty": ["none", "audit"], "benefit": "none", "content": "service"}"#).unwrap(),
            names.parse(r#"{"capacity": "private", "determination": "no", "charge": ["fee", "levy"]}"#).unwrap(),
        ];
        for contact in starts {
            let lacking = policy.decide(contact).lacking_facts();
            assert!(!lacking.is_empty() && decides(policy, contact, &lacking), "{}", names.to_json(contact));
            for left_out in 0..lacking.len() {
                let mut fewer = lacking.clone();
                fewer.remove(left_out);
                assert!(!decides(policy, contact, &fewer), "{}: {fewer:?}", names.to_json(contact));
            }
        }
    }

    #[test]
    fn nothing_is_lacking_where_all_is_said() {
        let policy = Policy::gsa_2008();
        for facts in [r#"{"capacity": "official"}"#, r#"{"customer": "citizen", "capacity": "official"}"#] {
            assert!(policy.decide(policy.parse(facts).unwrap()).lacks().is_empty(), "{facts}");
        }
        let either = policy.parse(r#"{"customer": ["citizen", "government_agency"], "charge": "levy"}"#).unwrap();
        assert_eq!(policy.decide(either).lacks(), ["capacity"], "the customer would do too");
    }
}
