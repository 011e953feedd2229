//! Seeds, damaged in ways that happen to files and in ways that do not, through every reader.

use std::fs;
use std::path::Path;

use govseg_damage::READERS;
use proptest::prelude::*;
use proptest::test_runner::{TestRunner, contextualize_config};

/// The seeds of a reader.
fn seeds(name: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("seeds").join(name);
    let mut files: Vec<_> = fs::read_dir(&folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("readable")).collect()
}

/// One way to damage a file, at a place between 0 and 1.
#[derive(Clone, Debug)]
enum Damage {
    Cut,
    Remove(usize),
    Repeat(usize),
    Put(u8),
    Insert(&'static [u8]),
}

/// What readers stumble over.
const PIECES: &[&[u8]] = &[
    b"\"",
    b"\n",
    b"\r",
    b"\r\n",
    b",",
    b";",
    b"\t",
    b"\0",
    b"\xff",
    b"\xfe\xff",
    b"\xef\xbb\xbf",
    b"{",
    b"}",
    b"[",
    b"]",
    b":",
    b"|",
    b"\\u0000",
    b"null",
    b"'''",
    b"1e999",
    b"\n===\n",
    b"capacity",
    b"official",
    b"oficial",
    b"<",
    b"&#0;",
    b"PK\x03\x04",
];

fn damage() -> impl Strategy<Value = (f64, Damage)> {
    let kind = prop_oneof![
        1 => Just(Damage::Cut),
        3 => (1..40_usize).prop_map(Damage::Remove),
        2 => (1..40_usize).prop_map(Damage::Repeat),
        3 => any::<u8>().prop_map(Damage::Put),
        4 => proptest::sample::select(PIECES).prop_map(Damage::Insert),
    ];
    (0.0..1.0, kind)
}

fn damaged(mut bytes: Vec<u8>, damages: &[(f64, Damage)]) -> Vec<u8> {
    for (at, damage) in damages {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            clippy::cast_precision_loss,
            reason = "a place"
        )]
        let at = (bytes.len() as f64 * at) as usize;
        let end = |length: usize| (at + length).min(bytes.len());
        match damage {
            Damage::Cut => bytes.truncate(at),
            Damage::Remove(length) => drop(bytes.drain(at..end(*length))),
            Damage::Repeat(length) => {
                let part = bytes[at..end(*length)].to_vec();
                bytes.splice(at..at, part);
            }
            Damage::Put(byte) => {
                if let Some(place) = bytes.get_mut(at) {
                    *place = *byte;
                }
            }
            Damage::Insert(piece) => drop(bytes.splice(at..at, piece.iter().copied())),
        }
    }
    bytes
}

#[test]
fn every_reader_has_seeds_that_it_reads() {
    for (name, check) in READERS {
        let seeds = seeds(name);
        assert!(!seeds.is_empty(), "{name}");
        for seed in &seeds {
            check(seed);
        }
    }
}

/// However a file is damaged, its reader keeps its word.
#[test]
fn damage_is_noticed_and_counted() {
    for (name, check) in READERS {
        let seeds = seeds(name);
        let damages = (proptest::collection::vec(damage(), 1..6), any::<prop::sample::Index>());
        let config =
            contextualize_config(ProptestConfig { cases: 64, failure_persistence: None, ..Default::default() });
        let held = TestRunner::new(config).run(&damages, |(damages, choice)| {
            check(&damaged(choice.get(&seeds).clone(), &damages));
            Ok(())
        });
        if let Err(broken) = held {
            panic!("{name}: {broken}");
        }
    }
}
