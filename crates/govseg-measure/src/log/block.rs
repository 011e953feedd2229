//! Many rows at once, by column.

use std::borrow::Cow;

use super::{Answered, Field, Question, Says, Score, Text};

/// What a column says, row by row.
#[derive(Clone, Copy)]
pub(crate) struct Column<'b> {
    pub(crate) values: &'b [i64],
    pub(crate) known: &'b [bool],
}

impl Column<'_> {
    /// What it says in a row.
    #[inline]
    pub(crate) fn get(&self, place: usize) -> Option<i64> {
        match (self.known.get(place), self.values.get(place)) {
            (Some(true), Some(value)) => Some(*value),
            _ => None,
        }
    }
}

/// What was answered to a question.
#[derive(Clone, Copy)]
pub(crate) enum Answers<'b> {
    /// One answer a row, as most logs have them.
    One(Column<'b>),
    /// Anything else.
    Any(&'b [Option<Score>]),
}

/// Words, which few measures look at: they are found when they are asked for.
pub(crate) trait Texts {
    /// Those of a kind in a row.
    fn text(&self, kind: Text, place: usize) -> Cow<'_, str>;
}

/// Rows by column.
pub(crate) struct Block<'b> {
    /// Which columns the log has at all.
    bound: u128,
    fields: [Option<Column<'b>>; Field::ALL.len()],
    answers: [Option<Answers<'b>>; Question::ALL.len()],
    texts: &'b dyn Texts,
}

impl<'b> Block<'b> {
    /// Of a log that has these columns.
    pub(crate) fn new(
        bound: u128,
        fields: impl Iterator<Item = (Field, Column<'b>)>,
        answers: impl Iterator<Item = (Question, Answers<'b>)>,
        texts: &'b dyn Texts,
    ) -> Self {
        let mut block = Self { bound, fields: [None; Field::ALL.len()], answers: [None; Question::ALL.len()], texts };
        for (field, column) in fields {
            block.fields.iter_mut().skip(field.place()).take(1).for_each(|known| *known = Some(column));
        }
        for (question, column) in answers {
            block.answers.iter_mut().skip(question.place()).take(1).for_each(|known| *known = Some(column));
        }
        block
    }

    /// One of its rows.
    #[inline]
    pub(crate) const fn at(&self, place: usize) -> At<'_> {
        At { block: self, place }
    }
}

/// A row of a block.
#[derive(Clone, Copy)]
pub(crate) struct At<'b> {
    block: &'b Block<'b>,
    place: usize,
}

impl Says for At<'_> {
    #[inline]
    fn get(&self, field: Field) -> Option<i64> {
        self.block.fields.get(field.place())?.as_ref()?.get(self.place)
    }

    #[inline]
    fn has(&self, field: Field) -> bool {
        self.block.bound & field.bit() != 0
    }

    #[inline]
    fn answer(&self, question: Question) -> Option<Answered<'_>> {
        match self.block.answers.get(question.place())?.as_ref()? {
            Answers::One(column) => Some(Answered::One(u8::try_from(column.get(self.place)?).unwrap_or_default())),
            Answers::Any(scores) => scores.get(self.place)?.as_ref().map(Score::said),
        }
    }

    fn text(&self, kind: Text) -> Cow<'_, str> {
        self.block.texts.text(kind, self.place)
    }
}
