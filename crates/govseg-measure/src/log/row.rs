//! One row of a log, as measures see it.

use super::{Field, Question, Text};
use crate::amount::ONE;

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// What was said.
    pub score: Score,
}

/// What was said: by one, or by many at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Score {
    /// One answer on the scale.
    One(u8),
    /// How many gave each answer, by the answer.
    Counts([u64; 11]),
    /// Ticks or thumbs: up and down.
    Ticks {
        /// What went well.
        up: u64,
        /// What did not.
        down: u64,
    },
}

impl Score {
    /// Each answer on the scale with how often it was given.
    pub(crate) fn levels(&self) -> impl Iterator<Item = (u8, u64)> {
        let mut counts = [0; 11];
        match self {
            Self::One(level) => counts.iter_mut().skip(usize::from(*level)).take(1).for_each(|count| *count = 1),
            Self::Counts(given) => counts = *given,
            Self::Ticks { .. } => {}
        }
        (0..).zip(counts).filter(|(_, times)| *times > 0)
    }
}

/// What a row says. It is used again and again, so that reading a log needs no memory for each row.
#[derive(Clone, Debug)]
pub struct Row {
    /// Which columns the log has at all.
    pub(crate) bound: u128,
    known: u128,
    values: [i64; Field::ALL.len()],
    /// The answers to survey questions.
    pub answers: Vec<Answer>,
    /// The contact's id.
    pub contact: String,
    /// What the contact was about, for contacts that belong together.
    pub issue: String,
    /// Who it was with: a person's or an account's id.
    pub person: String,
    /// The channel, by its name in the taxonomy.
    pub channel: String,
    /// The words in which a question was asked.
    pub wording: String,
    /// What results are told apart by, in the order of the grouping.
    pub groups: Vec<String>,
}

impl Row {
    /// A row that says nothing, of a log with these columns.
    pub fn new(columns: impl IntoIterator<Item = Field>) -> Self {
        Self {
            bound: columns.into_iter().fold(0, |bound, field| bound | field.bit()),
            known: 0,
            values: [0; Field::ALL.len()],
            answers: Vec::new(),
            contact: String::new(),
            issue: String::new(),
            person: String::new(),
            channel: String::new(),
            wording: String::new(),
            groups: Vec::new(),
        }
    }

    /// Forgets what it says.
    pub fn clear(&mut self) {
        self.known = 0;
        self.answers.clear();
        for text in [&mut self.contact, &mut self.issue, &mut self.person, &mut self.channel, &mut self.wording] {
            text.clear();
        }
        self.groups.iter_mut().for_each(String::clear);
    }

    /// Sets a value: counts as they are, all else in millionths.
    pub fn set(&mut self, field: Field, value: i64) {
        if let Some(place) = self.values.get_mut(field.place()) {
            *place = value;
        }
        self.known |= field.bit();
    }

    /// Sets several values at once: those that are known, by their bits, are among the ones that follow.
    pub(crate) fn fill(&mut self, known: u128, values: impl Iterator<Item = (Field, i64)>) {
        for (field, value) in values {
            if let Some(place) = self.values.get_mut(field.place()) {
                *place = value;
            }
        }
        self.known = known;
    }

    /// Adds to the words of a kind.
    pub(crate) fn write(&mut self, kind: Text, text: &str) {
        match kind {
            Text::ContactId => self.contact.push_str(text),
            Text::IssueId => self.issue.push_str(text),
            Text::PersonId => self.person.push_str(text),
            Text::Channel => self.channel.push_str(text),
            Text::Wording => self.wording.push_str(text),
            Text::Segment | Text::Customer | Text::Organization | Text::Service | Text::Period => {}
        }
    }

    /// What is known of a column.
    pub fn get(&self, field: Field) -> Option<i64> {
        if self.known & field.bit() == 0 { None } else { self.values.get(field.place()).copied() }
    }

    /// Whether the log has that column.
    pub fn has(&self, field: Field) -> bool {
        self.bound & field.bit() != 0
    }

    /// A count.
    pub fn count(&self, field: Field) -> Option<u64> {
        u64::try_from(self.get(field)?).ok()
    }

    /// A count that is 1 in a log without that column, whose rows are one contact each.
    pub fn whole(&self, field: Field) -> Option<u64> {
        if self.has(field) { self.count(field) } else { Some(1) }
    }

    /// For how many it stands, in millionths. Nothing if there is such a column and it says nothing.
    pub fn weight(&self) -> Option<i64> {
        if self.has(Field::Weight) { self.get(Field::Weight) } else { Some(ONE) }
    }

    /// What was answered to a question.
    pub fn answer(&self, question: Question) -> Option<&Score> {
        self.answers.iter().find(|answer| answer.question == question).map(|answer| &answer.score)
    }

    /// Whether the contact was answered.
    pub fn answered(&self) -> Option<bool> {
        let by_count = self.count(Field::Answered).map(|count| count > 0);
        let by_time = self.get(Field::AnsweredAt).map(|_| true);
        let by_end = self.count(Field::Abandoned).map(|count| count == 0);
        by_count.or(by_time).or(by_end)
    }

    /// How long the customer waited: as the log says, or from the beginning to the answer, or to the end of a contact
    /// that nobody answered.
    pub fn wait(&self) -> Option<i64> {
        self.get(Field::Wait).or_else(|| {
            let until = if self.answered()? { Field::AnsweredAt } else { Field::ClosedAt };
            Some(self.get(until)? - self.get(Field::OpenedAt)?)
        })
    }

    /// When the contact was answered in writing: the first reply, or else its end.
    pub fn replied(&self) -> Option<i64> {
        self.get(Field::FirstResponseAt).or_else(|| self.get(Field::ClosedAt))
    }
}
