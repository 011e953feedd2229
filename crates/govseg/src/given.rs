//! What a program of another language gives for a fact.

use crate::vocabulary::FactId;
use crate::{Error, Vocabulary};

/// What is given for one fact, as the types of another language have it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Given {
    /// Nothing: unknown, or within a list no value.
    Null,
    /// Yes or no, for the facts whose values these are.
    Bool(bool),
    /// A value by its name.
    Text(String),
    /// Several, any of which may be.
    List(Vec<Given>),
    /// What no fact can be, in words for the message: "a number".
    Other(String),
}

impl Vocabulary {
    /// The values that are given for a fact, as a set; nothing if it is unknown. The rules are those of the JSON form.
    ///
    /// ```
    /// use govseg::{Fact, Given, Policy};
    ///
    /// let names = Policy::gsa_2008().vocabulary();
    /// assert_eq!(names.read(Fact::Determination.into(), &Given::Bool(true)), Ok(Some(0b01)));
    /// assert_eq!(names.read(Fact::Determination.into(), &Given::List(vec![])).unwrap_err().kind(), "empty_value");
    /// ```
    ///
    /// # Errors
    /// If it is no value of the fact, or none at all.
    pub fn read(&self, fact: FactId, given: &Given) -> Result<Option<u64>, Error> {
        match given {
            Given::Null => Ok(None),
            Given::List(several) => {
                let set = several.iter().try_fold(0, |set, one| Ok::<_, Error>(set | self.read_one(fact, one)?))?;
                if set == 0 { Err(self.empty(fact)) } else { Ok(Some(set)) }
            }
            one => self.read_one(fact, one).map(Some),
        }
    }

    fn read_one(&self, fact: FactId, given: &Given) -> Result<u64, Error> {
        let wrong = |found: &str| Error::WrongType { fact: self.name(fact).to_owned(), found: found.to_owned() };
        match given {
            Given::Null => Err(self.empty(fact)),
            Given::Text(name) if name.is_empty() => Err(self.empty(fact)),
            Given::Text(name) => self.value(fact, name),
            Given::Bool(yes) => self.value(fact, if *yes { "yes" } else { "no" }).map_err(|_| wrong("a boolean")),
            Given::List(_) => Err(wrong("a list within a list")),
            Given::Other(found) => Err(wrong(found)),
        }
    }

    fn empty(&self, fact: FactId) -> Error {
        Error::EmptyValue { fact: self.name(fact).to_owned() }
    }
}
