//! Which column of a table feeds what, and how its cells are read.

use std::collections::HashMap;

use foldhash::fast::FixedState;

use super::value::Wrong;
use super::{Fault, Field, Pairs, Question, Row};
use crate::amount::ONE;
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

    /// The fields that it feeds.
    pub(crate) fn fields(&self) -> impl Iterator<Item = Field> {
        let field = match self.target {
            Some(Target::Field(field)) => Some(field),
            _ => None,
        };
        [field, self.present].into_iter().flatten()
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
        let bindings = columns.into_iter().flat_map(|column| self.bindings(column));
        let mut row = Row::new(bindings.flat_map(Binding::fields));
        row.groups.resize(self.groups.len(), String::new());
        row
    }

    /// What a column feeds, in order.
    pub(crate) fn bindings(&self, column: &str) -> impl Iterator<Item = &Binding> {
        let places = self.by_name.get(column).into_iter().flatten();
        places.filter_map(|place| self.bindings.get(*place))
    }

    /// The clock that times without an offset are read on.
    pub(crate) fn clock(&self) -> &Clock {
        &self.clock
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
        Pairs::ALL.check(row, number)
    }

    fn cell(&self, binding: &Binding, text: &str, row: &mut Row) -> Result<(), Wrong> {
        let said = binding.said(text);
        if let Some(field) = binding.present {
            row.set(field, i64::from(said.is_some()));
        }
        let (Some(target), Some(text)) = (binding.target, said) else { return Ok(()) };
        match target {
            Target::Text(kind) => self.text(kind, text, row)?,
            target => target.put(binding.number(target, text, &self.clock)?, row),
        }
        Ok(())
    }

    fn text(&self, kind: Text, text: &str, row: &mut Row) -> Result<(), Wrong> {
        kind.check(text)?;
        for (group, of) in row.groups.iter_mut().zip(&self.groups) {
            if *of == Some(kind) {
                // Two columns of one kind are its parts: year and quarter.
                if !group.is_empty() {
                    group.push('-');
                }
                group.push_str(text);
            }
        }
        row.write(kind, text);
        Ok(())
    }
}
