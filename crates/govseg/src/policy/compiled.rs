//! A policy in compiled form: bytes to keep, and to load without a parser and without compiling.

use std::sync::OnceLock;

use crate::Error;
use crate::policy::{Compiled, Condition, Implication, MeasuredAs, Place, Policy, Resolved, Rule, SubSegment};
use crate::stored::{Read, Stored, stored};

/// What stands in front. A change of the form or of what is compiled must change it.
const MARK: &[u8] = b"govseg\x00\x01";

stored!(Implication { when, then });
stored!(Rule { id, segment, when, cites, place });
stored!(SubSegment { id, segment, when, place });
stored!(MeasuredAs { when, segment, measures, by, why, on, place });
stored!(Resolved { id, version, title, vocabulary, implies, rules, sub_segments, measured_as, weights });

impl Stored for Condition {
    fn store(&self, out: &mut Vec<u8>) {
        match *self {
            Self::Values { fact, allowed } => (0_u8, (fact, allowed)).store(out),
            Self::Channels { listed, negated } => (1 + u8::from(negated), listed).store(out),
        }
    }

    fn load(from: &mut Read<'_>) -> Self {
        match u8::load(from) {
            0 => Self::Values { fact: Stored::load(from), allowed: Stored::load(from) },
            kind => {
                if kind > 2 {
                    from.fail();
                }
                Self::Channels { listed: Stored::load(from), negated: kind == 2 }
            }
        }
    }
}

/// Places are not kept: there is no file to look into.
impl Stored for Place {
    fn store(&self, _: &mut Vec<u8>) {}

    fn load(_: &mut Read<'_>) -> Self {
        Self::default()
    }
}

impl Policy {
    /// The policy in compiled form, for [`Policy::from_compiled`] of the same version of this crate.
    ///
    /// It is no format to keep policies in: the places in the file are lost, and another version may refuse it.
    ///
    /// ```
    /// use govseg::{Capacity, Facts, Policy};
    ///
    /// let policy = Policy::gsa_2008();
    /// let loaded = Policy::from_compiled(&policy.to_compiled())?;
    /// let official = Facts::UNKNOWN.with(Capacity::Official);
    /// assert_eq!(loaded.decide(official), policy.decide(official));
    /// # Ok::<(), govseg::Error>(())
    /// ```
    pub fn to_compiled(&self) -> Vec<u8> {
        let mut bytes = MARK.to_vec();
        self.digest.store(&mut bytes);
        self.resolved.store(&mut bytes);
        self.compiled.store(&mut bytes);
        bytes
    }

    /// Loads what [`Policy::to_compiled`] gave.
    ///
    /// Bytes that were tampered with are refused or decide something; they cannot do harm. But nothing binds them to
    /// the digest in them, so take them from where you would take a policy.
    ///
    /// # Errors
    /// [`Error::NotCompiled`] if these bytes are no policy compiled by this version.
    pub fn from_compiled(bytes: &[u8]) -> Result<Self, Error> {
        Self::load(bytes).ok_or(Error::NotCompiled)
    }

    fn load(bytes: &[u8]) -> Option<Self> {
        let (digest, (resolved, compiled)) = Stored::whole(bytes.strip_prefix(MARK)?)?;
        let compiled: Compiled = compiled;
        let sound = compiled.diagrams().all(crate::diagram::Diagram::leads_forward);
        let policy = Self { resolved, compiled, blocks: super::Blocks::default(), canonical: OnceLock::new(), digest };
        sound.then_some(policy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Facts;

    #[test]
    fn a_loaded_policy_is_the_same_policy() {
        let policy = Policy::from_json(
            r#"{"id": "a", "version": "1", "extends": "gsa-2008", "fact": [{"id": "program", "values": ["x", "y"]}],
                "rule": [{"id": "commercial.x", "segment": "commercial", "when": {"program": "x"}}],
                "sub_segment": [{"id": "commercial.z", "when": {"channel": {"not": ["fax"]}}}],
                "measured_as": [{"when": {"program": "y"}, "segment": "informational", "why": "so"}],
                "weights": {"customer": {"citizen": 80}}}"#,
        )
        .unwrap();
        let loaded = Policy::from_compiled(&policy.to_compiled()).unwrap();
        assert_eq!(loaded.to_json(), policy.to_json());
        assert_eq!(loaded.to_compiled(), policy.to_compiled());
        let contact = policy.parse(r#"{"program": "x", "channel": "phone"}"#).unwrap();
        assert_eq!(loaded.decide(contact).to_json(), policy.decide(contact).to_json());
        assert_eq!(loaded.check().unwrap().by_segment, policy.check().unwrap().by_segment);
    }

    #[test]
    fn damaged_bytes_do_no_harm() {
        let bytes = Policy::gsa_2008().to_compiled();
        assert_eq!(Policy::from_compiled(&[]).unwrap_err(), Error::NotCompiled);
        for end in (0..bytes.len()).step_by(7) {
            assert!(Policy::from_compiled(&bytes[..end]).is_err());
        }
        for at in 0..bytes.len() {
            let mut damaged = bytes.clone();
            damaged[at] ^= 0x15;
            if let Ok(policy) = Policy::from_compiled(&damaged) {
                // Whatever it says, it says something, and ends.
                let decision = policy.decide(Facts::UNKNOWN);
                let _ = (decision.possible(), decision.rule(), decision.also(), decision.sub_segment());
            }
        }
    }
}
