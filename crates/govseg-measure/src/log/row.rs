//! One row of a log, as measures see it.

use std::borrow::Cow;

use super::{Answered, Field, Question, Says, Text};

/// An answer to a question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The question.
    pub question: Question,
    /// What was said.
    pub score: Score,
}

/// What was said: by one, or by many at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Score {
    /// One answer on the scale.
    One(u8),
    /// How many gave each answer, by the answer. Boxed, so that the one answer of most rows stays small.
    Counts(Box<[u64; 11]>),
    /// Ticks or thumbs: up and down.
    Ticks {
        /// What went well.
        up: u64,
        /// What did not.
        down: u64,
    },
}

impl Score {
    /// What it says.
    pub(crate) fn said(&self) -> Answered<'_> {
        match self {
            Self::One(level) => Answered::One(*level),
            Self::Counts(counts) => Answered::Counts(counts),
            Self::Ticks { up, down } => Answered::Ticks { up: *up, down: *down },
        }
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
}

impl Says for Row {
    fn get(&self, field: Field) -> Option<i64> {
        if self.known & field.bit() == 0 { None } else { self.values.get(field.place()).copied() }
    }

    fn has(&self, field: Field) -> bool {
        self.bound & field.bit() != 0
    }

    fn answer(&self, question: Question) -> Option<Answered<'_>> {
        self.answers.iter().find(|answer| answer.question == question).map(|answer| answer.score.said())
    }

    fn text(&self, kind: Text) -> Cow<'_, str> {
        Cow::Borrowed(match kind {
            Text::ContactId => &self.contact,
            Text::IssueId => &self.issue,
            Text::PersonId => &self.person,
            Text::Channel => &self.channel,
            Text::Wording => &self.wording,
            Text::Segment | Text::Customer | Text::Organization | Text::Service | Text::Period => "",
        })
    }
}
