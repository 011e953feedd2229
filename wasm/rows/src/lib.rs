//! Many contacts as columns of codes: 0 where a fact is unknown, and otherwise one more than the value's place.
//!
//! A crate of its own, so that it alone is compiled for speed: the rest of the module is to be small.

#![forbid(unsafe_code)]

use govseg::{Contact, Facts, Policy, Segments};

/// What a row says by code: one for each number that fits into a byte.
type ByCode<C> = [C; 256];

/// Some rows, of which column after column is made known.
#[derive(Clone, Debug)]
pub enum Rows {
    /// Under a policy without facts of its own: a word a row.
    Plain(Vec<Facts>),
    /// Under any other policy.
    Wide(Vec<Contact>),
}

impl Rows {
    /// So many rows of which nothing is known.
    pub fn unknown(policy: &Policy, count: usize) -> Self {
        if policy.vocabulary().facts().count() > govseg::Fact::ALL.len() {
            Self::Wide(vec![Contact::UNKNOWN; count])
        } else {
            Self::Plain(vec![Facts::UNKNOWN; count])
        }
    }

    /// Narrows the fact at a place by a column, and gives the greatest code in it. One behind the last value leaves all.
    pub fn narrow(&mut self, policy: &Policy, fact: usize, codes: &[u8]) -> u8 {
        let names = policy.vocabulary();
        let Some(fact) = names.facts().nth(fact) else { return u8::MAX };
        let mut by_code = [Contact::UNKNOWN; 256];
        let values = (0..names.values(fact).len()).map(|value| names.narrow(Contact::UNKNOWN, fact, 1 << value));
        for (place, contact) in by_code.iter_mut().skip(1).zip(values) {
            *place = contact;
        }
        match self {
            Self::Plain(rows) => lay(rows, codes, &by_code.map(|contact| contact.facts), Facts::narrow),
            Self::Wide(rows) => lay(rows, codes, &by_code, Contact::narrow),
        }
        codes.iter().copied().max().unwrap_or(0)
    }

    /// Decides the rows: of each one more than the place of its segment, or 0; the possible segments as a set; and one
    /// more than the place of its rule, or 0.
    pub fn decide(&self, policy: &Policy, segment: &mut [u8], possible: &mut [u8], rule: &mut [u16]) {
        let mut rows = segment.iter_mut().zip(possible).zip(rule);
        let put = |found: Segments, by: Option<usize>| {
            if let Some(((segment, possible), rule)) = rows.next() {
                *segment = SINGLE.get(usize::from(found.bits())).copied().unwrap_or(0);
                *possible = found.bits();
                *rule = by.and_then(|place| u16::try_from(place + 1).ok()).unwrap_or(0);
            }
        };
        match self {
            Self::Plain(rows) => policy.decide_block(rows, put),
            Self::Wide(rows) => policy.decide_block(rows, put),
        }
    }
}

/// By the possible segments as a set: one more than the place of the segment, if there is just one.
const SINGLE: [u8; 1 << Segments::ALL.len()] = {
    let (mut table, mut number) = ([0; 1 << Segments::ALL.len()], 1);
    while 1 << (number - 1) < table.len() {
        table[1 << (number - 1)] = number;
        number += 1;
    }
    table
};

fn lay<C: Copy>(rows: &mut [C], codes: &[u8], by_code: &ByCode<C>, narrow: impl Fn(C, C) -> C) {
    for (row, &code) in rows.iter_mut().zip(codes) {
        if let Some(&said) = by_code.get(usize::from(code)) {
            *row = narrow(*row, said);
        }
    }
}
