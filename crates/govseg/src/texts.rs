//! The sentence templates of the texts, and how they are filled.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::Language;

/// The templates of one table of the texts in one language, by key.
pub(crate) type Templates = BTreeMap<String, String>;

type EveryLanguage = OnceLock<BTreeMap<Language, Templates>>;

/// Under `[sentence]`: the sentences of an explanation.
pub(crate) fn sentences(language: Language) -> &'static Templates {
    static SENTENCES: EveryLanguage = OnceLock::new();
    read(&SENTENCES, include_str!(concat!(env!("OUT_DIR"), "/sentence.json")), language)
}

/// Under `[document]`: what a policy's document and drawing say.
pub(crate) fn document(language: Language) -> &'static Templates {
    static DOCUMENT: EveryLanguage = OnceLock::new();
    read(&DOCUMENT, include_str!(concat!(env!("OUT_DIR"), "/document.json")), language)
}

/// Under `[interview]`: what an interview says beside its questions.
pub(crate) fn interview(language: Language) -> &'static Templates {
    static INTERVIEW: EveryLanguage = OnceLock::new();
    read(&INTERVIEW, include_str!(concat!(env!("OUT_DIR"), "/interview.json")), language)
}

/// Under `[report]`: what the report of a table says.
fn report(language: Language) -> &'static Templates {
    static REPORT: EveryLanguage = OnceLock::new();
    read(&REPORT, include_str!(concat!(env!("OUT_DIR"), "/report.json")), language)
}

/// The sentences of a table's report, or about measures, in one language, for whoever renders them.
///
/// ```
/// use govseg::{Language, Sentences};
///
/// let said = Sentences::of_report(Language::English);
/// assert_eq!(said.say("rows_several", &[("n", "1,167")]), "1,167 rows");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Sentences(&'static Templates);

impl Sentences {
    /// The sentences in that language.
    pub fn of_report(language: Language) -> Self {
        Self(report(language))
    }

    /// The sentences about measures in one language, for whoever shows them.
    pub fn of_measures(language: Language) -> Self {
        Self(measure(language))
    }

    /// The sentence of that key with its {placeholders} filled; nothing if there is no such sentence.
    pub fn say(&self, key: &str, filled: &[(&str, &str)]) -> String {
        fill(self.0, key, filled)
    }

    /// "a", "a and b", "a, b and c".
    pub fn all_of(&self, items: &[String]) -> String {
        join(items, &self.say("list_separator", &[]), &self.say("list_and", &[]))
    }

    /// "a", "a or b", "a, b or c".
    pub fn any_of(&self, items: &[String]) -> String {
        join(items, &self.say("list_separator", &[]), &self.say("list_or", &[]))
    }
}

/// Under `[measure]`: what is said of measures.
fn measure(language: Language) -> &'static Templates {
    static MEASURE: EveryLanguage = OnceLock::new();
    read(&MEASURE, include_str!(concat!(env!("OUT_DIR"), "/measure.json")), language)
}

fn read(texts: &'static EveryLanguage, json: &str, language: Language) -> &'static Templates {
    static NONE: Templates = Templates::new();
    texts.get_or_init(|| serde_json::from_str(json).unwrap_or_default()).get(&language).unwrap_or(&NONE)
}

/// The template of that key with its {placeholders} filled.
pub(crate) fn fill(templates: &Templates, key: &str, filled: &[(&str, &str)]) -> String {
    let mut rest = templates.get(key).map_or("", String::as_str);
    let mut out = String::with_capacity(rest.len() + 32);
    // One pass, so that braces in what is filled in stay as they are.
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((name, next)) = after.split_once('}') else { break };
        out.push_str(filled.iter().find(|(known, _)| *known == name).map_or("", |(_, text)| *text));
        rest = next;
    }
    out + rest
}

/// "a", "a or b", "a, b or c".
pub(crate) fn join(items: &[String], separator: &str, last: &str) -> String {
    match items.split_last() {
        None => String::new(),
        Some((only, [])) => only.clone(),
        Some((end, rest)) => rest.join(separator) + last + end,
    }
}
