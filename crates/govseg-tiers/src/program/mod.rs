//! A programme: tiers and what they take, treatments and who gets them, as data.

mod builtin;
mod condition;
mod error;
mod parts;
mod read;
mod refuse;
mod report;
mod review;
mod schema;
mod space;

use govseg::document::{Format, Reader};
use govseg::{Problem, Segments};

pub use condition::{Alternative, Owner, Range, Set, Words};
pub use error::ProgramError;
pub use parts::{
    Basis, Columns, Costs, Grant, Kind, Measure, Mixed, Need, Role, RoleKind, RollUp, Slot, Stage, Tier, Together,
    Treatment, Window, WordColumn,
};

/// How the customers of some segments will be treated.
///
/// ```
/// use govseg_tiers::Program;
///
/// let program = Program::parse("desk.toml", r#"
///     id = "desk"
///     version = "1"
///     segments = ["commercial"]
///     default = "standard"
///
///     [[measure]]
///     id = "revenue"
///     kind = "revenue"
///     unit = "USD"
///
///     [[treatment]]
///     id = "manager"
///     title = "an account manager of their own"
///     stage = "during"
///
///     [[tier]]
///     id = "standard"
///
///     [[tier]]
///     id = "key"
///     when = { revenue = { at_least = 1_000_000 } }
///     gives = ["manager"]
/// "#)?;
/// assert_eq!((program.tiers.len(), program.warnings().len()), (2, 0));
///
/// let error = Program::parse("desk.toml", "id = 'desk'\nversion = '1'\n[[teir]]\nid = 'key'").unwrap_err();
/// assert_eq!(error.problems().last().unwrap().message, "unknown key `teir`; did you mean `tier`?");
/// # Ok::<(), govseg_tiers::ProgramError>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Program {
    /// Its id.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What it is called.
    pub title: Option<String>,
    /// What to know before relying on it.
    pub note: Option<String>,
    /// The segments whose customers have tiers; all that is not said otherwise.
    pub segments: Segments,
    /// Why tiers may rest on money although contacts are beneficial or dutiful.
    pub allow_monetary_tiers: Option<String>,
    /// When tiers are earned, and until when they are kept.
    pub window: Option<Window>,
    /// Which columns of the accounts hold what, and how accounts belong together.
    pub columns: Columns,
    /// What accounts are measured by.
    pub measures: Vec<Measure>,
    /// What is said of accounts in words; `segment` and `customer` first.
    pub words: Vec<WordColumn>,
    /// Who looks after accounts.
    pub roles: Vec<Role>,
    /// Of which treatments a customer gets one.
    pub slots: Vec<Slot>,
    /// What a customer can get.
    pub treatments: Vec<Treatment>,
    /// The tiers, from the lowest to the highest.
    pub tiers: Vec<Tier>,
    /// The tier of whoever earns none.
    pub default: Option<usize>,
    /// Grounds that give treatments without a tier.
    pub grants: Vec<Grant>,
    /// What a wrong tier costs.
    pub costs: Option<Costs>,
    /// The ways to meet tiers and grants, those of tiers first.
    pub alternatives: Vec<Alternative>,
    warnings: Vec<Problem>,
}

impl Program {
    /// How many ways to meet tiers and grants there may be: so many bits are kept of each account.
    pub const MOST_ALTERNATIVES: usize = 128;
    /// How many tiers there may be.
    pub const MOST_TIERS: usize = 100;

    /// Reads a programme in TOML, or in JSON if the name ends so. `name` stands in its errors.
    ///
    /// # Errors
    /// All that is wrong with it, with line and column.
    pub fn parse(name: &str, text: &str) -> Result<Self, ProgramError> {
        let mut reader = Reader::new(name, text);
        let program = reader.document(Format::of_name(name)).and_then(|document| read::program(&mut reader, &document));
        let problems = reader.into_problems();
        let mut program = program.filter(|_| problems.is_empty()).ok_or_else(|| ProgramError::new(problems))?;
        let refused = refuse::refused(&program);
        if !refused.is_empty() {
            return Err(ProgramError::new(refused));
        }
        program.warnings = review::warnings(&program);
        Ok(program)
    }

    /// What may not be meant so: tiers that nobody reaches, customers whom no tier takes, treatments that nobody gets.
    pub fn warnings(&self) -> &[Problem] {
        &self.warnings
    }

    /// The number of a tier.
    pub fn tier(&self, id: &str) -> Option<usize> {
        self.tiers.iter().position(|tier| tier.id == id)
    }

    /// What a tier gives, with what it has from the tiers below.
    pub fn given_by(&self, tier: usize) -> Vec<usize> {
        let mut given: Vec<usize> = Vec::new();
        for tier in self.tiers.iter().take(tier + 1) {
            if tier.instead {
                given.clear();
            }
            given.extend(tier.gives.iter().filter(|treatment| !given.contains(treatment)).copied().collect::<Vec<_>>());
        }
        self.one_of_each_slot(given)
    }

    /// Of the treatments of a slot only the first, as they stand in the programme.
    pub(crate) fn one_of_each_slot(&self, mut treatments: Vec<usize>) -> Vec<usize> {
        treatments.sort_unstable();
        let slot = |treatment: usize| self.treatments.get(treatment).and_then(|treatment| treatment.slot);
        let mut taken: Vec<usize> = Vec::new();
        treatments.retain(|&treatment| match slot(treatment) {
            None => true,
            Some(slot) if taken.contains(&slot) => false,
            Some(slot) => {
                taken.push(slot);
                true
            }
        });
        treatments
    }

    /// The ways to meet a tier or a grant, with their numbers.
    pub fn alternatives_of(&self, owner: Owner) -> impl Iterator<Item = (usize, &Alternative)> {
        self.alternatives.iter().enumerate().filter(move |(_, alternative)| alternative.owner == owner)
    }

    /// What a way to a tier or a grant asks for, in words.
    pub fn asked(&self, alternative: &Alternative) -> String {
        let measure = |number: usize| self.measures.get(number).map(|one| one.id.as_str()).unwrap_or_default();
        let column = |number: usize| self.words.get(number).map(|one| one.id.as_str()).unwrap_or_default();
        let ranges = alternative.ranges.iter().map(|(number, range)| format!("{} {range}", measure(*number)));
        let words = alternative.words.iter().map(|(number, words)| format!("{} {words}", column(*number)));
        let asked = ranges.chain(words).collect::<Vec<_>>().join(" and ");
        let asked = if asked.is_empty() { "nothing".to_owned() } else { asked };
        if alternative.published { asked } else { format!("{asked} (internal)") }
    }

    /// The column of words by its id.
    pub fn word_column(&self, id: &str) -> Option<usize> {
        self.words.iter().position(|column| column.id == id)
    }
}
