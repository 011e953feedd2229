//! What one cell says: a number, or a word.

use govseg::words::clip;
use govseg::{Channel, CustomerType, Segment};

use super::{Answer, Binding, FaultKind, Field, FieldType, Question, Row, Score, Target, Text};
use crate::amount::{self, LARGEST, ONE};
use crate::calendar::Clock;

/// What is wrong with a cell.
pub(crate) type Wrong = (FaultKind, String);

impl Binding {
    /// What a cell says in the words of the schema; nothing if it says nothing.
    pub(crate) fn said<'t>(&'t self, text: &'t str) -> Option<&'t str> {
        let trimmed = text.trim();
        let said = !trimmed.is_empty() && !self.empty.iter().any(|empty| empty == trimmed);
        said.then(|| self.values.get(trimmed).map_or(trimmed, String::as_str))
    }

    /// Whether a cell that is no text says what it holds, with nothing to look up first.
    pub(crate) fn is_plain(&self) -> bool {
        self.values.is_empty() && self.empty.is_empty() && self.pattern.is_none()
    }

    /// What is said of a number: a time or an amount in millionths, a count, or an answer.
    pub(crate) fn number(&self, target: Target, text: &str, clock: &Clock) -> Result<i64, Wrong> {
        match target {
            Target::Field(field) => match field.kind() {
                FieldType::Time => {
                    clock.read(text, self.pattern.as_deref()).map_err(|reason| (FaultKind::Unreadable, reason))
                }
                FieldType::Count => count(text),
                FieldType::Seconds => Ok(scaled(positive(text)?, self.unit)),
                FieldType::Amount if field == Field::Weight => weight(positive(text)?, text),
                FieldType::Amount => positive(text),
            },
            Target::Score(question) => level(question, text),
            Target::Level(..) | Target::Up(_) | Target::Down(_) => count(text),
            Target::Text(_) => Err((FaultKind::Unreadable, format!("`{}` is a word", clip(text)))),
        }
    }

    /// The same of whole numbers.
    pub(crate) fn wholes(&self, target: Target) -> Wholes {
        let counts = Wholes { least: 0, most: LARGEST, worth: 1 };
        match target {
            Target::Field(field) => match field.kind() {
                FieldType::Count => counts,
                FieldType::Seconds => {
                    Wholes { most: LARGEST.min(i64::MAX / self.unit.max(1)), worth: self.unit, ..counts }
                }
                FieldType::Amount if field == Field::Weight => Wholes { least: 1, most: ONE, worth: ONE },
                FieldType::Amount => Wholes { worth: ONE, ..counts },
                FieldType::Time => Wholes::NONE,
            },
            Target::Score(question) => {
                let (least, most) = question.scale();
                Wholes { least: i64::from(least), most: i64::from(most), worth: 1 }
            }
            Target::Level(..) | Target::Up(_) | Target::Down(_) => counts,
            Target::Text(_) => Wholes::NONE,
        }
    }

    /// The same of a number with a fraction; nothing where its text must be looked at.
    pub(crate) fn fraction(&self, target: Target, value: f64) -> Option<i64> {
        let Target::Field(field) = target else { return None };
        let amount = amount::millionths(value)?;
        match field.kind() {
            FieldType::Seconds => Some(scaled(amount, self.unit)),
            FieldType::Amount if field == Field::Weight => Some(amount).filter(is_weight),
            FieldType::Amount => Some(amount),
            FieldType::Time | FieldType::Count => None,
        }
    }
}

/// Which whole numbers a column can hold, and what one is worth: the others' text tells what is wrong with them.
#[derive(Clone, Copy)]
pub(crate) struct Wholes {
    least: i64,
    most: i64,
    worth: i64,
}

impl Wholes {
    const NONE: Self = Self { least: 1, most: 0, worth: 0 };

    pub(crate) fn has(self, value: i64) -> bool {
        self.least <= value && value <= self.most
    }

    /// What a number says that it has.
    pub(crate) fn said(self, value: i64) -> i64 {
        value.wrapping_mul(self.worth)
    }
}

impl Target {
    /// Whether it is a point in time.
    pub(crate) fn is_time(self) -> bool {
        matches!(self, Self::Field(field) if field.kind() == FieldType::Time)
    }

    /// What is said of true and false, where they can stand.
    pub(crate) fn truth(self, value: bool) -> Option<i64> {
        let counts = match self {
            Self::Field(field) => field.kind() == FieldType::Count,
            Self::Level(..) | Self::Up(_) | Self::Down(_) => true,
            Self::Score(_) | Self::Text(_) => false,
        };
        counts.then_some(i64::from(value))
    }

    /// The question that it answers.
    pub(crate) fn question(self) -> Option<Question> {
        match self {
            Self::Score(question) | Self::Level(question, _) | Self::Up(question) | Self::Down(question) => {
                Some(question)
            }
            Self::Field(_) | Self::Text(_) => None,
        }
    }

    /// Puts a number into a row.
    pub(crate) fn put(self, number: i64, row: &mut Row) {
        let times = || number.unsigned_abs();
        match self {
            Self::Field(field) => row.set(field, number),
            Self::Score(question) => answered(row, question, Score::One(u8::try_from(number).unwrap_or_default())),
            Self::Level(question, level) => {
                let mut counts = Box::new([0; 11]);
                counts.iter_mut().skip(usize::from(level)).take(1).for_each(|count| *count = times());
                answered(row, question, Score::Counts(counts));
            }
            Self::Up(question) => answered(row, question, Score::Ticks { up: times(), down: 0 }),
            Self::Down(question) => answered(row, question, Score::Ticks { up: 0, down: times() }),
            Self::Text(_) => {}
        }
    }
}

impl Text {
    /// Words of the taxonomy must be such words: a slip would make a group of its own.
    pub(crate) fn check(self, text: &str) -> Result<(), Wrong> {
        let known = match self {
            Self::Channel => known::<Channel>(text),
            Self::Customer => known::<CustomerType>(text),
            Self::Segment => known::<Segment>(text),
            _ => Ok(()),
        };
        known.map_err(|reason| (FaultKind::Unreadable, reason))
    }
}

/// Whether each of the words is one of those.
fn known<T: std::str::FromStr<Err = govseg::Error>>(text: &str) -> Result<(), String> {
    text.split('|').try_for_each(|word| word.trim().parse::<T>().map(drop).map_err(|error| error.to_string()))
}

/// Adds what was said to what was said to the same question in other columns.
fn answered(row: &mut Row, question: Question, score: Score) {
    let Some(known) = row.answers.iter_mut().find(|answer| answer.question == question) else {
        row.answers.push(Answer { question, score });
        return;
    };
    match (&mut known.score, score) {
        (Score::Counts(known), Score::Counts(more)) => {
            known.iter_mut().zip(*more).for_each(|(count, more)| *count += more);
        }
        (Score::Ticks { up, down }, Score::Ticks { up: more, down: less }) => {
            *up += more;
            *down += less;
        }
        (known, score) => *known = score,
    }
}

fn positive(text: &str) -> Result<i64, Wrong> {
    let value = amount::parse(text).map_err(|reason| (FaultKind::Unreadable, reason))?;
    if value < 0 {
        return Err((FaultKind::OutOfRange, format!("`{}` is below 0", clip(text))));
    }
    Ok(value)
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "as `filter` wants it")]
fn is_weight(value: &i64) -> bool {
    (1..=ONE * ONE).contains(value)
}

fn weight(value: i64, text: &str) -> Result<i64, Wrong> {
    let reason = || format!("`{}` is not a weight from 0.000001 to 1,000,000", clip(text));
    Some(value).filter(is_weight).ok_or_else(|| (FaultKind::OutOfRange, reason()))
}

fn count(text: &str) -> Result<i64, Wrong> {
    let is = |words: [&str; 3]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
    if is(["true", "yes", "y"]) {
        return Ok(1);
    }
    if is(["false", "no", "n"]) {
        return Ok(0);
    }
    let value = positive(text)?;
    if value % ONE != 0 {
        return Err((FaultKind::Unreadable, format!("`{}` is not a whole number, `yes` or `no`", clip(text))));
    }
    Ok(value / ONE)
}

fn level(question: Question, text: &str) -> Result<i64, Wrong> {
    let value = amount::parse(text).map_err(|reason| (FaultKind::Unreadable, reason))?;
    let whole = u8::try_from(value / ONE).ok().filter(|level| value >= 0 && value % ONE == 0 && question.has(*level));
    whole.map(i64::from).ok_or_else(|| {
        let (least, most) = question.scale();
        (FaultKind::OutOfRange, format!("`{}` is not an answer from {least} to {most}", clip(text)))
    })
}

/// An amount in a unit of so many millionths of a second.
fn scaled(value: i64, unit: i64) -> i64 {
    if unit == ONE {
        return value;
    }
    let scaled = i128::from(value) * i128::from(unit) / i128::from(ONE);
    i64::try_from(scaled).unwrap_or(i64::MAX)
}
