//! Words: any text is read, whatever is in it, and a model's file is refused or does what a model does.

use std::sync::LazyLock;

use govseg::{Facts, Policy, Segments};
use govseg_text::{Model, Reader, Suggested};
use sha2::{Digest, Sha256};

static MODEL: LazyLock<Model> = LazyLock::new(|| Model::shipped().expect("the file that ships is whole"));

/// Where the checksum stands in a model's file, and where what it is of begins.
const CHECKSUM: std::ops::Range<usize> = 12..44;

/// A text is read: shares are shares, sets have a value, words sum to the score, and it never contradicts by itself.
pub fn text(bytes: &[u8]) {
    read(&MODEL, &String::from_utf8_lossy(bytes));
}

/// A model's file is refused, also where its checksum is made right; or what is read is what was written, and reads texts.
pub fn text_model(bytes: &[u8]) {
    let mut sealed = bytes.to_vec();
    if let (Some(content), true) = (bytes.get(CHECKSUM.end..), sealed.len() >= CHECKSUM.end) {
        sealed[CHECKSUM].copy_from_slice(&Sha256::digest(content));
    }
    for bytes in [bytes, &sealed] {
        match Model::from_bytes(bytes) {
            Ok(model) => {
                let written = model.to_bytes();
                assert_eq!(Model::from_bytes(&written).expect("what was written").to_bytes(), written);
                for text in ["", "Apply for a grant to build a road", "Report of wages, filed each year"] {
                    read(&model, text);
                }
            }
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
}

fn read(model: &Model, text: &str) {
    let mut reader = Reader::new(model);
    let evidence = reader.read(text);
    let shares = evidence.distribution(Segments::ALL);
    let sum: f32 = shares.iter().map(|(_, share)| share).sum();
    assert!((sum - 1.0).abs() < 1e-4 && shares.iter().all(|(_, share)| (0.0..=1.0).contains(share)), "{shares:?}");
    assert!(evidence.facts(0.9).emptied().is_none());
    assert_eq!(reader.read(text).distribution(Segments::ALL), shares, "what was read before leaves no trace");
    let suggested = Suggested::new(model, Policy::gsa_2008(), text, Facts::UNKNOWN, 0.9);
    assert!(serde_json::from_str::<serde_json::Value>(&suggested.to_json()).is_ok());
}
