//! Children before their parents, without going down anything: a chain of a million accounts takes no stack.

use govseg::words::clip;

use super::links::Links;
use super::problem::{ForestProblemKind as Kind, Problems, listed};
use super::{at, put};

/// All rows, children before their parents; fewer than there are, if some lie on a ring or above one.
pub(super) fn order(links: &Links) -> Vec<u32> {
    let mut waits = vec![0_u32; links.rows() as usize];
    let parents = |row| links.of(row).iter().map(|parent| *parent as usize);
    for row in 0..links.rows() {
        for parent in parents(row) {
            if let Some(waits) = waits.get_mut(parent) {
                *waits += 1;
            }
        }
    }
    let mut order = Vec::with_capacity(waits.len());
    order.extend((0..links.rows()).filter(|row| at(&waits, *row) == 0));
    let mut done = 0;
    while let Some(row) = order.get(done).copied() {
        done += 1;
        for parent in parents(row) {
            let Some(waits) = waits.get_mut(parent) else { continue };
            *waits -= 1;
            if *waits == 0 {
                order.extend(u32::try_from(parent));
            }
        }
    }
    order
}

/// How far a row has been followed.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Followed {
    #[default]
    Not,
    /// It lies on the way that is being followed.
    Now,
    Done,
}

/// Names the rings among the rows that `order` lacks.
pub(super) fn rings(links: &Links, order: &[u32], ids: &[&str], problems: &mut Problems) {
    let mut followed = vec![Followed::Not; links.rows() as usize];
    for row in order {
        put(&mut followed, *row, Followed::Done);
    }
    for start in 0..links.rows() {
        if at(&followed, start) != Followed::Not {
            continue;
        }
        put(&mut followed, start, Followed::Now);
        // The way up from here: rows, and how many parents of each have been followed.
        let mut way: Vec<(u32, usize)> = vec![(start, 0)];
        while let Some((row, next)) = way.last_mut() {
            let (row, parent) = (*row, links.of(*row).get(*next).copied());
            *next += 1;
            match parent.map(|parent| (parent, at(&followed, parent))) {
                None => {
                    put(&mut followed, row, Followed::Done);
                    way.pop();
                }
                Some((parent, Followed::Not)) => {
                    put(&mut followed, parent, Followed::Now);
                    way.push((parent, 0));
                }
                Some((parent, Followed::Now)) => {
                    name(way.iter().map(|(row, _)| *row).skip_while(|row| *row != parent).collect(), ids, problems);
                }
                Some((_, Followed::Done)) => {}
            }
        }
    }
}

/// Names a ring, beginning with the least id, whichever row it was found from.
fn name(mut ring: Vec<u32>, ids: &[&str], problems: &mut Problems) {
    let id = |row: &u32| ids.get(*row as usize).copied().unwrap_or_default();
    let least = ring.iter().enumerate().min_by_key(|(_, row)| id(row)).map_or(0, |(place, _)| place);
    ring.rotate_left(least);
    problems.add(Kind::Cycle, &ring, ids, || match ring.as_slice() {
        [row] => format!("`{}` is its own parent; leave its parent empty, or name another", clip(id(row))),
        rows => {
            let names = listed(rows.iter().map(|row| format!("`{}`", clip(id(row)))));
            format!("{names} belong to one another in a ring; leave the parent of one of them empty, or name another")
        }
    });
}
