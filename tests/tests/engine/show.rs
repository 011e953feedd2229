//! What is shown of a policy, held against what it does: the drawing against the interview, the decision table against
//! the reference.

use govseg::{Contact, Interview, Language, Policy};
use govseg_conformance::assignments::table;
use proptest::prelude::*;
use roxmltree::{Document, Node};
use serde_json::{Value, json};

use crate::random::{Random, facts, policy};
use crate::random_policies::both;

fn children<'a>(node: Node<'a, 'a>, name: &'static str) -> impl Iterator<Item = Node<'a, 'a>> {
    node.children().filter(move |child| child.has_tag_name(name))
}

/// Answers along every branch of a drawing, one value at a time, as a person would; counts the ways to a segment.
fn walk(node: Node<'_, '_>, interview: &Interview<'_>) -> usize {
    if let Some(segment) = node.attribute("data-segment") {
        assert_eq!(interview.fact(), None);
        assert_eq!(interview.decision().segment().map(|segment| segment.to_string()).unwrap_or_default(), segment);
        let rule = node.attribute("data-rule").unwrap();
        assert!(rule.is_empty() || interview.decision().rule() == Some(rule));
        return 1;
    }
    assert_eq!(node.attribute("data-fact"), interview.fact());
    let mut ways = 0;
    let mut answers: Vec<&str> = Vec::new();
    for branch in children(node, "g") {
        for value in branch.attribute("data-values").unwrap().split('|') {
            let mut interview = interview.clone();
            interview.answer(value).unwrap();
            ways += walk(children(branch, "g").next().unwrap(), &interview);
            answers.push(value);
        }
    }
    let mut choices = interview.choices();
    choices.sort_unstable();
    answers.sort_unstable();
    assert_eq!(answers, choices, "every answer there is, and no other");
    ways
}

fn drawn(policy: &Policy) -> usize {
    let svg = policy.tree_svg(Language::English).unwrap();
    let document = Document::parse(&svg).unwrap();
    let first = children(document.root_element(), "g").next().unwrap();
    walk(first, &Interview::new(policy))
}

/// The values of a list of string literals, none of which holds a quotation mark.
fn listed(list: &str) -> Vec<&str> {
    list.split(',').map(|value| value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap()).collect()
}

fn matches(test: &str, value: &str) -> bool {
    match test.strip_prefix("not(").and_then(|test| test.strip_suffix(')')) {
        _ if test == "-" => true,
        Some(others) => !listed(others).contains(&value),
        None => listed(test).contains(&value),
    }
}

/// Every assignment that the reference knows, looked up in the policy's decision table from the top.
fn compare(policy: &Policy, expected: &str) {
    let dmn = policy.to_dmn();
    let document = Document::parse(&dmn).unwrap();
    let named = |name: &'static str| document.descendants().filter(move |node| node.has_tag_name(name));
    let texts = |row: Node<'_, '_>, entry: &'static str| -> Vec<String> {
        let entries = row.children().filter(|child| child.has_tag_name(entry));
        entries.map(|entry| children(entry, "text").next().unwrap().text().unwrap().to_owned()).collect()
    };
    let rows: Vec<_> = named("rule").map(|row| (texts(row, "inputEntry"), texts(row, "outputEntry"))).collect();
    let mut lines = expected.lines();
    let facts: Vec<&str> = named("input").map(|input| input.attribute("label").unwrap()).collect();
    assert_eq!(lines.next().unwrap(), facts.iter().chain(&["segment", "rule"]).copied().collect::<Vec<_>>().join(","));
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let (values, outputs) = cells.split_at(facts.len());
        let (_, row) = rows
            .iter()
            .find(|(tests, _)| tests.iter().zip(values).all(|(test, value)| matches(test, value)))
            .unwrap_or_else(|| panic!("no row matches {line}"));
        assert_eq!(row.iter().flat_map(|output| listed(output)).collect::<Vec<_>>(), outputs, "{line}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_policies(seed in any::<u64>()) {
        let random = &mut Random(seed);
        let own = 1 + random.below(3);
        let words = facts(random, own);
        let text = policy(random, &words, 12).to_string();
        let (engine, slow) = both(&text);
        prop_assert!(drawn(&engine) > 0);
        compare(&engine, &table(&slow, None));
    }
}

#[test]
fn the_policies_of_the_case_files() {
    let names = ["commercial-first", "example-agency", "parity", "clashes", "refined", "standalone", "weighted"];
    let names = names.map(|name| json!(format!("policies/{name}.toml")));
    for name in names.iter().chain([&Value::Null]) {
        let policy = crate::common::policy(name);
        let ways = drawn(&policy);
        assert!(ways >= policy.decide(Contact::UNKNOWN).possible().len() as usize, "{name}");
    }
}
