//! Typing errors, to see what they cost: the same for the same text and seed.

use crate::groups::mixed;

/// The text with a typing error in that share of its words: two letters changed places, one was left out, one came twice, or
/// another one was hit. Words of one or two letters are left alone.
///
/// ```
/// use govseg_text::typos;
///
/// assert_eq!(typos("Apply for a passport", 0.0, 1), "Apply for a passport");
/// assert_ne!(typos("Apply for a passport", 1.0, 1), "Apply for a passport");
/// ```
pub fn typos(text: &str, share: f64, seed: u64) -> String {
    let mut written = String::with_capacity(text.len());
    let mut number = 0;
    let mut word: Vec<char> = Vec::new();
    for letter in text.chars().chain(['\n']) {
        if letter.is_alphanumeric() {
            word.push(letter);
            continue;
        }
        if word.len() > 2 {
            number += 1;
            let draw = mixed(seed, number);
            #[expect(clippy::cast_precision_loss, reason = "a share")]
            if ((draw >> 11) as f64) < share * (1_u64 << 53) as f64 {
                mistype(&mut word, mixed(draw, number));
            }
        }
        written.extend(word.drain(..));
        written.push(letter);
    }
    written.pop();
    written
}

fn mistype(word: &mut Vec<char>, draw: u64) {
    let at = usize::try_from(draw >> 8).unwrap_or_default() % (word.len() - 1);
    match draw % 4 {
        0 => word.swap(at, at + 1),
        1 => drop(word.remove(at)),
        2 => {
            if let Some(&letter) = word.get(at) {
                word.insert(at, letter);
            }
        }
        _ => {
            let other = ('a'..='z').nth(usize::try_from(draw >> 32).unwrap_or_default() % 26);
            if let Some((letter, other)) = word.get_mut(at).zip(other) {
                *letter = other;
            }
        }
    }
}
