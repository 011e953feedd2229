//! The facts that a policy knows by name: the twelve built-in ones, then the agency's own; and the wire form of a contact.

use std::fmt;

use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::facts::Field;
use crate::json::Json;
use crate::stored::stored;
use crate::{Contact, Error, Fact, Facts};

/// One fact of a vocabulary, by its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FactId(pub(crate) u8);

stored!(tuple FactId);

impl FactId {
    pub(crate) const CHANNEL: Self = Self(Fact::Channel as u8);
}

impl From<Fact> for FactId {
    fn from(fact: Fact) -> Self {
        Self(fact as u8)
    }
}

/// Names, values and bits of one fact.
#[derive(Clone, Debug)]
pub(crate) struct FactDef {
    pub(crate) name: String,
    pub(crate) values: Vec<String>,
    pub(crate) field: Field,
}

stored!(FactDef { name, values, field });

/// The facts that a policy knows, in order: the built-in ones, then its own.
///
/// It translates between names and bits, for all who read contacts from somewhere.
///
/// ```
/// let policy = govseg::Policy::gsa_2008();
/// let contact = policy.vocabulary().parse(r#"{"customer": ["citizen", "noncitizen"], "channel": "phone"}"#)?;
/// assert_eq!(policy.vocabulary().to_json(contact), r#"{"channel":"phone","customer":["citizen","noncitizen"]}"#);
/// # Ok::<(), govseg::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Vocabulary {
    facts: Vec<FactDef>,
}

stored!(Vocabulary { facts });

impl Default for Vocabulary {
    /// The built-in facts alone.
    fn default() -> Self {
        let facts = Fact::ALL.iter().map(|&fact| FactDef {
            name: fact.to_string(),
            values: fact.values().iter().map(|&value| value.to_owned()).collect(),
            field: fact.field(),
        });
        Self { facts: facts.collect() }
    }
}

impl Vocabulary {
    /// How many further values there may be.
    pub(crate) const FURTHER_VALUES: usize = 64;

    /// Adds a fact of the agency's own; `false` if its values no longer fit.
    pub(crate) fn add(&mut self, name: String, values: Vec<String>) -> bool {
        let used: usize = self.own().map(|fact| fact.values.len()).sum();
        if used + values.len() > Self::FURTHER_VALUES {
            return false;
        }
        let (Ok(shift), Ok(width)) = (u8::try_from(used), u8::try_from(values.len())) else { return false };
        self.facts.push(FactDef { name, values, field: Field::new(1, shift, width) });
        true
    }

    /// Adds a fact where the values of two policies stand side by side: the second word is there as well.
    pub(crate) fn add_wide(&mut self, name: String, values: Vec<String>) -> bool {
        let used = |word: u8| self.own().filter(|fact| fact.field.word == word).map(|fact| fact.values.len()).sum();
        let fits = |word: &u8| {
            let used: usize = used(*word);
            used + values.len() <= Self::FURTHER_VALUES
        };
        let Some(word) = [1, 2].into_iter().find(fits) else { return false };
        let (Ok(shift), Ok(width)) = (u8::try_from(used(word)), u8::try_from(values.len())) else { return false };
        self.facts.push(FactDef { name, values, field: Field::new(word, shift, width) });
        true
    }

    pub(crate) fn own(&self) -> impl Iterator<Item = &FactDef> {
        self.facts.iter().filter(|fact| fact.field.word > 0)
    }

    pub(crate) fn field(&self, fact: FactId) -> Field {
        self.facts.get(usize::from(fact.0)).map_or(Field::new(0, 0, 0), |fact| fact.field)
    }

    /// The facts, in order.
    pub fn facts(&self) -> impl DoubleEndedIterator<Item = FactId> + use<> {
        (0..u8::try_from(self.facts.len()).unwrap_or(u8::MAX)).map(FactId)
    }

    /// The fact of that name.
    ///
    /// # Errors
    /// [`Error::UnknownFact`], with the nearest one.
    pub fn fact(&self, name: &str) -> Result<FactId, Error> {
        self.facts().find(|&fact| self.name(fact) == name).ok_or_else(|| Error::unknown_fact(name, self.names()))
    }

    /// The names of all facts.
    pub fn names(&self) -> Vec<String> {
        self.facts.iter().map(|fact| fact.name.clone()).collect()
    }

    /// The name of a fact.
    pub fn name(&self, fact: FactId) -> &str {
        self.facts.get(usize::from(fact.0)).map_or("", |fact| &fact.name)
    }

    /// The names of a fact's values, in order.
    pub fn values(&self, fact: FactId) -> &[String] {
        self.facts.get(usize::from(fact.0)).map_or(&[], |fact| &fact.values)
    }

    /// The set that holds this one value.
    ///
    /// # Errors
    /// [`Error::UnknownValue`], with the nearest one.
    pub fn value(&self, fact: FactId, name: &str) -> Result<u64, Error> {
        let values = self.values(fact);
        match values.iter().position(|value| value == name) {
            Some(index) => Ok(1 << index),
            None => Err(Error::unknown_value(self.name(fact), name, values.to_vec())),
        }
    }

    /// The set of all values of a fact.
    pub fn all(&self, fact: FactId) -> u64 {
        self.field(fact).all()
    }

    /// The names of the values in a set, in order.
    pub fn names_in(&self, fact: FactId, set: u64) -> impl Iterator<Item = &str> {
        self.values(fact)
            .iter()
            .enumerate()
            .filter(move |(index, _)| set >> index & 1 == 1)
            .map(|(_, name)| name.as_str())
    }

    /// The values of a fact still possible; for `channel` those used, 0 if unknown.
    pub fn get(&self, contact: Contact, fact: FactId) -> u64 {
        contact.read(self.field(fact))
    }

    /// The contact with only the values in `set` still possible for that fact; channels are added to those used.
    #[must_use]
    pub fn narrow(&self, contact: Contact, fact: FactId, set: u64) -> Contact {
        let now = self.get(contact, fact);
        contact.write(self.field(fact), if fact == FactId::CHANNEL { now | set } else { now & set })
    }

    /// The contact with just this set for that fact, whatever was known of it; all values (for `channel` 0) forget it.
    #[must_use]
    pub fn replace(&self, contact: Contact, fact: FactId, set: u64) -> Contact {
        contact.write(self.field(fact), set)
    }

    /// The set that stands for "unknown".
    pub fn unknown(&self, fact: FactId) -> u64 {
        if fact == FactId::CHANNEL { 0 } else { self.all(fact) }
    }

    /// Whether something is known of the fact.
    pub fn is_given(&self, contact: Contact, fact: FactId) -> bool {
        self.get(contact, fact) != self.unknown(fact)
    }

    /// The facts of which something is known, in order.
    pub fn given(&self, contact: Contact) -> impl Iterator<Item = FactId> {
        self.facts().filter(move |&fact| self.is_given(contact, fact))
    }

    /// Reads a contact from its JSON form: an object from fact to one value or a list of those still possible. A byte
    /// order mark is skipped.
    ///
    /// # Errors
    /// Whatever is wrong with it, by name; see [`Error`].
    pub fn parse(&self, json: &str) -> Result<Contact, Error> {
        let mut problem = None;
        let mut reader = serde_json::Deserializer::from_str(json.strip_prefix('\u{feff}').unwrap_or(json));
        let seed = ContactSeed { vocabulary: self, problem: &mut problem };
        let parsed = seed.deserialize(&mut reader).and_then(|contact| reader.end().map(|()| contact));
        parsed.map_err(|error| {
            problem.unwrap_or_else(|| Error::JsonSyntax {
                // The parser ends its message with the place, which has fields of its own here.
                message: error.to_string().split(" at line ").next().unwrap_or_default().to_owned(),
                line: error.line(),
                column: error.column(),
            })
        })
    }

    /// The contact in its JSON form, facts in alphabetical order, without white space.
    pub fn to_json(&self, contact: Contact) -> String {
        self.json(contact, self.given(contact)).to_string()
    }

    /// Some facts of a contact, in wire form.
    pub(crate) fn json(&self, contact: Contact, facts: impl Iterator<Item = FactId>) -> Json {
        Json::object(facts.map(|fact| (self.name(fact), self.json_set(fact, self.get(contact, fact)))))
    }

    /// One value as a string, several as a list.
    pub(crate) fn json_set(&self, fact: FactId, set: u64) -> Json {
        let names: Vec<_> = self.names_in(fact, set).collect();
        match names.as_slice() {
            [one] => Json::string(one),
            several => Json::List(several.iter().map(Json::string).collect()),
        }
    }
}

/// Reads the object of facts. Errors with fields of their own go to `problem`: serde's carry only text.
struct ContactSeed<'a> {
    vocabulary: &'a Vocabulary,
    problem: &'a mut Option<Error>,
}

fn stop<E: de::Error>(problem: &mut Option<Error>, error: Error) -> E {
    let text = E::custom(&error);
    *problem = Some(error);
    text
}

impl<'de> DeserializeSeed<'de> for ContactSeed<'_> {
    type Value = Contact;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Contact, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// The visits that no fact and no document of facts can take, each saying what was found.
macro_rules! refuse {
    ($($visit:ident($type:ty) $found:literal),* $(,)?) => {
        $(fn $visit<E: de::Error>(self, _: $type) -> Result<Self::Value, E> {
            Err(self.wrong($found))
        })*
    };
}

impl ContactSeed<'_> {
    fn wrong<E: de::Error>(self, found: &str) -> E {
        stop(self.problem, Error::WrongType { fact: "facts".into(), found: format!("{found}, not an object of facts") })
    }
}

impl<'de> Visitor<'de> for ContactSeed<'_> {
    type Value = Contact;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of facts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Contact, A::Error> {
        let Self { vocabulary, problem } = self;
        let mut contact = Contact::UNKNOWN;
        let mut seen: u128 = 0;
        while let Some(name) = map.next_key::<std::borrow::Cow<'de, str>>()? {
            let fact = match vocabulary.fact(&name) {
                Ok(fact) => fact,
                Err(error) => return Err(stop(problem, error)),
            };
            if seen >> fact.0 & 1 == 1 {
                return Err(stop(problem, Error::DuplicateFact { fact: name.into_owned() }));
            }
            seen |= 1 << fact.0;
            if let Some(set) = map.next_value_seed(SetSeed { vocabulary, fact, problem, inside: false })? {
                contact = vocabulary.narrow(contact, fact, set);
            }
        }
        Ok(contact)
    }

    refuse!(visit_bool(bool) "a boolean", visit_i64(i64) "a number", visit_u64(u64) "a number", visit_f64(f64) "a number", visit_str(&str) "a string");

    fn visit_unit<E: de::Error>(self) -> Result<Contact, E> {
        Err(self.wrong("null"))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, _: A) -> Result<Contact, A::Error> {
        Err(self.wrong("a list"))
    }
}

/// Reads one fact's value or list; `None` is null: unknown.
struct SetSeed<'a> {
    vocabulary: &'a Vocabulary,
    fact: FactId,
    problem: &'a mut Option<Error>,
    inside: bool,
}

impl SetSeed<'_> {
    fn name(&self) -> String {
        self.vocabulary.name(self.fact).to_owned()
    }

    fn wrong<E: de::Error>(self, found: &str) -> E {
        let error = Error::WrongType { fact: self.name(), found: found.to_owned() };
        stop(self.problem, error)
    }

    fn empty<E: de::Error>(self) -> E {
        let error = Error::EmptyValue { fact: self.name() };
        stop(self.problem, error)
    }
}

impl<'de> DeserializeSeed<'de> for SetSeed<'_> {
    type Value = Option<u64>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Option<u64>, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for SetSeed<'_> {
    type Value = Option<u64>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value or a list of values")
    }

    fn visit_str<E: de::Error>(self, name: &str) -> Result<Option<u64>, E> {
        if name.is_empty() {
            return Err(self.empty());
        }
        self.vocabulary.value(self.fact, name).map(Some).map_err(|error| stop(self.problem, error))
    }

    /// A yes/no fact takes JSON's own yes and no.
    fn visit_bool<E: de::Error>(self, value: bool) -> Result<Option<u64>, E> {
        match self.vocabulary.value(self.fact, if value { "yes" } else { "no" }) {
            Ok(set) => Ok(Some(set)),
            Err(_) => Err(self.wrong("a boolean")),
        }
    }

    fn visit_unit<E: de::Error>(self) -> Result<Option<u64>, E> {
        if self.inside { Err(self.empty()) } else { Ok(None) }
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Option<u64>, A::Error> {
        if self.inside {
            return Err(self.wrong("a list within a list"));
        }
        let mut set = 0;
        while let Some(one) = list.next_element_seed(SetSeed {
            vocabulary: self.vocabulary,
            fact: self.fact,
            problem: &mut *self.problem,
            inside: true,
        })? {
            set |= one.unwrap_or_default();
        }
        if set == 0 { Err(self.empty()) } else { Ok(Some(set)) }
    }

    fn visit_map<A: MapAccess<'de>>(self, _: A) -> Result<Option<u64>, A::Error> {
        Err(self.wrong("an object"))
    }

    refuse!(visit_i64(i64) "a number", visit_u64(u64) "a number", visit_f64(f64) "a number");
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let vocabulary = Vocabulary::default();
        let contact = Contact::from(*self);
        vocabulary.json(contact, vocabulary.given(contact)).serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let seed = ContactSeed { vocabulary: &Vocabulary::default(), problem: &mut None };
        seed.deserialize(deserializer).map(|contact| contact.facts)
    }
}

impl std::str::FromStr for Facts {
    type Err = Error;

    /// Reads the JSON form.
    fn from_str(json: &str) -> Result<Self, Error> {
        Vocabulary::default().parse(json).map(|contact| contact.facts)
    }
}

impl fmt::Display for Facts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Vocabulary::default().to_json((*self).into()))
    }
}
