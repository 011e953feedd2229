//! Which column of a table feeds what, and how its cells are read.

use std::collections::HashMap;

use foldhash::fast::FixedState;
use govseg::words::clip;
use govseg::{Channel, CustomerType, Segment};

use super::{Answer, Fault, FaultKind, Field, FieldType, Question, Row, Score, check};
use crate::amount::{self, ONE};
use crate::calendar::Clock;

/// A column that holds words.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantArray, strum::VariantNames,
)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Text {
    /// The contact's id; no two rows may have the same.
    ContactId,
    /// What the contact was about.
    IssueId,
    /// Who it was with.
    PersonId,
    /// The words of a question.
    Wording,
    /// The channel.
    Channel,
    /// The segment, if it is known already.
    Segment,
    /// The customer type.
    Customer,
    /// The organization.
    Organization,
    /// The service.
    Service,
    /// A period, as the log calls it.
    Period,
}

/// What a column feeds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Target {
    /// A number or a time.
    Field(Field),
    /// The answer to a question.
    Score(Question),
    /// How many gave that answer.
    Level(Question, u8),
    /// Ticks or thumbs up.
    Up(Question),
    /// Ticks or thumbs down.
    Down(Question),
    /// Words.
    Text(Text),
}

impl Target {
    /// What a name of the schema means: `wait`, `satisfaction`, `satisfaction_4`, `ease_up`, `channel`.
    ///
    /// ```
    /// use govseg_measure::log::{Question, Target};
    ///
    /// assert_eq!(Target::named("satisfaction_4"), Some(Target::Level(Question::Satisfaction, 4)));
    /// assert_eq!(Target::named("satisfaction_6"), None);
    /// ```
    pub fn named(name: &str) -> Option<Self> {
        let whole = name.parse().map(Self::Field).ok();
        whole.or_else(|| name.parse().map(Self::Text).ok()).or_else(|| name.parse().map(Self::Score).ok()).or_else(
            || {
                let (question, part) = name.rsplit_once('_')?;
                let question: Question = question.parse().ok()?;
                match part {
                    "up" => Some(Self::Up(question)),
                    "down" => Some(Self::Down(question)),
                    level => level
                        .parse()
                        .ok()
                        .filter(|level| question.has(*level))
                        .map(|level| Self::Level(question, level)),
                }
            },
        )
    }

    /// All plain names, for proposals.
    pub(crate) fn names() -> Vec<&'static str> {
        use strum::VariantNames;
        [Field::VARIANTS, Text::VARIANTS, Question::VARIANTS].concat()
    }
}

/// A column, and what it feeds.
#[derive(Clone, Debug)]
pub struct Binding {
    /// The column's name in the table.
    pub column: String,
    /// What it feeds, if anything but `present`.
    pub target: Option<Target>,
    /// Other words for what its cells say.
    pub values: HashMap<String, String>,
    /// Texts that mean "not known", besides the empty cell.
    pub empty: Vec<String>,
    /// How a time is written.
    pub pattern: Option<String>,
    /// How many millionths of a second its unit has.
    pub unit: i64,
    /// A count that is 1 where the cell says something, and 0 where it does not.
    pub present: Option<Field>,
}

impl Binding {
    /// A column that is named like what it feeds.
    pub fn plain(column: &str, target: Target) -> Self {
        Self {
            column: column.to_owned(),
            target: Some(target),
            values: HashMap::new(),
            empty: Vec::new(),
            pattern: None,
            unit: ONE,
            present: None,
        }
    }
}

/// How the rows of one log are read.
#[derive(Clone, Debug)]
pub struct Schema {
    bindings: Vec<Binding>,
    by_name: HashMap<String, Vec<usize>, FixedState>,
    groups: Vec<Option<Text>>,
    clock: Clock,
}

impl Schema {
    /// With those columns, and results told apart by words of these kinds (none where it is told from the time).
    pub fn new(bindings: Vec<Binding>, groups: Vec<Option<Text>>, clock: Clock) -> Self {
        let mut by_name: HashMap<String, Vec<usize>, FixedState> = HashMap::default();
        for (place, binding) in bindings.iter().enumerate() {
            by_name.entry(binding.column.clone()).or_default().push(place);
        }
        Self { bindings, by_name, groups, clock }
    }

    /// A row of a table that has these columns, to be filled again and again.
    pub fn row<'n>(&self, columns: impl IntoIterator<Item = &'n str>) -> Row {
        let places = columns.into_iter().filter_map(|name| self.by_name.get(name)).flatten();
        let bound = places.filter_map(|place| self.bindings.get(*place)).flat_map(|binding| {
            let field = match binding.target {
                Some(Target::Field(field)) => Some(field),
                _ => None,
            };
            [field, binding.present].into_iter().flatten()
        });
        let mut row = Row::new(bound);
        row.groups.resize(self.groups.len(), String::new());
        row
    }

    /// Whether a column is read.
    pub fn reads(&self, column: &str) -> bool {
        self.by_name.contains_key(column)
    }

    /// The columns that are read.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.bindings.iter().map(|binding| binding.column.as_str()).collect()
    }

    /// The column with the contact's id.
    pub(crate) fn contact_column(&self) -> Option<String> {
        let mut bindings = self.bindings.iter();
        let found = bindings.find(|binding| binding.target == Some(Target::Text(Text::ContactId)));
        found.map(|binding| binding.column.clone())
    }

    /// Reads a row: the name and the text of each cell.
    ///
    /// # Errors
    /// The first thing that is wrong with it.
    pub fn read<N: AsRef<str>, T: AsRef<str>>(
        &self,
        number: u64,
        cells: impl IntoIterator<Item = (N, T)>,
        row: &mut Row,
    ) -> Result<(), Fault> {
        row.clear();
        for (name, text) in cells {
            for place in self.by_name.get(name.as_ref()).into_iter().flatten() {
                if let Some(binding) = self.bindings.get(*place) {
                    self.cell(binding, text.as_ref(), row).map_err(|(kind, reason)| {
                        let column = Some(binding.column.clone());
                        Fault { row: number, column, kind, reason }
                    })?;
                }
            }
        }
        check::check(row, number)
    }

    fn cell(&self, binding: &Binding, text: &str, row: &mut Row) -> Result<(), (FaultKind, String)> {
        let trimmed = text.trim();
        let said = !trimmed.is_empty() && !binding.empty.iter().any(|empty| empty == trimmed);
        if let Some(field) = binding.present {
            row.set(field, i64::from(said));
        }
        let Some(target) = binding.target.filter(|_| said) else { return Ok(()) };
        let text = binding.values.get(trimmed).map_or(trimmed, String::as_str);
        let unreadable = |reason| (FaultKind::Unreadable, reason);
        match target {
            Target::Text(kind) => self.text(kind, text, row).map_err(unreadable)?,
            Target::Field(field) => {
                let value = match field.kind() {
                    FieldType::Time => self.clock.read(text, binding.pattern.as_deref()).map_err(unreadable)?,
                    FieldType::Count => i64::try_from(count(text)?).unwrap_or(i64::MAX),
                    FieldType::Seconds => scaled(positive(text)?, binding.unit),
                    FieldType::Amount => positive(text)?,
                };
                if field == Field::Weight && !(1..=ONE * ONE).contains(&value) {
                    let reason = format!("`{}` is not a weight from 0.000001 to 1,000,000", clip(text));
                    return Err((FaultKind::OutOfRange, reason));
                }
                row.set(field, value);
            }
            Target::Score(question) => answered(row, question, Score::One(level(question, text)?)),
            Target::Level(question, level) => {
                let times = count(text)?;
                let mut counts = [0; 11];
                counts.iter_mut().skip(usize::from(level)).take(1).for_each(|count| *count = times);
                answered(row, question, Score::Counts(counts));
            }
            Target::Up(question) => answered(row, question, Score::Ticks { up: count(text)?, down: 0 }),
            Target::Down(question) => answered(row, question, Score::Ticks { up: 0, down: count(text)? }),
        }
        Ok(())
    }

    fn text(&self, kind: Text, text: &str, row: &mut Row) -> Result<(), String> {
        // Words of the taxonomy must be such words: a slip would make a group of its own.
        match kind {
            Text::Channel => known::<Channel>(text)?,
            Text::Customer => known::<CustomerType>(text)?,
            Text::Segment => known::<Segment>(text)?,
            _ => {}
        }
        for (group, of) in row.groups.iter_mut().zip(&self.groups) {
            if *of == Some(kind) {
                // Two columns of one kind are its parts: year and quarter.
                if !group.is_empty() {
                    group.push('-');
                }
                group.push_str(text);
            }
        }
        match kind {
            Text::ContactId => row.contact.push_str(text),
            Text::IssueId => row.issue.push_str(text),
            Text::PersonId => row.person.push_str(text),
            Text::Channel => row.channel.push_str(text),
            Text::Wording => row.wording.push_str(text),
            Text::Segment | Text::Customer | Text::Organization | Text::Service | Text::Period => {}
        }
        Ok(())
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
    known.score = match (known.score, score) {
        (Score::Counts(known), Score::Counts(more)) => {
            let mut counts = known;
            counts.iter_mut().zip(more).for_each(|(count, more)| *count += more);
            Score::Counts(counts)
        }
        (Score::Ticks { up, down }, Score::Ticks { up: more, down: less }) => {
            Score::Ticks { up: up + more, down: down + less }
        }
        (_, score) => score,
    };
}

fn positive(text: &str) -> Result<i64, (FaultKind, String)> {
    let value = amount::parse(text).map_err(|reason| (FaultKind::Unreadable, reason))?;
    if value < 0 {
        return Err((FaultKind::OutOfRange, format!("`{}` is below 0", clip(text))));
    }
    Ok(value)
}

fn count(text: &str) -> Result<u64, (FaultKind, String)> {
    match text.to_ascii_lowercase().as_str() {
        "true" | "yes" | "y" => return Ok(1),
        "false" | "no" | "n" => return Ok(0),
        _ => {}
    }
    let value = positive(text)?;
    if value % ONE != 0 {
        return Err((FaultKind::Unreadable, format!("`{}` is not a whole number, `yes` or `no`", clip(text))));
    }
    Ok(value.unsigned_abs() / ONE.unsigned_abs())
}

fn level(question: Question, text: &str) -> Result<u8, (FaultKind, String)> {
    let value = amount::parse(text).map_err(|reason| (FaultKind::Unreadable, reason))?;
    let whole = u8::try_from(value / ONE).ok().filter(|level| value >= 0 && value % ONE == 0 && question.has(*level));
    whole.ok_or_else(|| {
        let (least, most) = question.scale();
        (FaultKind::OutOfRange, format!("`{}` is not an answer from {least} to {most}", clip(text)))
    })
}

/// An amount in a unit of so many millionths of a second.
fn scaled(value: i64, unit: i64) -> i64 {
    let scaled = i128::from(value) * i128::from(unit) / i128::from(ONE);
    i64::try_from(scaled).unwrap_or(i64::MAX)
}
