//! A policy that decides and does nothing else, for where every kilobyte counts.

use crate::policy::Policy;
use crate::policy::first::Firsts;
use crate::stored::{Stored, stored};
use crate::{Contact, Error, Segments, Vocabulary};

/// What stands in front; see [`Policy::to_compiled`].
const MARK: &[u8] = b"govseg\x01\x01";

/// A policy compiled so far that it can decide, and say nothing of why.
///
/// ```
/// use govseg::{Capacity, Facts, Lean, Policy, Segment};
///
/// let lean = Lean::from_bytes(&Policy::gsa_2008().to_lean())?;
/// let (possible, rule) = lean.decide(Facts::UNKNOWN.with(Capacity::Official));
/// assert_eq!(possible.single(), Some(Segment::Intergovernmental));
/// assert_eq!(lean.rules()[rule.unwrap()], "intergovernmental.official");
/// # Ok::<(), govseg::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Lean {
    names: Vocabulary,
    rules: Vec<String>,
    firsts: Firsts,
}

stored!(Lean { names, rules, firsts });

impl Policy {
    /// What of the policy is needed to decide, as bytes for [`Lean::from_bytes`] of the same version of this crate.
    pub fn to_lean(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        self.resolved.vocabulary.store(&mut bytes);
        self.rules().map(|(rule, _)| rule.to_owned()).collect::<Vec<_>>().store(&mut bytes);
        self.compiled.firsts.store(&mut bytes);
        bytes
    }
}

impl Lean {
    /// Loads what [`Policy::to_lean`] gave. Damaged bytes are refused or decide something; they can do no harm.
    ///
    /// # Errors
    /// [`Error::NotCompiled`] if these bytes are none that this version wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let lean = bytes.strip_prefix(MARK).and_then(Self::whole);
        lean.filter(|lean| lean.firsts.rules.leads_forward()).ok_or(Error::NotCompiled)
    }

    /// The facts and values that the policy knows.
    pub fn vocabulary(&self) -> &Vocabulary {
        &self.names
    }

    /// The ids of the rules, in the order in which they decide.
    pub fn rules(&self) -> &[String] {
        &self.rules
    }

    /// The possible segments, and the place of the rule that fires if it is the same in every completion.
    pub fn decide(&self, contact: impl Into<Contact>) -> (Segments, Option<usize>) {
        let first = self.firsts.of(&self.names, contact.into());
        (first.possible, first.rule().map(|rule| rule as usize).filter(|&rule| rule < self.rules.len()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn damaged_bytes_do_no_harm() {
        let bytes = Policy::gsa_2008().to_lean();
        assert_eq!(Lean::from_bytes(&bytes[1..]).unwrap_err(), Error::NotCompiled);
        for at in 0..bytes.len() {
            assert!(Lean::from_bytes(&bytes[..at]).is_err());
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x15;
            let _ = Lean::from_bytes(&damaged).map(|lean| lean.decide(Contact::UNKNOWN));
        }
    }
}
