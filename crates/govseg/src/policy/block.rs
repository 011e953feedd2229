//! Many contacts at once: what is decided, without its reasons.

use std::sync::OnceLock;

use super::Policy;
use super::first::First;
use super::known::Known;
use crate::{Contact, Segments};

/// So many contacts go the same way together: few enough that one which is only partly known keeps few others from the
/// short way.
const TOGETHER: usize = 64;

/// The short way for fully known contacts, made when the first of them come.
#[derive(Clone, Debug, Default)]
pub(super) struct Blocks {
    known: OnceLock<Option<Known>>,
}

impl Policy {
    /// The possible segments of many contacts, each as [`Policy::decide`] finds them; none in a contradiction.
    ///
    /// This is for whole columns, of [`Facts`](crate::Facts) or, with the policy's own facts, of [`Contact`]. Where
    /// everything that decides is known of many contacts in a row, each takes one multiplication and one look-up.
    ///
    /// Gives back how many it decided: as many as there are in the shorter slice.
    ///
    /// ```
    /// use govseg::{Capacity, Duty, Facts, Policy, Segment, Segments};
    ///
    /// let contacts = [Facts::UNKNOWN.with(Capacity::Official), Facts::UNKNOWN.with(Duty::Audit)];
    /// let mut possible = [Segments::NONE; 2];
    /// assert_eq!(Policy::gsa_2008().possible_block(&contacts, &mut possible), 2);
    /// assert_eq!(possible[0].single(), Some(Segment::Intergovernmental));
    /// assert_eq!(possible[1].to_string(), "dutiful, intergovernmental");
    /// ```
    pub fn possible_block<C: Copy + Into<Contact>>(&self, contacts: &[C], possible: &mut [Segments]) -> usize {
        for (contacts, possible) in contacts.chunks(TOGETHER).zip(possible.chunks_mut(TOGETHER)) {
            // What is left over at the end is not worth making the table for.
            let known = if contacts.len() == TOGETHER { self.known() } else { None };
            match known {
                Some(known) if known.covers(contacts) => known.answer(contacts, possible),
                _ => {
                    let mut possible = possible.iter_mut();
                    self.firsts(contacts, |first| {
                        if let Some(possible) = possible.next() {
                            *possible = first.possible;
                        }
                    });
                }
            }
        }
        contacts.len().min(possible.len())
    }

    /// The possible segments of many contacts, and with each the place of its rule if that is the same in every
    /// completion: what [`Decision::possible`](crate::Decision::possible) and
    /// [`Decision::rule_place`](crate::Decision::rule_place) are, one contact after the other.
    ///
    /// ```
    /// use govseg::{Capacity, Facts, Policy, Segment, Segments};
    ///
    /// let (policy, mut found) = (Policy::gsa_2008(), Vec::new());
    /// policy.decide_block(&[Facts::UNKNOWN.with(Capacity::Official), Facts::UNKNOWN], |possible, rule| found.push((possible, rule)));
    /// assert_eq!(found[0].0.single(), Some(Segment::Intergovernmental));
    /// assert_eq!(found[0].1.and_then(|place| policy.rules().nth(place)).map(|(id, _)| id), Some("intergovernmental.official"));
    /// assert_eq!(found[1], (Segments::ALL, None));
    /// ```
    pub fn decide_block<C: Copy + Into<Contact>>(&self, contacts: &[C], mut each: impl FnMut(Segments, Option<usize>)) {
        let rules = self.resolved.rules.len();
        for contacts in contacts.chunks(TOGETHER) {
            self.firsts(contacts, |first| {
                each(first.possible, first.rule().map(|rule| rule as usize).filter(|&place| place < rules));
            });
        }
    }

    fn known(&self) -> Option<&Known> {
        self.blocks.known.get_or_init(|| self.compiled.known(|facts| self.decide(facts).possible())).as_ref()
    }

    /// The first rules of contacts that go together, whatever is known of them.
    fn firsts<C: Copy + Into<Contact>>(&self, contacts: &[C], each: impl FnMut(First)) {
        let contacts = contacts.iter().map(|&contact| -> Contact { contact.into() });
        let Some(stepper) = self.compiled.stepper() else {
            return contacts.map(|contact| self.compiled.first(self, contact)).for_each(each);
        };
        let mut states = [0; TOGETHER];
        let ends = stepper.run_all(&mut states, |place| contacts.clone().map(move |contact| contact.word(place)));
        ends.take(contacts.len()).for_each(each);
    }
}
