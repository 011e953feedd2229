//! The case files, made from hand-written inputs and checked against them.
//!
//! The inputs say of every case what must come out, as far as a person can say it; what the reference then
//! computes has to agree with that before it becomes a case. So a mistake in the reference is noticed here,
//! and not copied into the cases.

use crate::canonical;
use crate::decide::{Decision, decide, likely};
use crate::facts::{self, Facts};
use crate::interview::{Question, next_question};
use crate::policy::{Policy, Source, toml_as_json};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

/// Where the inputs lie.
pub fn inputs_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs")
}

/// Where the case files lie, and the policies that they use.
pub fn cases_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The folders whose files are generated. `policies` is not among them: it is written by hand.
const GENERATED: [&str; 6] = ["decisions", "fact_errors", "interviews", "policy_errors", "resolved", "valid_policies"];

/// The text of every case file, by its path within the folder of cases; or all that contradicts the inputs.
///
/// # Errors
///
/// Everything that the reference computes otherwise than an input expects.
///
/// # Panics
///
/// If an input cannot be read or is not laid out as it should be.
pub fn generate() -> Result<BTreeMap<String, String>, Vec<String>> {
    let mut files = BTreeMap::new();
    let mut workshop = Workshop::default();
    for folder in GENERATED {
        for (name, text) in read_folder(&inputs_folder().join(folder), "toml") {
            let path = format!("{folder}/{name}.json");
            workshop.place.clone_from(&path);
            let text = match folder {
                "decisions" => workshop.decisions(&text),
                "fact_errors" => workshop.fact_errors(&text),
                "interviews" => workshop.interviews(&text),
                "policy_errors" => workshop.policy_errors(&text),
                "resolved" => workshop.resolved(&text),
                _ => workshop.valid_policies(&text),
            };
            files.insert(path, text);
        }
    }
    if workshop.complaints.is_empty() { Ok(files) } else { Err(workshop.complaints) }
}

/// Writes all case files, and removes those that no input stands behind.
///
/// # Errors
///
/// Everything that the reference computes otherwise than an input expects.
///
/// # Panics
///
/// If a file cannot be read or written.
pub fn write() -> Result<(), Vec<String>> {
    let files = generate()?;
    for folder in GENERATED {
        let folder = cases_folder().join(folder);
        if folder.exists() {
            fs::remove_dir_all(&folder).expect("a folder that can be removed");
        }
        fs::create_dir_all(&folder).expect("a folder that can be made");
    }
    for (path, text) in files {
        fs::write(cases_folder().join(path), text).expect("a file that can be written");
    }
    Ok(())
}

/// What is wrong with the written case files; empty where they are what [`write()`] would write.
///
/// # Panics
///
/// If a file cannot be read.
pub fn check() -> Vec<String> {
    let fresh = match generate() {
        Ok(files) => files,
        Err(complaints) => return complaints,
    };
    let mut written = BTreeMap::new();
    for folder in GENERATED {
        for (name, text) in read_folder(&cases_folder().join(folder), "json") {
            written.insert(format!("{folder}/{name}.json"), text);
        }
    }
    let paths: BTreeSet<&String> = fresh.keys().chain(written.keys()).collect();
    paths
        .into_iter()
        .filter(|path| fresh.get(*path) != written.get(*path))
        .map(|path| format!("{path}: not what the inputs give today"))
        .collect()
}

/// The files of a folder with this ending, by name, without the ending.
fn read_folder(folder: &Path, ending: &str) -> BTreeMap<String, String> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    entries
        .map(|entry| entry.expect("an entry of a folder").path())
        .filter(|path| path.extension().is_some_and(|found| found == ending))
        .map(|path| {
            let name = path.file_stem().expect("a file with a name");
            let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            (name.to_str().expect("a name in Unicode").to_owned(), text)
        })
        .collect()
}

/// A file of inputs: all cases are taken under one policy.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Input<C> {
    about: String,
    policy: Option<String>,
    case: Vec<C>,
}

/// What is known, in the form that suits: TOML has no null, and JSON can repeat a key.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DecisionInput {
    label: String,
    facts: Option<toml::Table>,
    facts_json: Option<String>,

    // Exactly one of these three says which kind of decision is expected.
    segment: Option<String>,
    possible: Option<Vec<String>>,
    contradiction: Option<Vec<String>>,

    // What is left out here must be absent from the decision as well.
    rule: Option<String>,
    #[serde(default)]
    also: Vec<String>,
    sub_segment: Option<String>,

    // What is left out here is not checked.
    because: Option<Vec<String>>,
    ask: Option<String>,
    cites: Option<Vec<String>>,
    likely: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FactErrorInput {
    label: String,
    facts_json: String,
    kind: String,
    fact: Option<String>,
    value: Option<String>,
    suggestion: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct InterviewInput {
    label: String,
    #[serde(default)]
    facts: toml::Table,
    /// What the customer would answer. To a question about any other fact the customer is not sure.
    answers: toml::Table,
    /// What must be possible at the end.
    possible: Vec<String>,
    /// The facts that must be asked, in this order; unchecked where left out.
    asked: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PolicyTextInput {
    label: String,
    format: String,
    /// The text, with `⟨kind⟩` in front of every place at which an error of that kind must be reported.
    text: String,
    /// More text, written once for each number up to `times`, which replaces `{n}`.
    repeated: Option<String>,
    times: Option<usize>,
    /// The kinds of the errors that have no place of their own.
    #[serde(default)]
    nowhere: Vec<String>,
}

impl PolicyTextInput {
    /// The whole text without the marks, and the errors that they stand for.
    fn text_and_errors(&self) -> (String, Vec<Value>) {
        let mut marked = self.text.clone();
        if let (Some(repeated), Some(times)) = (&self.repeated, self.times) {
            for number in 1..=times {
                marked.push_str(&repeated.replace("{n}", &number.to_string()));
            }
        }
        let (text, mut errors) = take_marks(&marked);
        for kind in &self.nowhere {
            errors.push(json!({"line": null, "column": null, "kind": kind}));
        }
        (text, errors)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResolvedInput {
    label: String,
    policy: Option<String>,
    /// The own facts, rules and sub-segments in the order that must come out; unchecked where left out.
    facts: Option<Vec<String>>,
    rules: Option<Vec<String>>,
    sub_segments: Option<Vec<String>>,
    /// Parts of the canonical text that must occur in it.
    #[serde(default)]
    contains: Vec<String>,
    /// Another policy with the same rules, whose canonical text must be the same.
    same_as: Option<String>,
}

/// A state of an interview: the policy, what is known, and what the customer is not sure of.
type InterviewState = (Option<String>, Facts, Vec<String>);

/// Makes case files, and collects what contradicts the inputs.
#[derive(Default)]
struct Workshop {
    place: String,
    complaints: Vec<String>,
    /// Questions already found: many interviews begin alike, and the first question takes longest to find.
    questions: BTreeMap<InterviewState, Option<Question>>,
}

impl Workshop {
    fn read<C: DeserializeOwned>(&self, text: &str) -> Input<C> {
        toml::from_str(text).unwrap_or_else(|error| panic!("{}: {error}", self.place))
    }

    fn expect<T: PartialEq + std::fmt::Debug>(&mut self, label: &str, what: &str, computed: &T, expected: &T) {
        if computed != expected {
            self.complaints.push(format!("{}: {label}: {what} is {computed:?}, expected {expected:?}", self.place));
        }
    }

    fn decisions(&mut self, text: &str) -> String {
        let input: Input<DecisionInput> = self.read(text);
        let policy = policy(input.policy.as_deref());
        let mut cases = Vec::new();
        for case in &input.case {
            let known = match (&case.facts, &case.facts_json) {
                (Some(table), None) => toml_as_json(&toml::Value::Table(table.clone())),
                (None, Some(json)) => serde_json::from_str(json).expect("facts in JSON"),
                _ => panic!("{}: {}: facts or facts_json", self.place, case.label),
            };
            let facts = read_facts(&policy, &known);
            let decision = decide(&policy, &facts);
            let likely = likely(&policy, &facts);
            self.check_decision(case, &decision, likely.as_ref());
            cases.push(vec![
                ("label", json!(case.label)),
                ("facts", known),
                ("decision", json!(decision.to_json())),
                ("likely", json!(likely)),
            ]);
        }
        lay_out(&input.about, input.policy.as_deref(), &cases)
    }

    fn check_decision(&mut self, case: &DecisionInput, decision: &Decision, likely: Option<&String>) {
        let label = &case.label;
        let (status, possible, because) = match (&case.segment, &case.possible, &case.contradiction) {
            (Some(segment), None, None) => ("decided", vec![segment.clone()], &case.because),
            (None, Some(possible), None) => ("open", possible.clone(), &case.because),
            (None, None, Some(_)) => ("contradiction", Vec::new(), &case.contradiction),
            _ => panic!("{}: {label}: one of segment, possible, contradiction", self.place),
        };
        self.expect(label, "status", &decision.status, &status);
        self.expect(label, "possible", &decision.possible, &possible);
        self.expect(label, "segment", &decision.segment, &case.segment);
        self.expect(label, "rule", &decision.rule, &case.rule);
        self.expect(label, "also", &decision.also, &case.also);
        self.expect(label, "sub_segment", &decision.sub_segment, &case.sub_segment);
        if let Some(because) = because {
            let named: BTreeSet<&String> = decision.because.keys().collect();
            self.expect(label, "because", &named, &because.iter().collect());
        }
        if case.ask.is_some() {
            self.expect(label, "ask", &decision.ask, &case.ask);
        }
        if let Some(cites) = &case.cites {
            self.expect(label, "cites", &decision.cites, cites);
        }
        if case.likely.is_some() {
            self.expect(label, "likely", &likely, &case.likely.as_ref());
        }
        // These hold of every decision, whatever the case.
        self.expect(label, "ask when open", &decision.ask.is_some(), &(status == "open"));
        self.expect(label, "likely", &likely.is_none(), &(status == "contradiction"));
    }

    fn fact_errors(&mut self, text: &str) -> String {
        let input: Input<FactErrorInput> = self.read(text);
        let policy = policy(input.policy.as_deref());
        let mut cases = Vec::new();
        for case in &input.case {
            match facts::read(&policy, &case.facts_json) {
                Ok(_) => self.complaints.push(format!("{}: no error", case.label)),
                Err(error) => {
                    self.expect(&case.label, "kind", &error.kind, &case.kind.as_str());
                    self.expect(&case.label, "fact", &error.fact, &case.fact);
                    self.expect(&case.label, "value", &error.value, &case.value);
                }
            }
            let mut error = json!({"kind": case.kind});
            let details = [("fact", &case.fact), ("value", &case.value), ("suggestion", &case.suggestion)];
            for (name, detail) in details {
                if let Some(detail) = detail {
                    error[name] = json!(detail);
                }
            }
            cases.push(vec![("label", json!(case.label)), ("facts_json", json!(case.facts_json)), ("error", error)]);
        }
        lay_out(&input.about, input.policy.as_deref(), &cases)
    }

    fn interviews(&mut self, text: &str) -> String {
        let input: Input<InterviewInput> = self.read(text);
        let policy = policy(input.policy.as_deref());
        let mut cases = Vec::new();
        for case in &input.case {
            let start = toml_as_json(&toml::Value::Table(case.facts.clone()));
            let answers = toml_as_json(&toml::Value::Table(case.answers.clone()));
            let mut facts = read_facts(&policy, &start);
            let answered = read_facts(&policy, &answers);

            let mut not_sure = Vec::new();
            let mut asked = Vec::new();
            let mut steps = Vec::new();
            loop {
                let state = (input.policy.clone(), facts.clone(), not_sure.clone());
                let question = self.questions.entry(state);
                let question = question.or_insert_with(|| next_question(&policy, &facts, &not_sure));
                let Some(question) = question.clone() else {
                    break;
                };
                steps.push(json!({
                    "ask": question.fact,
                    "expected": [question.cost.to_string(), question.weight.to_string()],
                    "answer": answers.get(&question.fact),
                }));
                match answered.get(&question.fact) {
                    Some(answer) => {
                        assert_eq!(answer.len(), 1, "one answer to a question");
                        facts.insert(question.fact.clone(), answer.clone());
                    }
                    None => not_sure.push(question.fact.clone()),
                }
                asked.push(question.fact);
            }
            let end = decide(&policy, &facts);
            self.expect(&case.label, "possible", &end.possible, &case.possible);
            if let Some(expected) = &case.asked {
                self.expect(&case.label, "asked", &asked, expected);
            }
            cases.push(vec![
                ("label", json!(case.label)),
                ("facts", start),
                ("steps", json!(steps)),
                ("decision", json!(end.to_json())),
            ]);
        }
        lay_out(&input.about, input.policy.as_deref(), &cases)
    }

    /// The reference does not validate policies: of a broken one it can tell no more than whether the text is
    /// well-formed.
    fn policy_errors(&mut self, text: &str) -> String {
        let input: Input<PolicyTextInput> = self.read(text);
        let mut cases = Vec::new();
        for case in &input.case {
            let (text, errors) = case.text_and_errors();
            let well_formed = match case.format.as_str() {
                "toml" => toml::from_str::<toml::Table>(&text).is_ok(),
                "json" => serde_json::from_str::<Value>(&text).is_ok(),
                other => panic!("{}: {other} is no format", self.place),
            };
            let syntax = format!("{}_syntax", case.format);
            let expected = errors.iter().all(|error| error["kind"] != syntax);
            self.expect(&case.label, "well-formed", &well_formed, &expected);
            self.expect(&case.label, "without errors", &errors.is_empty(), &false);
            cases.push(vec![
                ("label", json!(case.label)),
                ("format", json!(case.format)),
                ("text", json!(text)),
                ("errors", json!(errors)),
            ]);
        }
        lay_out_without_policy(&input.about, &cases)
    }

    fn valid_policies(&mut self, text: &str) -> String {
        let input: Input<PolicyTextInput> = self.read(text);
        let mut cases = Vec::new();
        for case in &input.case {
            let (text, errors) = case.text_and_errors();
            self.expect(&case.label, "without errors", &errors.is_empty(), &true);
            let path = cases_folder().join("policies").join(format!("case.{}", case.format));
            let source = Source { path: path.to_str().expect("a path in Unicode").to_owned(), text };
            let policy = Policy::resolve(&source, &|path| {
                fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"))
            });
            cases.push(vec![
                ("label", json!(case.label)),
                ("format", json!(case.format)),
                ("text", json!(source.text)),
                ("digest", json!(policy.digest())),
                ("resolved", json!(canonical::to_string(&policy.resolved()))),
            ]);
        }
        lay_out_without_policy(&input.about, &cases)
    }

    fn resolved(&mut self, text: &str) -> String {
        let input: Input<ResolvedInput> = self.read(text);
        let mut cases = Vec::new();
        for case in &input.case {
            let label = &case.label;
            let policy_of_case = policy(case.policy.as_deref());
            let resolved = policy_of_case.resolved();
            let canonical = canonical::to_string(&resolved);
            let orders = [("fact", &case.facts), ("rule", &case.rules), ("sub_segment", &case.sub_segments)];
            for (key, expected) in orders {
                if let Some(expected) = expected {
                    self.expect(label, key, &ids(&resolved[key]), expected);
                }
            }
            for part in &case.contains {
                let what = format!("containing {part}");
                self.expect(label, &what, &canonical.contains(part), &true);
            }
            if let Some(other) = &case.same_as {
                let other = canonical::to_string(&policy(Some(other)).resolved());
                self.expect(label, "the canonical text", &canonical, &other);
            }
            cases.push(vec![
                ("label", json!(label)),
                ("policy", json!(case.policy)),
                ("digest", json!(policy_of_case.digest())),
                ("resolved", json!(canonical)),
            ]);
        }
        lay_out_without_policy(&input.about, &cases)
    }
}

fn ids(tables: &Value) -> Vec<String> {
    let tables = tables.as_array().into_iter().flatten();
    tables.filter_map(|table| table["id"].as_str().map(str::to_owned)).collect()
}

fn policy(path: Option<&str>) -> Policy {
    match path {
        None => Policy::built_in(),
        Some(path) => Policy::from_disk(&cases_folder().join(path)),
    }
}

fn read_facts(policy: &Policy, known: &Value) -> Facts {
    let text = canonical::to_string(known);
    facts::read(policy, &text).unwrap_or_else(|error| panic!("{text}: {error:?}"))
}

/// Takes the marks out of a text, and says where they stood: lines and columns count from one, columns in
/// characters.
fn take_marks(marked: &str) -> (String, Vec<Value>) {
    let mut text = String::new();
    let mut errors = Vec::new();
    let mut rest = marked;
    while let Some((before, after)) = rest.split_once('⟨') {
        let (kind, after) = after.split_once('⟩').expect("a mark that is closed");
        text.push_str(before);
        let line = text.matches('\n').count() + 1;
        let column = text.chars().rev().take_while(|found| *found != '\n').count() + 1;
        errors.push(json!({"line": line, "column": column, "kind": kind}));
        rest = after;
    }
    text.push_str(rest);
    (text, errors)
}

/// A case: its keys and values in the order in which they are to stand.
type Case = Vec<(&'static str, Value)>;

fn lay_out(about: &str, policy: Option<&str>, cases: &[Case]) -> String {
    let head = vec![("about", json!(about)), ("policy", json!(policy))];
    lay_out_after(&head, cases)
}

fn lay_out_without_policy(about: &str, cases: &[Case]) -> String {
    lay_out_after(&vec![("about", json!(about))], cases)
}

/// One line for each key of each case, so that a change of a case is a change of its lines alone.
fn lay_out_after(head: &Case, cases: &[Case]) -> String {
    let mut text = String::from("{\n");
    for (key, value) in head {
        write_member(&mut text, 2, key, value);
        text.push_str(",\n");
    }
    text.push_str("  \"cases\": [");
    for (position, case) in cases.iter().enumerate() {
        text.push_str(if position == 0 { "\n    {\n" } else { ",\n    {\n" });
        for (position, (key, value)) in case.iter().enumerate() {
            text.push_str(if position == 0 { "" } else { ",\n" });
            write_member(&mut text, 6, key, value);
        }
        text.push_str("\n    }");
    }
    text.push_str("\n  ]\n}\n");
    text
}

fn write_member(text: &mut String, indent: usize, key: &str, value: &Value) {
    let value = canonical::to_string(value);
    write!(text, "{:indent$}\"{key}\": {value}", "").expect("writing to a string cannot fail");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_in_characters_and_taken_out() {
        let (text, errors) = take_marks("a = ⟨wrong_type⟩1\né = { ⟨x⟩⟨y⟩b = 2 }\n");
        assert_eq!(text, "a = 1\né = { b = 2 }\n");
        assert_eq!(
            json!(errors),
            json!([
                {"line": 1, "column": 5, "kind": "wrong_type"},
                {"line": 2, "column": 7, "kind": "x"},
                {"line": 2, "column": 7, "kind": "y"},
            ])
        );
    }

    /// Takes as long as making all cases does.
    #[test]
    fn the_committed_files_are_those_that_the_inputs_give() {
        assert_eq!(check(), Vec::<String>::new());
    }

    /// What every reader of the files relies on.
    #[test]
    fn a_case_file_is_json() {
        let cases = [vec![("label", json!("a \"b\"")), ("facts", json!({}))], vec![("label", json!("c"))]];
        let read: Value = serde_json::from_str(&lay_out("x", None, &cases)).expect("JSON");
        let expected = json!({
            "about": "x",
            "policy": null,
            "cases": [{"label": "a \"b\"", "facts": {}}, {"label": "c"}],
        });
        assert_eq!(read, expected);
    }
}
