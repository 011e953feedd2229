//! What is said of a contact, worked out and written once, however many rows have the same facts.

use std::collections::HashMap;
use std::ops::Range;

use foldhash::fast::RandomState;
use govseg::{Contact, Decision, Fact, FactId, Policy, Questions, Segment, Segments, Status, Vocabulary};

use crate::column::Column;
use crate::format::Form;
use crate::summary::{Because, Tally};
use crate::write::{Value, added};

/// How many contacts are remembered by all workers together; beyond, all are forgotten and worked out anew. The deciding
/// facts, each known or unknown, make 172,800.
const MOST: usize = 1 << 18;

/// How many one worker may remember, however many there are.
const FEWEST: usize = 1 << 14;

/// Puts what is said of a contact into the form that the output needs.
pub(crate) trait Wording {
    /// That form.
    type Said;

    /// Whether it needs to know which fact to ask.
    fn asks(&self) -> bool;

    fn say(&mut self, decision: &Decision<'_>, ask: Option<FactId>) -> Self::Said;

    /// Nothing that was said is asked for again.
    fn forget(&mut self) {}
}

/// The answers given so far.
pub(crate) struct Answers<'p, W: Wording> {
    policy: &'p Policy,
    pub(crate) wording: W,
    /// Whether rows are counted by what is said of them.
    counted: bool,
    most: usize,
    known: HashMap<Contact, Answer<W::Said>, RandomState>,
    questions: Questions<'p>,
}

/// What is said of one contact.
pub(crate) struct Answer<S> {
    pub(crate) said: S,
    pub(crate) kind: Kind,
    /// The segments still possible.
    pub(crate) possible: Segments,
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
    /// Of a contact that is a contradiction.
    pub(crate) fn of(decision: &Decision<'_>) -> Self {
        let (names, because) = (decision.policy().vocabulary(), decision.because());
        let facts = because.iter().filter_map(|(fact, _)| names.fact(fact).ok()).collect();
        let owned = |values: Vec<&str>| values.into_iter().map(ToOwned::to_owned).collect();
        let because = because.into_iter().map(|(fact, values)| (fact.to_owned(), owned(values))).collect();
        Self { facts, because, by_rules: Vec::new() }
    }

    /// Counts a row in which columns said this, each by its rule.
    pub(crate) fn blame(&mut self, said: &[(usize, Contact)], names: &Vocabulary) {
        let about = |contact: Contact| self.facts.iter().any(|&fact| names.is_given(contact, fact));
        let rules: Vec<usize> = said.iter().filter(|(_, contact)| about(*contact)).map(|(rule, _)| *rule).collect();
        match self.by_rules.iter_mut().find(|(known, _)| *known == rules) {
            Some((_, rows)) => *rows += 1,
            None => self.by_rules.push((rules, 1)),
        }
    }

    /// The counts since last time.
    pub(crate) fn take(&mut self) -> Vec<(Vec<usize>, u64)> {
        std::mem::take(&mut self.by_rules)
    }
}

impl<'p, W: Wording> Answers<'p, W> {
    pub(crate) fn new(policy: &'p Policy, wording: W, counted: bool) -> Self {
        Self { policy, wording, counted, most: MOST, known: HashMap::default(), questions: policy.questions(&[]) }
    }

    /// Of so many, which together may remember what one could.
    pub(crate) fn shared(self, workers: usize) -> Self {
        Self { most: (MOST / workers.max(1)).max(FEWEST), ..self }
    }

    /// What is said of a contact; it is counted as one row.
    pub(crate) fn give(&mut self, contact: Contact, tally: &mut Tally) -> &mut Answer<W::Said> {
        if self.known.len() >= self.most && !self.known.contains_key(&contact) {
            self.make_room(1, tally);
        }
        let Self { policy, wording, counted, known, questions, .. } = self;
        let answer = known.entry(contact).or_insert_with(|| {
            let decision = policy.decide(contact);
            let asks = (*counted || wording.asks()) && decision.status() == Status::Open;
            let ask = if asks { questions.next(contact).map(|question| question.fact) } else { None };
            Answer {
                said: wording.say(&decision, ask),
                kind: kind(&decision, ask),
                possible: decision.possible(),
                rows: 0,
            }
        });
        answer.rows += 1;
        answer
    }

    /// Adds the rows since last time to the tally.
    pub(crate) fn count(&mut self, tally: &mut Tally) {
        for answer in self.known.values_mut() {
            tally.add(&mut answer.kind, std::mem::take(&mut answer.rows));
        }
    }

    /// Forgets everything if so many contacts more could be too many; whether it did.
    pub(crate) fn make_room(&mut self, contacts: usize, tally: &mut Tally) -> bool {
        let full = self.known.len().saturating_add(contacts) > self.most;
        if full {
            self.count(tally);
            self.known.clear();
            self.wording.forget();
        }
        full
    }
}

/// The added columns as they stand in a row.
pub(crate) struct RowWording<'p> {
    pub(crate) columns: &'p [Column],
    pub(crate) names: &'p [String],
    pub(crate) form: Form,
}

/// The added columns of one contact.
pub(crate) struct RowSaid {
    pub(crate) bytes: Box<[u8]>,
    /// Where the status stands in them, with all that belongs to the column, and its name.
    pub(crate) status: Option<(Range<usize>, String)>,
}

impl Wording for RowWording<'_> {
    type Said = RowSaid;

    fn asks(&self) -> bool {
        self.columns.contains(&Column::Ask)
    }

    fn say(&mut self, decision: &Decision<'_>, ask: Option<FactId>) -> RowSaid {
        let (mut written, mut status) = (Vec::new(), None);
        for (&column, name) in self.columns.iter().zip(self.names) {
            let from = written.len();
            added(&mut written, self.form, name, &value(column, decision, ask));
            if column == Column::Status {
                status = Some((from..written.len(), name.clone()));
            }
        }
        RowSaid { bytes: written.into(), status }
    }
}

/// What an added column holds.
pub(crate) fn value<'p>(column: Column, decision: &Decision<'p>, ask: Option<FactId>) -> Value<'p> {
    let word = |word: Option<&'p str>| word.map_or(Value::Null, Value::Word);
    match column {
        Column::Segment => word(decision.segment().map(Into::into)),
        Column::Status => Value::Word(decision.status().into()),
        Column::Likely => word(decision.likely().map(Into::into)),
        Column::Possible => Value::Segments(decision.possible()),
        Column::Also => Value::Segments(decision.also()),
        Column::Rule => word(decision.rule()),
        Column::SubSegment => word(decision.sub_segment()),
        Column::Ask => word(ask.map(|fact| decision.policy().vocabulary().name(fact))),
        Column::Because => Value::Json(decision.because_json()),
        Column::Facts => Value::Json(decision.policy().vocabulary().to_json(decision.contact())),
        // Said of texts.
        Column::SuggestedSegment | Column::Probability => Value::Null,
    }
}

fn kind(decision: &Decision<'_>, ask: Option<FactId>) -> Kind {
    let names = decision.policy().vocabulary();
    match (decision.status(), decision.segment()) {
        (Status::Decided, Some(segment)) => Kind::Decided(segment),
        (Status::Contradiction, _) => Kind::Contradiction(Clashing::of(decision)),
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
