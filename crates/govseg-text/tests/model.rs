//! The shipped model: what it says, and what it refuses.

use govseg::{Fact, Facts, Policy, Segment, Segments};
use govseg_text::{Language, Model, ModelError, Reader, labels, train};

fn model() -> Model {
    Model::shipped().expect("the file that ships is whole")
}

/// Texts that no inventory has.
fn odd() -> Vec<String> {
    vec![
        String::new(),
        " \n\t ".to_owned(),
        "\u{0}\u{1}\u{7f}\u{fffd}".to_owned(),
        "<p>Apply for a <b>grant</b></p>".repeat(40),
        "passport паспорт 旅券 جواز".to_owned(),
        "tax ".repeat(100_000),
        "x".repeat(1 << 20),
        "1234567890 --- !!!".to_owned(),
        "e\u{301}".repeat(5000),
    ]
}

#[test]
fn any_text_is_read() {
    let model = model();
    let mut reader = Reader::new(&model);
    for text in odd() {
        let evidence = reader.read(&text);
        let sum: f32 = evidence.distribution(Segments::ALL).iter().map(|(_, share)| share).sum();
        assert!((sum - 1.0).abs() < 1e-4, "{sum}");
        assert!(evidence.facts(0.9).emptied().is_none());
        assert!(evidence.suggestion(Segments::NONE).is_none());
        // What was read before leaves no trace.
        assert_eq!(Reader::new(&model).read(&text), evidence);
    }
}

/// A reader that has met more words than it remembers says what a new one says.
#[test]
fn what_is_forgotten_is_found_again() {
    let model = model();
    let mut reader = Reader::new(&model);
    let rows = labels(govseg_text::LABELS).unwrap();
    for row in &rows {
        reader.read(&row.text);
    }
    for row in rows.iter().step_by(53) {
        let (met, new) = (reader.read(&row.text), Reader::new(&model).read(&row.text));
        assert_eq!(met.distribution(Segments::ALL), new.distribution(Segments::ALL), "{}", row.text);
        assert_eq!((met.facts(0.9), met.language(), met.known()), (new.facts(0.9), new.language(), new.known()));
        let made_up: String = (0..60).map(|number| format!("{} of {}{number} ", row.id, row.source)).collect();
        reader.read(&made_up);
    }
}

#[test]
fn words_sum_to_the_score() {
    let model = model();
    let rows = labels(govseg_text::LABELS).unwrap();
    let texts = rows.iter().step_by(97).map(|row| row.text.clone()).chain(odd().into_iter().take(6));
    for text in texts {
        for segment in Segments::ALL.iter() {
            let why = model.explain(&text, segment);
            let sum = why.base + why.words.iter().map(|word| word.weight).sum::<f32>();
            assert!((sum - why.score).abs() < 2e-3, "{sum} {} {text}", why.score);
        }
    }
}

#[test]
fn given_facts_restrict_and_are_never_contradicted() {
    let (model, policy) = (model(), Policy::gsa_2008());
    let mut reader = Reader::new(&model);
    let evidence = reader.read("Grants. Funding for states, counties and municipal governments.");
    let citizen = Facts::UNKNOWN.with(govseg::CustomerType::Citizen);
    let possible = policy.decide(citizen).possible();
    assert!(!possible.contains(Segment::Intergovernmental));
    let (segment, probability) = evidence.suggestion(possible).unwrap();
    assert!(possible.contains(segment) && probability > 0.0);
    let (contact, _) = evidence.narrow(policy, citizen, 0.9);
    assert!(!policy.decide(contact).possible().is_empty());
    assert!(contact.facts.is_known(Fact::Customer));
}

#[test]
fn other_languages_are_told() {
    let model = model();
    let mut reader = Reader::new(&model);
    assert_eq!(reader.read("Demande de permis pour les pêcheurs du Québec").language(), Language::Other);
    assert_eq!(reader.read("A permit for the fishers of Quebec").language(), Language::English);
}

#[test]
fn a_damaged_file_is_refused() {
    let bytes = model().to_bytes();
    assert_eq!(Model::from_bytes(&bytes).unwrap(), model());
    assert_eq!(Model::from_bytes(b"PK\x03\x04").unwrap_err(), ModelError::NoModel);
    let mut later = bytes.clone();
    later[8] = 9;
    assert_eq!(Model::from_bytes(&later).unwrap_err(), ModelError::OtherVersion(9));
    for end in (0..60).chain((60..bytes.len()).step_by(99_991)) {
        assert!(Model::from_bytes(&bytes[..end]).is_err(), "{end}");
    }
    for at in (44..bytes.len()).step_by(77_777) {
        let mut changed = bytes.clone();
        changed[at] ^= 0x10;
        assert_eq!(Model::from_bytes(&changed).unwrap_err(), ModelError::Damaged, "{at}");
    }
}

#[test]
fn the_same_rows_make_the_same_bytes() {
    let rows: Vec<_> = labels(govseg_text::LABELS).unwrap().into_iter().step_by(6).collect();
    let made = train(&rows, 7).unwrap().to_bytes();
    assert_eq!(made, train(&rows, 7).unwrap().to_bytes());
    assert_ne!(made, train(&rows, 8).unwrap().to_bytes());
    assert!(train(&rows[..10], 7).is_err());
}
