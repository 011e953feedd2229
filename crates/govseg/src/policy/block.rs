//! Many contacts at once: the segments that remain possible, and nothing else.

use std::sync::OnceLock;

use super::Policy;
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
                _ => self.decide_together(contacts, possible),
            }
        }
        contacts.len().min(possible.len())
    }

    fn known(&self) -> Option<&Known> {
        self.blocks.known.get_or_init(|| self.compiled.known(|facts| self.decide(facts).possible())).as_ref()
    }

    /// The same, whatever is known of the contacts.
    fn decide_together<C: Copy + Into<Contact>>(&self, contacts: &[C], possible: &mut [Segments]) {
        let contacts = contacts.iter().map(|&contact| -> Contact { contact.into() });
        let Some(stepper) = self.compiled.stepper() else {
            for (contact, possible) in contacts.zip(possible) {
                *possible = self.compiled.possible(self, contact);
            }
            return;
        };
        let mut states = [0; TOGETHER];
        let ends = stepper.run_all(&mut states, |place| contacts.clone().map(move |contact| contact.word(place)));
        for ((_, first), possible) in contacts.clone().zip(ends).zip(possible) {
            *possible = first.possible;
        }
    }
}
