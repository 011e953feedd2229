//! A policy as a decision table in DMN 1.3 (OMG's Decision Model and Notation), for engines that read it.
//!
//! A row for each way to break an implication, then a row for each alternative of each rule, in order, then one for
//! contacts that no rule takes. The first row that matches decides (hit policy FIRST), which is how a policy decides.

use super::is_unconditional;
use super::xml::Xml;
use crate::Policy;
use crate::policy::{Condition, Resolved, Table, When};
use crate::vocabulary::{FactId, Vocabulary};

/// The namespace of DMN 1.3.
const MODEL: &str = "https://www.omg.org/spec/DMN/20191111/MODEL/";

/// What the table says of facts that break an implication.
const CONTRADICTION: &str = "contradiction";

/// The decision's name. Facts begin with a small letter, so none is called like it.
const DECISION: &str = "Classification";

/// Words that FEEL, DMN's language of expressions, keeps for itself. No fact can be called by them there.
const RESERVED: [&str; 21] = [
    "and",
    "between",
    "else",
    "every",
    "external",
    "false",
    "for",
    "function",
    "if",
    "in",
    "instance",
    "item",
    "not",
    "null",
    "of",
    "or",
    "return",
    "satisfies",
    "some",
    "then",
    "true",
];

/// One row of the table.
struct Row {
    /// By input, the values that match, as a set.
    tests: Vec<u64>,
    segment: String,
    rule: String,
    cites: String,
    about: String,
}

impl Policy {
    /// The policy as DMN 1.3: one decision with one decision table, hit policy FIRST.
    ///
    /// The inputs are the facts that rules or implications mention; each must be given one of its values, since a
    /// decision table knows nothing of facts that are unknown or partly known. The outputs are `segment` and `rule`.
    /// For facts that break an implication the segment is `contradiction`; where no rule gives the segment, `rule` is
    /// the empty string. A fact that is called like a word of FEEL (`in`, `not`, …) is written with a capital there.
    ///
    /// ```
    /// let dmn = govseg::Policy::gsa_2008().to_dmn();
    /// assert!(dmn.contains(r#"hitPolicy="FIRST""#));
    /// ```
    pub fn to_dmn(&self) -> String {
        let names = self.vocabulary();
        let inputs = &self.compiled.mentioned;
        let mut xml = Xml::new();
        let title = self.title().unwrap_or(self.id());
        let namespace = format!("urn:govseg:{}:{}", self.id(), percent_encoded(self.version()));
        let attributes: [(&str, &dyn std::fmt::Display); 4] =
            [("xmlns", &MODEL), ("id", &"definitions"), ("name", &title), ("namespace", &namespace)];
        xml.open("definitions", &attributes);
        let about = format!(
            "Policy {}, version {}, {}. Every input needs one of its values: facts that are unknown or partly known are \
             beyond a decision table.",
            self.id(),
            self.version(),
            self.digest()
        );
        xml.text("description", &[], &about);
        for &fact in inputs {
            let name = feel_name(names.name(fact));
            xml.open("inputData", &[("id", &format!("data_{name}")), ("name", &name)]);
            xml.empty("variable", &[("id", &format!("variable_{name}")), ("name", &name), ("typeRef", &"string")]);
            xml.close();
        }
        xml.open("decision", &[("id", &"classification"), ("name", &DECISION)]);
        xml.empty("variable", &[("id", &"variable"), ("name", &DECISION)]);
        for &fact in inputs {
            let name = feel_name(names.name(fact));
            xml.open("informationRequirement", &[("id", &format!("requirement_{name}"))]);
            xml.empty("requiredInput", &[("href", &format!("#data_{name}"))]);
            xml.close();
        }
        table(&mut xml, names, inputs, &rows(&self.resolved, inputs));
        xml.finish()
    }
}

/// The decision table itself.
fn table(xml: &mut Xml, names: &Vocabulary, inputs: &[FactId], rows: &[Row]) {
    xml.open("decisionTable", &[("id", &"table"), ("hitPolicy", &"FIRST")]);
    for &fact in inputs {
        let name = feel_name(names.name(fact));
        xml.open("input", &[("id", &format!("input_{name}")), ("label", &names.name(fact))]);
        xml.open("inputExpression", &[("id", &format!("expression_{name}")), ("typeRef", &"string")]);
        xml.text("text", &[], &name);
        xml.close();
        xml.open("inputValues", &[("id", &format!("values_{name}"))]);
        xml.text("text", &[], &strings(names.names_in(fact, names.all(fact))));
        xml.close();
        xml.close();
    }
    let mut segments: Vec<&str> = Vec::new();
    for row in rows {
        if !segments.contains(&row.segment.as_str()) {
            segments.push(&row.segment);
        }
    }
    xml.open("output", &[("id", &"output_segment"), ("name", &"segment"), ("typeRef", &"string")]);
    xml.open("outputValues", &[("id", &"values_of_segment")]);
    xml.text("text", &[], &strings(segments.into_iter()));
    xml.close();
    xml.close();
    xml.empty("output", &[("id", &"output_rule"), ("name", &"rule"), ("typeRef", &"string")]);
    xml.empty("annotation", &[("name", &"cites")]);

    for (number, row) in (1..).zip(rows) {
        xml.open("rule", &[("id", &format!("row_{number}"))]);
        xml.text("description", &[], &row.about);
        for (column, (&fact, &set)) in (1..).zip(inputs.iter().zip(&row.tests)) {
            xml.open("inputEntry", &[("id", &format!("row_{number}_input_{column}"))]);
            xml.text("text", &[], &test(names, fact, set));
            xml.close();
        }
        for (column, value) in (1..).zip([&row.segment, &row.rule]) {
            xml.open("outputEntry", &[("id", &format!("row_{number}_output_{column}"))]);
            xml.text("text", &[], &string(value));
            xml.close();
        }
        xml.open("annotationEntry", &[]);
        xml.text("text", &[], &row.cites);
        xml.close();
        xml.close();
    }
}

/// The rows, in the order in which they are tried.
fn rows(policy: &Resolved, inputs: &[FactId]) -> Vec<Row> {
    let names = &policy.vocabulary;
    let everything: Vec<u64> = inputs.iter().map(|&fact| names.all(fact)).collect();
    let mut rows = Vec::new();
    for (number, implication) in (1..).zip(&policy.implies) {
        for tests in alternatives(&implication.when, inputs, &everything) {
            // Conditions that must hold together are broken by any one of them.
            for broken in &implication.then {
                let Condition::Values { fact, allowed } = *broken else { continue };
                let outside = narrowed(&tests, inputs, fact, names.all(fact) & !allowed);
                if outside.contains(&0) {
                    continue;
                }
                rows.push(Row {
                    tests: outside,
                    segment: CONTRADICTION.to_owned(),
                    rule: String::new(),
                    cites: String::new(),
                    about: format!("breaks implication {number} of the policy: `{}`", names.name(fact)),
                });
            }
        }
    }
    for rule in &policy.rules {
        for tests in alternatives(&rule.when, inputs, &everything) {
            rows.push(Row {
                tests,
                segment: rule.segment.to_string(),
                rule: rule.id.clone(),
                cites: rule.cites.as_ref().map_or_else(String::new, |cites| cites.join(", ")),
                about: format!("rule {}", rule.id),
            });
        }
    }
    if !policy.rules.iter().any(|rule| is_unconditional(&rule.when)) {
        rows.push(Row {
            tests: everything,
            segment: crate::Segment::Other.to_string(),
            rule: String::new(),
            cites: String::new(),
            about: "no rule holds".to_owned(),
        });
    }
    rows
}

/// For each alternative the values that match, by input.
fn alternatives<'a>(when: &'a When, inputs: &'a [FactId], everything: &'a [u64]) -> impl Iterator<Item = Vec<u64>> {
    static ALWAYS: [Table; 1] = [Vec::new()];
    when.as_deref().unwrap_or(&ALWAYS).iter().map(|table| {
        table.iter().fold(everything.to_vec(), |tests, condition| match *condition {
            Condition::Values { fact, allowed } => narrowed(&tests, inputs, fact, allowed),
            // The channel stands in no rule and no implication.
            Condition::Channels { .. } => tests,
        })
    })
}

/// The tests with fewer values of one fact.
fn narrowed(tests: &[u64], inputs: &[FactId], fact: FactId, set: u64) -> Vec<u64> {
    inputs.iter().zip(tests).map(|(&input, &test)| if input == fact { test & set } else { test }).collect()
}

/// What an input is tested for: its values, or what it may not be, whichever is shorter.
fn test(names: &Vocabulary, fact: FactId, set: u64) -> String {
    let all = names.all(fact);
    if set == all {
        return "-".to_owned();
    }
    let listed = strings(names.names_in(fact, set));
    let others = format!("not({})", strings(names.names_in(fact, all & !set)));
    if others.len() < listed.len() { others } else { listed }
}

/// `"a","b"`
fn strings<'a>(values: impl Iterator<Item = &'a str>) -> String {
    values.map(string).collect::<Vec<_>>().join(",")
}

/// A string literal of FEEL.
fn string(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

/// What the fact is called in expressions, and in the ids of elements.
fn feel_name(fact: &str) -> String {
    if !RESERVED.contains(&fact) {
        return fact.to_owned();
    }
    let mut letters = fact.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The text as a part of a URN.
fn percent_encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut out, byte| {
        if byte.is_ascii_alphanumeric() || b"._-".contains(&byte) {
            out.push(char::from(byte));
        } else {
            use std::fmt::Write;
            // Writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
        out
    })
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use roxmltree::{Document, Node};

    use super::super::samples;
    use super::*;
    use crate::{Contact, FactId, Status};

    fn elements<'a>(node: Node<'a, 'a>, name: &str) -> Vec<Node<'a, 'a>> {
        node.children().filter(|child| child.tag_name().name() == name).collect()
    }

    fn text<'a>(node: Node<'a, 'a>) -> &'a str {
        node.children().find(|child| child.tag_name().name() == "text").and_then(|text| text.text()).unwrap()
    }

    /// The string literals of a list.
    fn literals(list: &str) -> Vec<String> {
        let mut found = Vec::new();
        let mut letters = list.chars().peekable();
        while let Some(letter) = letters.next() {
            assert_eq!(letter, '"', "{list}");
            let mut value = String::new();
            loop {
                match letters.next().unwrap() {
                    '\\' => value.push(letters.next().unwrap()),
                    '"' => break,
                    letter => value.push(letter),
                }
            }
            found.push(value);
            assert!(matches!(letters.next(), None | Some(',')), "{list}");
        }
        found
    }

    fn matches(test: &str, value: &str) -> bool {
        if test == "-" {
            return true;
        }
        match test.strip_prefix("not(").and_then(|test| test.strip_suffix(')')) {
            Some(others) => !literals(others).iter().any(|other| other == value),
            None => literals(test).iter().any(|one| one == value),
        }
    }

    /// Goes through assignments as an engine does, and compares with the policy itself.
    fn compare(policy: &Policy, every: usize) -> usize {
        let dmn = policy.to_dmn();
        let document = Document::parse(&dmn).unwrap();
        assert_eq!(document.root_element().tag_name().namespace(), Some(MODEL));
        let table = document.descendants().find(|node| node.tag_name().name() == "decisionTable").unwrap();
        assert_eq!(table.attribute("hitPolicy"), Some("FIRST"));
        let names = policy.vocabulary();
        let facts: Vec<FactId> = elements(table, "input")
            .iter()
            .map(|input| {
                let fact = names.fact(input.attribute("label").unwrap()).unwrap();
                assert_eq!(literals(text(elements(*input, "inputValues")[0])), names.values(fact));
                fact
            })
            .collect();
        let rows: Vec<(Vec<&str>, Vec<Vec<String>>)> = elements(table, "rule")
            .iter()
            .map(|rule| {
                let tests: Vec<_> = elements(*rule, "inputEntry").iter().map(|entry| text(*entry)).collect();
                assert_eq!(tests.len(), facts.len());
                (tests, elements(*rule, "outputEntry").iter().map(|entry| literals(text(*entry))).collect())
            })
            .collect();

        let sizes: Vec<usize> = facts.iter().map(|fact| names.values(*fact).len()).collect();
        let mut compared = 0;
        for number in (0..sizes.iter().product()).step_by(every) {
            let mut rest = number;
            let values: Vec<&str> = facts
                .iter()
                .zip(&sizes)
                .map(|(fact, size)| {
                    let value = names.values(*fact)[rest % size].as_str();
                    rest /= size;
                    value
                })
                .collect();
            let contact = facts.iter().zip(&values).fold(Contact::UNKNOWN, |contact, (fact, value)| {
                names.narrow(contact, *fact, names.value(*fact, value).unwrap())
            });
            let (_, outputs) = rows
                .iter()
                .find(|(tests, _)| tests.iter().zip(&values).all(|(test, value)| matches(test, value)))
                .unwrap_or_else(|| panic!("no row matches {values:?}"));
            let decision = policy.decide(contact);
            let segment = match decision.status() {
                Status::Contradiction => CONTRADICTION.to_owned(),
                _ => decision.segment().unwrap().to_string(),
            };
            assert_eq!(*outputs, [vec![segment], vec![decision.rule().unwrap_or_default().to_owned()]], "{values:?}");
            compared += 1;
        }
        compared
    }

    #[test]
    fn the_table_decides_as_the_policy_does() {
        assert_eq!(compare(Policy::gsa_2008(), 1), 18_816);
        assert!(compare(&samples::tricky(), 7) > 1_000);
        compare(&samples::parity(4), 1);
    }

    #[test]
    fn nothing_but_contradictions() {
        assert_eq!(compare(&samples::impossible(), 1), 2);
    }

    #[test]
    fn ids_are_unique_and_names_of_xml() {
        for policy in [Policy::gsa_2008(), &samples::tricky()] {
            let dmn = policy.to_dmn();
            let document = Document::parse(&dmn).unwrap();
            let mut ids: Vec<_> = document.descendants().filter_map(|node| node.attribute("id")).collect();
            assert!(ids.iter().all(|id| id.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')));
            assert!(ids.iter().all(|id| id.starts_with(|first: char| first.is_ascii_alphabetic())));
            let count = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), count);
        }
    }

    #[test]
    fn words_of_the_expression_language_are_no_names() {
        let dmn = samples::tricky().to_dmn();
        let document = Document::parse(&dmn).unwrap();
        let input = document.descendants().find(|node| node.attribute("label") == Some("in")).unwrap();
        assert_eq!(text(elements(input, "inputExpression")[0]), "In");
        assert!(document.descendants().any(|node| node.attribute("href") == Some("#data_In")));
    }

    #[test]
    fn rows_carry_their_citations() {
        let dmn = Policy::gsa_2008().to_dmn();
        let document = Document::parse(&dmn).unwrap();
        let rows: Vec<_> = document.descendants().filter(|node| node.tag_name().name() == "rule").collect();
        let cites: Vec<_> =
            rows.iter().filter_map(|row| elements(elements(*row, "annotationEntry")[0], "text")[0].text()).collect();
        assert_eq!(cites.len(), 10, "one for each alternative, none for the implications");
        assert_eq!(cites[0], "gsa-2008#intergovernmental");
        assert_eq!(rows.len(), 12, "no row for contacts that no rule takes: the last rule takes them");
    }
}
