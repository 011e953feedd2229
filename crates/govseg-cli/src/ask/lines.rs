//! An interview with a program: one JSON object a line, each answered by one.

use govseg::{Interview, Language};
use serde_json::value::RawValue;
use serde_json::{Map, Value, json};

use super::answer::Words;
use super::plain::line;
use crate::failure::{Failure, print};

/// What a program may say.
#[derive(Debug)]
enum Told {
    /// These values; none if it is not sure. To an earlier question, if it is named.
    Answer(Vec<String>, Option<String>),
    Back,
    Stop,
}

pub(super) fn run(interview: &mut Interview<'_>, language: Language) -> Result<(), Failure> {
    while let Some(question) = asked(interview, language)? {
        say(&question)?;
        loop {
            let Some(line) = line()? else { return end(interview, language) };
            match read(&line).and_then(|told| take(interview, told, language)) {
                Ok(true) => break,
                Ok(false) => return end(interview, language),
                Err(message) => say(&json!({ "type": "error", "message": message }))?,
            }
        }
    }
    end(interview, language)
}

fn say(line: &impl serde::Serialize) -> Result<(), Failure> {
    let text = serde_json::to_string(line).map_err(|error| Failure::Input(error.to_string()))?;
    print(&(text + "\n"))
}

/// The next question, with what is known by now.
fn asked(interview: &Interview<'_>, language: Language) -> Result<Option<Value>, Failure> {
    let Some(prompt) = interview.prompt(language) else { return Ok(None) };
    let unwritable = |error: serde_json::Error| Failure::Input(error.to_string());
    let mut question = serde_json::to_value(&prompt).map_err(unwritable)?;
    let facts = interview.policy().vocabulary().to_json(interview.contact());
    if let Some(question) = question.as_object_mut() {
        question.insert("type".to_owned(), json!("question"));
        question.insert("facts".to_owned(), serde_json::from_str(&facts).map_err(unwritable)?);
    }
    Ok(Some(question))
}

/// The last line. The decision in it is byte for byte that of `govseg decide --json`.
#[derive(serde::Serialize)]
struct Decided {
    decision: Box<RawValue>,
    explanation: String,
    facts: Box<RawValue>,
    #[serde(rename = "type")]
    kind: &'static str,
    what_if: Box<RawValue>,
}

fn end(interview: &Interview<'_>, language: Language) -> Result<(), Failure> {
    let decision = interview.decision();
    let raw = |text: String| RawValue::from_string(text).map_err(|error| Failure::Input(error.to_string()));
    say(&Decided {
        decision: raw(decision.to_json())?,
        explanation: decision.explain(language),
        facts: raw(interview.policy().vocabulary().to_json(interview.contact()))?,
        kind: "decision",
        what_if: raw(decision.what_if_json())?,
    })
}

const EXPECTED: &str = "write {\"answer\": value, list of values or null}, {\"back\": true} or {\"stop\": true}";

fn read(line: &str) -> Result<Told, String> {
    let said: Map<String, Value> = serde_json::from_str(line).map_err(|error| format!("{error}; {EXPECTED}"))?;
    if let Some(unknown) = said.keys().find(|key| !["answer", "change", "back", "stop"].contains(&key.as_str())) {
        return Err(format!("unknown key `{}`; {EXPECTED}", govseg::words::clip(unknown)));
    }
    let text = |value: &Value| value.as_str().map(ToOwned::to_owned);
    let strings = |list: &Vec<Value>| list.iter().map(text).collect::<Option<Vec<_>>>().filter(|list| !list.is_empty());
    let change = said.get("change");
    match (said.get("answer"), said.len()) {
        (Some(answer), len) if len == 1 + usize::from(change.is_some()) => {
            let values = match answer {
                Value::Null => Some(Vec::new()),
                Value::Array(list) => strings(list),
                one => text(one).map(|one| vec![one]),
            };
            let values =
                values.ok_or_else(|| format!("an answer is a value, a list of values, or null; {EXPECTED}"))?;
            let fact = change.map(|fact| text(fact).ok_or("`change` names a fact that was answered"));
            Ok(Told::Answer(values, fact.transpose()?))
        }
        (None, 1) if said.get("back") == Some(&Value::Bool(true)) => Ok(Told::Back),
        (None, 1) if said.get("stop") == Some(&Value::Bool(true)) => Ok(Told::Stop),
        _ => Err(EXPECTED.to_owned()),
    }
}

/// Does what was said; `false` ends the interview.
fn take(interview: &mut Interview<'_>, told: Told, language: Language) -> Result<bool, String> {
    let message = |error: govseg::Error| error.to_string();
    match told {
        Told::Answer(values, change) => {
            let prompt = match &change {
                Some(fact) => Some(interview.asked(fact, language).map_err(message)?),
                None => interview.prompt(language),
            };
            let possible = |value: &&String| {
                prompt.iter().flat_map(|prompt| &prompt.choices).any(|choice| choice.value == **value)
            };
            if let (Some(prompt), Some(value)) = (&prompt, values.iter().find(|value| !possible(value))) {
                return Err(Words::new(language).unknown(value, prompt));
            }
            let values: Vec<&str> = values.iter().map(String::as_str).collect();
            match change {
                Some(fact) => {
                    interview.change(&fact, &values).map_err(message)?;
                }
                None if values.is_empty() => interview.not_sure(),
                None => interview.answer_any(&values).map_err(message)?,
            }
        }
        Told::Back if interview.answers().is_empty() => {
            return Err(Words::new(language).word("nothing_to_change").to_owned());
        }
        Told::Back => interview.back(),
        Told::Stop => return Ok(false),
    }
    Ok(true)
}
