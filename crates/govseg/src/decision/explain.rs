//! A decision as a short paragraph that a clerk understands.

use super::{Decision, Status, WhatIf};
use crate::catalog::{Language, Text, catalog};
use crate::texts::{document, fill, interview, join, sentences};
use crate::vocabulary::FactId;
use crate::{Contact, Segment};

/// Speaks one language about the facts of one policy. What the catalogue does not know is called by its wire name.
pub(crate) struct Speaker<'p> {
    language: Language,
    decision: Decision<'p>,
}

impl Speaker<'_> {
    /// A sentence with its {placeholders} filled.
    fn say(&self, key: &str, filled: &[(&str, &str)]) -> String {
        fill(sentences(self.language), key, filled)
    }

    /// The same of what is said in an interview.
    pub(crate) fn say_interview(&self, key: &str, filled: &[(&str, &str)]) -> String {
        fill(interview(self.language), key, filled)
    }

    fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.get(&self.language).map_or("", String::as_str)
    }

    /// "a", "a or b", "a, b or c".
    pub(crate) fn list(&self, items: &[String], last: &str) -> String {
        join(items, &self.say("list_separator", &[]), &self.say(last, &[]))
    }

    pub(crate) fn segment(&self, segment: Segment) -> String {
        catalog()
            .segment(segment.into())
            .map_or_else(|| segment.to_string(), |entry| self.text(&entry.label).to_owned())
    }

    fn fact(&self, fact: FactId) -> String {
        let name = self.decision.policy.vocabulary().name(fact);
        catalog().fact(name).map_or_else(|| format!("`{name}`"), |entry| self.text(&entry.label).to_owned())
    }

    pub(crate) fn values(&self, fact: FactId, set: u64) -> String {
        let names = self.decision.policy.vocabulary();
        let entry = catalog().fact(names.name(fact));
        let labels: Vec<_> = names
            .names_in(fact, set)
            .map(|name| match entry.and_then(|entry| entry.value(name)) {
                Some(value) => self.text(&value.label).to_owned(),
                None => format!("`{name}`"),
            })
            .collect();
        self.list(&labels, "list_or")
    }

    /// How a fact is asked for.
    pub(crate) fn question(&self, fact: FactId) -> String {
        let name = self.decision.policy.vocabulary().name(fact);
        match catalog().fact(name) {
            Some(entry) => self.text(&entry.question).to_owned(),
            None => fill(document(self.language), "own_question", &[("fact", &format!("`{name}`"))]),
        }
    }

    /// "2.3", with the language's decimal sign.
    pub(crate) fn decimal(&self, number: f64) -> String {
        format!("{number:.1}").replace('.', &self.say_interview("decimal_sign", &[]))
    }

    /// "the customer is a citizen and the benefit is none".
    fn facts(&self, contact: Contact, facts: &[FactId]) -> String {
        let names = self.decision.policy.vocabulary();
        let clauses: Vec<_> = facts
            .iter()
            .map(|&fact| {
                let set = names.get(contact, fact);
                let (label, values) = (self.fact(fact), self.values(fact, set));
                match set.count_ones() {
                    0 => self.say("emptied", &[("fact", &label)]),
                    1 => self.say("fact_is", &[("fact", &label), ("value", &values)]),
                    _ => self.say("fact_among", &[("fact", &label), ("values", &values)]),
                }
            })
            .collect();
        self.list(&clauses, "list_and")
    }

    fn paragraph(&self) -> String {
        let mut said = match self.decision.status() {
            Status::Decided => self.decided(),
            Status::Open => self.open(),
            Status::Contradiction => self.contradiction(),
        };
        said.extend(self.source());
        said.push(
            self.say("policy", &[("id", self.decision.policy.id()), ("version", self.decision.policy.version())]),
        );
        said.join(" ")
    }

    /// What the rules rest on.
    fn source(&self) -> Option<String> {
        let cites = self.decision.cites();
        (!cites.is_empty()).then(|| self.say("source", &[("cites", &self.sources(&cites))]))
    }

    fn decided(&self) -> Vec<String> {
        let decision = &self.decision;
        let Some(segment) = decision.segment() else { return Vec::new() };
        let label = self.segment(segment);
        let meaning = catalog().segment(segment.into()).map_or("", |entry| self.text(&entry.phrase));
        let mut said = vec![self.say("decided", &[("segment", &label), ("meaning", meaning)])];

        said.push(self.because());
        said.push(self.rule(&label));
        said.extend(self.sub_segment());
        said.extend(self.also("also"));
        said.extend(self.what_would_change());
        said
    }

    /// The facts that decide.
    fn because(&self) -> String {
        match self.decision.because_facts().as_slice() {
            [] => self.say("because_none", &[]),
            facts => self.say("because", &[("facts", &self.facts(self.decision.contact, facts))]),
        }
    }

    /// The rule that gives the segment of that label.
    fn rule(&self, label: &str) -> String {
        match (self.decision.rule(), self.decision.firing().as_slice()) {
            (Some(rule), _) => match catalog().rule(rule) {
                Some(entry) => self.say("rule", &[("rule", rule), ("because", self.text(&entry.because))]),
                None => self.say("rule_plain", &[("rule", rule)]),
            },
            (None, []) => self.say("no_rule", &[("segment", label)]),
            (None, rules) => {
                let rules: Vec<_> = rules.iter().map(|&rule| rule.to_owned()).collect();
                self.say("several_rules", &[("rules", &self.list(&rules, "list_and"))])
            }
        }
    }

    fn sub_segment(&self) -> Option<String> {
        let sub = self.decision.sub_segment()?;
        let label = catalog().sub_segment(sub).map_or(sub, |entry| self.text(&entry.label));
        Some(self.say("sub_segment", &[("label", label)]))
    }

    /// What the decision rests on, and nothing else.
    fn reason(&self) -> String {
        let mut said = match (self.decision.status(), self.decision.segment()) {
            (Status::Decided, Some(segment)) => vec![self.because(), self.rule(&self.segment(segment))],
            (Status::Contradiction, _) => self.contradiction(),
            _ => vec![self.may_be(), self.narrowed()],
        };
        said.extend(self.sub_segment());
        said.join(" ")
    }

    fn also(&self, key: &str) -> Option<String> {
        let also: Vec<_> = self.decision.also().iter().map(|segment| self.segment(segment)).collect();
        (!also.is_empty()).then(|| self.say(key, &[("segments", &self.list(&also, "list_and"))]))
    }

    /// One sentence for all segments that the same change leads to.
    fn what_would_change(&self) -> Vec<String> {
        let mut changes: Vec<(WhatIf, Vec<String>)> = Vec::new();
        for change in self.decision.what_if() {
            let label = self.segment(change.segment);
            match changes
                .iter_mut()
                .find(|(other, _)| (&other.replace, other.decided) == (&change.replace, change.decided))
            {
                Some((_, labels)) => labels.push(label),
                None => changes.push((change, vec![label])),
            }
        }
        changes
            .iter()
            .map(|(change, labels)| {
                let clauses: Vec<_> = change
                    .replace
                    .iter()
                    .map(|&(fact, set)| {
                        self.say(
                            "would_change_fact",
                            &[("fact", &self.fact(fact)), ("values", &self.values(fact, set))],
                        )
                    })
                    .collect();
                let key = if change.decided { "would_change" } else { "would_be_possible" };
                self.say(
                    key,
                    &[("segment", &self.list(labels, "list_or")), ("facts", &self.list(&clauses, "list_and"))],
                )
            })
            .collect()
    }

    fn open(&self) -> Vec<String> {
        let decision = &self.decision;
        let mut said = vec![self.may_be(), self.narrowed()];
        said.extend(self.also("also_open"));
        if let Some(question) = decision.question() {
            let name = decision.policy.vocabulary().name(question.fact);
            said.push(self.say("ask", &[("question", &self.question(question.fact)), ("fact", name)]));
        }
        said
    }

    /// The segments that are left.
    fn may_be(&self) -> String {
        let possible: Vec<_> = self.decision.possible().iter().map(|segment| self.segment(segment)).collect();
        self.say("open", &[("segments", &self.list(&possible, "list_or"))])
    }

    /// The facts that rule out the others.
    fn narrowed(&self) -> String {
        match self.decision.because_facts().as_slice() {
            [] => self.say("open_nothing_known", &[]),
            facts => self.say("open_because", &[("facts", &self.facts(self.decision.contact, facts))]),
        }
    }

    fn contradiction(&self) -> Vec<String> {
        vec![match self.decision.because_facts().as_slice() {
            [] => self.say("contradiction_policy", &[]),
            facts => self.say("contradiction", &[("facts", &self.facts(self.decision.contact, facts))]),
        }]
    }

    /// Each source once, by its title, with what is cited of it.
    fn sources(&self, cites: &[&str]) -> String {
        let mut by_source: Vec<(String, Vec<&str>)> = Vec::new();
        for &cite in cites {
            let known = catalog().citation(cite).and_then(|citation| catalog().source(&citation.source));
            let title = known.map_or(String::new(), |source| format!("{}, {}", source.publisher, source.title));
            match by_source.iter_mut().find(|(other, _)| *other == title) {
                Some((_, cites)) => cites.push(cite),
                None => by_source.push((title, vec![cite])),
            }
        }
        let items: Vec<_> = by_source
            .into_iter()
            .map(
                |(title, cites)| {
                    if title.is_empty() { cites.join(", ") } else { format!("{title} ({})", cites.join(", ")) }
                },
            )
            .collect();
        self.list(&items, "list_and")
    }
}

impl<'p> Decision<'p> {
    pub(crate) fn speaker(&self, language: Language) -> Speaker<'p> {
        Speaker { language, decision: *self }
    }

    /// The decision as a short paragraph: what it is, what decides it, what would change it, and its sources.
    ///
    /// ```
    /// use govseg::{Benefit, Capacity, CustomerType, Facts, Language, Obligation, Policy};
    ///
    /// let facts = Facts::UNKNOWN.with(CustomerType::Citizen).with(Obligation::RequiredForBenefit);
    /// let said = Policy::gsa_2008().decide(facts).explain(Language::English);
    /// assert!(said.starts_with("This contact is not decided yet: it may be beneficial or dutiful."), "{said}");
    /// ```
    pub fn explain(&self, language: Language) -> String {
        self.speaker(language).paragraph()
    }

    /// The short form of [`Decision::explain`]: the facts that force it, and the rule.
    ///
    /// ```
    /// use govseg::{Capacity, Facts, Language, Policy};
    ///
    /// let reason = Policy::gsa_2008().decide(Facts::UNKNOWN.with(Capacity::Official)).reason(Language::English);
    /// assert!(reason.starts_with("What decides it: the customer's capacity is official. Rule"), "{reason}");
    /// ```
    pub fn reason(&self, language: Language) -> String {
        Speaker { language, decision: *self }.reason()
    }
}
