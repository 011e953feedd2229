//! Which column feeds which rule, and what is added under which name: all that is settled before a row is read.

use std::collections::{HashMap, HashSet};

use govseg::{Contact, FactId, Policy, Vocabulary};

use crate::answers::singles;
use crate::cell::ColumnRule;
use crate::column::Column;
use crate::error::TableError;
use crate::evidence::TextColumn;
use crate::format::Form;
use crate::recipe::Recipe;
use crate::report::{Naming, Places};
use crate::warning::{Warning, nearly};
use crate::write::{Value, added, string};
use govseg::words::{clip, mend};

/// What to do with every row.
pub(crate) struct Plan<'p> {
    pub(crate) policy: &'p Policy,
    pub(crate) rules: Vec<ColumnRule>,
    constant: Contact,
    /// The rules whose columns are alternatives of one another.
    pub(crate) pools: Vec<Vec<usize>>,
    from_recipe: bool,
    by_name: HashMap<String, usize>,
    pub(crate) each: Option<Each>,
    /// What a report calls rows by, if there is to be one.
    pub(crate) naming: Option<Naming>,
    pub(crate) to: Form,
    /// The column of text from which evidence is added, if there is one.
    pub(crate) text: Option<TextColumn>,
    /// The names of the added columns, in order; first the one for each value, if there is one.
    pub(crate) added: Vec<String>,
}

/// The column for the single values of a fact.
pub(crate) struct Each {
    pub(crate) fact: FactId,
    /// As it stands in a row without a value, and with each of the values.
    pub(crate) none: Vec<u8>,
    pub(crate) values: Vec<Vec<u8>>,
}

/// The columns of one input, and what is done with each.
pub(crate) struct Header {
    /// In its own order; for JSON Lines, which has none, in that of the output.
    pub(crate) names: Vec<String>,
    /// For each rule that has a column: the place of the column, and of the rule.
    pub(crate) bound: Vec<(usize, usize)>,
    /// For each column of the output but the added ones its place in a row of cells.
    pub(crate) order: Vec<usize>,
    /// Whether rows of cells go out as they are written.
    pub(crate) kept: bool,
    /// The columns of the output but the added ones: their places, and their names as JSON keys with their colon.
    pub(crate) places: HashMap<String, usize>,
    pub(crate) naming: Places,
    /// The place of the column of text.
    pub(crate) text: Option<usize>,
    pub(crate) keys: Vec<Vec<u8>>,
}

impl<'p> Plan<'p> {
    pub(crate) fn new(
        policy: &'p Policy,
        recipe: Option<&Recipe>,
        each: Option<FactId>,
        naming: Option<Naming>,
        columns: &[Column],
        prefix: &str,
        to: Form,
    ) -> Self {
        let names = policy.vocabulary();
        let rules: Vec<ColumnRule> = match recipe {
            Some(recipe) => recipe.columns.clone(),
            None => names.facts().map(|fact| ColumnRule::fact(fact, names)).collect(),
        };
        let prefixed = |name: &str| format!("{prefix}{name}");
        let added_names =
            each.map(|_| prefixed("each")).into_iter().chain(columns.iter().map(|&column| prefixed(column.into())));
        Self {
            policy,
            by_name: rules.iter().map(|rule| rule.name.clone()).zip(0..).collect(),
            pools: pools(&rules),
            rules,
            constant: recipe.map_or(Contact::UNKNOWN, |recipe| recipe.constant),
            from_recipe: recipe.is_some(),
            added: added_names.collect(),
            each: each.map(|fact| Each::new(fact, names, to, &prefixed("each"))),
            naming,
            to,
            text: None,
        }
    }

    /// The same, with evidence from a column of text.
    pub(crate) fn with_text(mut self, text: Option<TextColumn>) -> Self {
        self.added.extend(text.iter().flat_map(|text| &text.added).map(|(_, name)| name.clone()));
        self.text = text;
        self
    }

    /// The names of the added columns but the one for each value, and those of evidence from text.
    pub(crate) fn column_names(&self) -> &[String] {
        let end = self.added.len() - self.text.as_ref().map_or(0, |text| text.added.len());
        self.added.get(usize::from(self.each.is_some())..end).unwrap_or_default()
    }

    /// The contacts that a row is taken for: itself, or one for each value of a fact, with the value's place.
    pub(crate) fn take(&self, contact: Contact, mut one: impl FnMut(Contact, Option<usize>)) {
        let names = self.policy.vocabulary();
        let split = self.each.as_ref().map(|each| (each.fact, names.get(contact, each.fact)));
        match split.filter(|&(fact, set)| set != 0 && names.is_given(contact, fact)) {
            None => one(contact, None),
            Some((fact, set)) => {
                for value in singles(set) {
                    let place = usize::try_from(value.trailing_zeros()).unwrap_or_default();
                    one(names.replace(contact, fact, value), Some(place));
                }
            }
        }
    }

    /// How the value that a row is taken for is written.
    pub(crate) fn each_written(&self, value: Option<usize>) -> &[u8] {
        match (&self.each, value) {
            (None, _) => &[],
            (Some(each), None) => &each.none,
            (Some(each), Some(value)) => each.values.get(value).map_or(&[], Vec::as_slice),
        }
    }

    /// The rule that reads the column of that name.
    pub(crate) fn rule(&self, column: &str) -> Option<usize> {
        self.by_name.get(column).copied()
    }

    /// What the columns of a row say together, each with the place of its rule: they all hold, except that columns
    /// which are alternatives are first united, as the codes of one cell are. One of them that says nothing, or that
    /// the row does not have, is unknown, and so is then all of them.
    pub(crate) fn together(&self, said: &[(usize, Contact)]) -> Contact {
        let pooled = |rule: usize| self.pools.iter().any(|pool| pool.contains(&rule));
        let mut contact = self.constant;
        for (_, one) in said.iter().filter(|(rule, _)| self.pools.is_empty() || !pooled(*rule)) {
            contact = contact.narrow(*one);
        }
        for pool in &self.pools {
            let of =
                |rule: &usize| said.iter().find(|(said, _)| said == rule).map_or(Contact::UNKNOWN, |(_, one)| *one);
            contact = contact.narrow(pool.iter().map(of).reduce(Contact::union).unwrap_or_default());
        }
        contact
    }

    /// Settles an input's columns, none of which may be named like an added one. If it is not the first of several, its
    /// columns must be the first's, in any order.
    pub(crate) fn header(
        &self,
        file: &str,
        form: Form,
        names: Vec<String>,
        first: Option<&Agreed>,
    ) -> Result<Header, TableError> {
        if let Some(taken) = names.iter().find(|name| self.added.contains(name)) {
            let free = |prefix: &String| !self.added.iter().any(|added| names.contains(&format!("{prefix}{added}")));
            let mut example = "govseg_".to_owned();
            while !free(&example) {
                example.push('_');
            }
            let (name, column) = (file.to_owned(), clip(taken));
            return Err(TableError::NameTaken { name, column, example });
        }
        let columns = first.map_or(names.as_slice(), |first| &first.names);
        let places: HashMap<&str, usize> = names.iter().map(String::as_str).zip(0..).collect();
        let order: Vec<usize> = columns.iter().filter_map(|column| places.get(column.as_str()).copied()).collect();
        if let Some(first) = first
            && (order.len() < columns.len() || names.len() > columns.len())
        {
            let known: HashSet<&String> = columns.iter().collect();
            let lacking = columns.iter().filter(|column| !places.contains_key(column.as_str())).cloned().collect();
            let more = names.iter().filter(|name| !known.contains(name)).cloned().collect();
            let (name, first) = (file.to_owned(), first.file.clone());
            return Err(TableError::OtherColumns { name, first, lacking, more });
        }
        let keys = columns.iter().map(|name| {
            let mut key = Vec::with_capacity(name.len() + 3);
            string(&mut key, name);
            key.push(b':');
            key
        });
        let place = |column: &str| names.iter().position(|name| name == column);
        if form != Form::JsonLines {
            self.needs_text(file, &names)?;
        }
        Ok(Header {
            text: self.text.as_ref().and_then(|text| place(&text.column)),
            naming: self.naming.as_ref().map(|naming| naming.places(place)).unwrap_or_default(),
            keys: keys.collect(),
            bound: (0..).zip(&names).filter_map(|(place, name)| Some((place, self.rule(name)?))).collect(),
            places: columns.iter().cloned().zip(0..).collect(),
            kept: form.cells_like(self.to) && order.iter().copied().eq(0..names.len()),
            order,
            names,
        })
    }
}

impl Plan<'_> {
    /// Fails if there is to be a column of text, and it is not there.
    pub(crate) fn needs_text(&self, file: &str, names: &[String]) -> Result<(), TableError> {
        match self.text.as_ref().map(|text| &text.column).filter(|column| !names.contains(column)) {
            None => Ok(()),
            Some(column) => {
                let (name, mend) = (file.to_owned(), mend(column, names));
                Err(TableError::NoTextColumn { name, column: clip(column), mend })
            }
        }
    }
}

/// Rules with those of which they are alternatives.
fn pools(rules: &[ColumnRule]) -> Vec<Vec<usize>> {
    let mut pools: Vec<Vec<usize>> = Vec::new();
    for (place, rule) in (0..).zip(rules) {
        let Some(first) = rule.alternative_to else { continue };
        match pools.iter_mut().find(|pool| pool.first() == Some(&first)) {
            Some(pool) => pool.push(place),
            None => pools.push(vec![first, place]),
        }
    }
    pools
}

/// The columns of the first input that tells any, which are those of all.
pub(crate) struct Agreed {
    pub(crate) file: String,
    pub(crate) names: Vec<String>,
}

impl Each {
    fn new(fact: FactId, names: &Vocabulary, to: Form, name: &str) -> Self {
        let written = |value: &Value<'_>| {
            let mut out = Vec::new();
            added(&mut out, to, name, value);
            out
        };
        let values = names.values(fact).iter().map(|value| written(&Value::Word(value)));
        Self { fact, none: written(&Value::Null), values: values.collect() }
    }
}

/// The columns that rows turned out to have.
#[derive(Default)]
pub(crate) struct Sightings {
    /// With the number of the batch in which each was seen first.
    columns: Vec<(u64, String)>,
    known: HashSet<String>,
}

impl Sightings {
    /// How many columns are remembered, for warnings only.
    const MOST: usize = 10_000;

    pub(crate) fn see(&mut self, column: &str, batch: u64) {
        if self.columns.len() < Self::MOST && !self.known.contains(column) {
            self.known.insert(column.to_owned());
            self.columns.push((batch, column.to_owned()));
        }
    }

    /// All that several saw, in the order in which one would have seen it.
    pub(crate) fn united(all: impl IntoIterator<Item = Self>) -> Self {
        let mut columns: Vec<_> = all.into_iter().flat_map(|sightings| sightings.columns).collect();
        columns.sort_by_key(|(batch, _)| *batch);
        let mut united = Self::default();
        for (batch, column) in columns {
            united.see(&column, batch);
        }
        united
    }

    /// What the caller should be told of them.
    pub(crate) fn warnings(&self, plan: &Plan<'_>) -> Vec<Warning> {
        let facts = plan.policy.vocabulary().names();
        let mut warnings = Vec::new();
        if self.columns.is_empty() {
            // A table without rows or columns lacks nothing in particular.
            return warnings;
        }
        let columns: Vec<&String> = self.columns.iter().map(|(_, column)| column).collect();
        for column in columns.iter().copied().filter(|column| plan.rule(column).is_none()) {
            if facts.contains(column) {
                warnings.push(Warning::UnreadFact { column: column.clone() });
            } else if let Some(fact) = nearly(column, facts.iter().map(String::as_str)) {
                warnings.push(Warning::NearlyFact { column: column.clone(), fact: fact.to_owned() });
            }
        }
        if let Some(text) = plan.text.as_ref().filter(|text| !self.known.contains(&text.column)) {
            let nearest = govseg::words::nearest(&text.column, &columns);
            warnings.push(Warning::MissingText { column: text.column.clone(), nearest });
        }
        let missing = plan.rules.iter().filter(|rule| !self.known.contains(&rule.name));
        warnings.extend(missing.clone().filter(|rule| !rule.optional).map(|rule| {
            let nearest = govseg::words::nearest(&rule.name, &columns);
            Warning::MissingColumn { column: rule.name.clone(), nearest }
        }));
        let naming = plan.naming.iter().flat_map(Naming::columns);
        let unnamed = naming.filter(|column| !self.known.contains(*column) && plan.rule(column).is_none());
        warnings.extend(unnamed.map(|column| {
            let nearest = govseg::words::nearest(column, &columns);
            Warning::MissingName { column: column.to_owned(), nearest }
        }));
        if missing.count() == plan.rules.len()
            && plan.text.is_none()
            && (!plan.from_recipe || plan.constant == Contact::UNKNOWN)
        {
            warnings.push(Warning::NothingRead);
        }
        warnings
    }
}
