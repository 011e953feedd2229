//! What is said of a contact, worked out and written once, however many rows have the same facts.

use std::collections::HashMap;

use foldhash::fast::RandomState;
use govseg::{Contact, Decision, Fact, FactId, Policy, Segment, Status};

use crate::column::Column;
use crate::format::Form;
use crate::summary::{Because, Tally};
use crate::write::{Value, added};

/// How many contacts are remembered; beyond, all are forgotten and worked out anew. The deciding facts, each known or
/// unknown, make 172,800.
const MOST: usize = 1 << 18;

/// The answers given so far.
pub(crate) struct Answers<'p> {
    policy: &'p Policy,
    columns: &'p [Column],
    names: &'p [String],
    form: Form,
    known: HashMap<Contact, Answer, RandomState>,
    asked: HashMap<Contact, Option<FactId>, RandomState>,
}

/// What is said of one contact.
pub(crate) struct Answer {
    /// The added columns as they stand in a row.
    pub(crate) written: Box<[u8]>,
    pub(crate) kind: Kind,
    /// In how many rows it was given, since it was last counted.
    rows: u64,
}

/// The rows of the summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Decided(Segment),
    /// Open, and decided for each single customer type: it lists several populations.
    Populations,
    /// Open for want of facts: the one to ask, and whether several values of it are given already.
    Unknown {
        ask: Option<FactId>,
        partly: bool,
    },
    /// What clashes.
    Contradiction(Clashing),
}

/// Facts that cannot hold together, and where they came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Clashing {
    pub(crate) facts: Vec<FactId>,
    pub(crate) because: Because,
    /// By the rules whose columns say something about these facts: in how many rows, since it was last counted.
    by_rules: Vec<(Vec<usize>, u64)>,
}

impl Clashing {
    pub(crate) fn count(&mut self, rules: &[usize]) {
        match self.by_rules.iter_mut().find(|(known, _)| known == rules) {
            Some((_, rows)) => *rows += 1,
            None => self.by_rules.push((rules.to_owned(), 1)),
        }
    }

    /// The counts since last time.
    pub(crate) fn take(&mut self) -> Vec<(Vec<usize>, u64)> {
        std::mem::take(&mut self.by_rules)
    }
}

impl<'p> Answers<'p> {
    pub(crate) fn new(policy: &'p Policy, columns: &'p [Column], names: &'p [String], form: Form) -> Self {
        let (known, asked) = (HashMap::default(), HashMap::default());
        Self { policy, columns, names, form, known, asked }
    }

    /// What is said of a contact; it is counted as one row.
    pub(crate) fn give(&mut self, contact: Contact, tally: &mut Tally) -> &mut Answer {
        if self.known.len() >= MOST && !self.known.contains_key(&contact) {
            self.count(tally);
            self.known.clear();
            self.asked.clear();
        }
        let (policy, columns, names, form, asked) = (self.policy, self.columns, self.names, self.form, &mut self.asked);
        let answer =
            self.known.entry(contact).or_insert_with(|| Answer::new(policy, contact, columns, names, form, asked));
        answer.rows += 1;
        answer
    }

    /// Adds the rows since last time to the tally.
    pub(crate) fn count(&mut self, tally: &mut Tally) {
        for answer in self.known.values_mut() {
            tally.add(&mut answer.kind, std::mem::take(&mut answer.rows));
        }
    }
}

impl Answer {
    fn new(
        policy: &Policy,
        contact: Contact,
        columns: &[Column],
        names: &[String],
        form: Form,
        asked: &mut HashMap<Contact, Option<FactId>, RandomState>,
    ) -> Self {
        let decision = policy.decide(contact);
        // The question does not depend on the channel, and takes by far the longest.
        let vocabulary = policy.vocabulary();
        let without_channel = vocabulary.replace(contact, Fact::Channel.into(), 0);
        let ask = match decision.status() {
            Status::Open => {
                *asked.entry(without_channel).or_insert_with(|| decision.question().map(|question| question.fact))
            }
            _ => None,
        };
        let mut written = Vec::new();
        for (column, name) in columns.iter().zip(names) {
            let word = |word: Option<&'static str>| word.map_or(Value::Null, Value::Word);
            let value = match column {
                Column::Segment => word(decision.segment().map(Into::into)),
                Column::Status => Value::Word(decision.status().into()),
                Column::Likely => word(decision.likely().map(Into::into)),
                Column::Possible => Value::Segments(decision.possible()),
                Column::Also => Value::Segments(decision.also()),
                Column::Rule => decision.rule().map_or(Value::Null, Value::Word),
                Column::SubSegment => decision.sub_segment().map_or(Value::Null, Value::Word),
                Column::Ask => ask.map_or(Value::Null, |fact| Value::Word(vocabulary.name(fact))),
                Column::Because => Value::Json(decision.because_json()),
            };
            added(&mut written, form, name, &value);
        }
        Self { written: written.into(), kind: kind(&decision, ask), rows: 0 }
    }
}

fn kind(decision: &Decision<'_>, ask: Option<FactId>) -> Kind {
    let names = decision.policy().vocabulary();
    match (decision.status(), decision.segment()) {
        (Status::Decided, Some(segment)) => Kind::Decided(segment),
        (Status::Contradiction, _) => {
            let because = decision.because();
            let facts = because.iter().filter_map(|(fact, _)| names.fact(fact).ok()).collect();
            let owned = |values: Vec<&str>| values.into_iter().map(ToOwned::to_owned).collect();
            let because = because.into_iter().map(|(fact, values)| (fact.to_owned(), owned(values))).collect();
            Kind::Contradiction(Clashing { facts, because, by_rules: Vec::new() })
        }
        _ if lists_populations(decision) => Kind::Populations,
        _ => Kind::Unknown { ask, partly: ask.is_some_and(|fact| names.is_given(decision.contact(), fact)) },
    }
}

/// Whether the contact lists several customer types and is decided for each of them alone.
fn lists_populations(decision: &Decision<'_>) -> bool {
    let (policy, contact) = (decision.policy(), decision.contact());
    let names = policy.vocabulary();
    let customer = FactId::from(Fact::Customer);
    names.is_given(contact, customer)
        && singles(names.get(contact, customer))
            .all(|one| policy.decide(names.replace(contact, customer, one)).status() == Status::Decided)
}

/// The single values of a set, in order.
pub(crate) fn singles(set: u64) -> impl Iterator<Item = u64> {
    (0..u64::BITS).map(|index| 1 << index).filter(move |one| set & one != 0)
}
