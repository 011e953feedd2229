//! Policy files: reading, what they inherit, and the digest of what comes out.
//!
//! A policy is taken to be valid: on one that is not, these functions panic with a message. What a validator
//! has to report about a broken policy stands, written by hand, in `inputs/policy_errors`.

use crate::canonical;
use crate::vocabulary::{self, CHANNEL, Fact};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;
use std::path::Path;

/// The name under which the default policy is built in.
pub const DEFAULT_POLICY: &str = "gsa-2008";

const DEFAULT_POLICY_TEXT: &str = include_str!("../../crates/govseg/data/policies/gsa-2008.toml");

/// What a single fact must be for a condition to hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Condition {
    /// The value is one of these; for `channel`: one of these was used.
    AnyOf(Vec<String>),
    /// None of these was used. For `channel` only: for every other fact `not` is resolved to the values left.
    NoneOf(Vec<String>),
}

/// Conditions that must hold together, by fact.
pub type Conditions = BTreeMap<String, Condition>;

/// Alternatives, of which one must hold. `None` (no `when` at all) always holds.
pub type When = Option<Vec<Conditions>>;

/// Where the one holds, the other must hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implication {
    /// Where it applies.
    pub when: When,
    /// What must then be so.
    pub then: Conditions,
}

/// A rule: where it is the first to hold, its segment is the contact's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    /// Its name.
    pub id: String,
    /// The segment that it gives.
    pub segment: String,
    /// Where it holds.
    pub when: When,
    /// The passages that it rests on.
    pub cites: Option<Vec<String>>,
}

/// A part of a segment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SubSegment {
    /// Its name, which begins with the segment.
    pub id: String,
    /// Where it holds.
    pub when: When,
}

/// A choice of measurement methods that departs from the segment's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MeasuredAs {
    /// The contacts that it concerns.
    pub when: When,
    /// The segment whose methods are used.
    pub segment: Option<String>,
    /// The measures that are used.
    pub measures: Option<Vec<String>>,
    /// Who chose.
    pub by: Option<String>,
    /// Why.
    pub why: Option<String>,
    /// When, as YYYY-MM-DD.
    pub on: Option<String>,
}

/// A resolved policy: nothing is inherited any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Its name.
    pub id: String,
    /// Its version.
    pub version: String,
    /// What people call it.
    pub title: Option<String>,
    /// The policy's own facts, inherited ones first.
    pub own_facts: Vec<Fact>,
    /// The implications.
    pub implies: Vec<Implication>,
    /// The rules in the order in which they decide.
    pub rules: Vec<Rule>,
    /// The sub-segments in the order in which they are tried.
    pub sub_segments: Vec<SubSegment>,
    /// The departures from a segment's own measurement methods.
    pub measured_as: Vec<MeasuredAs>,
    /// How often values occur, by fact and value.
    pub weights: BTreeMap<String, BTreeMap<String, u64>>,
}

/// The text of a policy file and where it came from.
#[derive(Clone, Debug)]
pub struct Source {
    /// Its path, which `extends` is relative to. An ending in `.json` says that the text is JSON, all else is TOML.
    pub path: String,
    /// Its text.
    pub text: String,
}

impl Policy {
    /// The policy that holds where nothing else is said.
    ///
    /// # Panics
    ///
    /// If the default policy is not valid.
    pub fn built_in() -> Self {
        let source = Source { path: "gsa-2008.toml".to_owned(), text: DEFAULT_POLICY_TEXT.to_owned() };
        Self::resolve(&source, &|_| panic!("the default policy inherits nothing"))
    }

    /// Reads a policy from disk, and what it inherits.
    ///
    /// # Panics
    ///
    /// If a file cannot be read or is not valid.
    pub fn from_disk(path: &Path) -> Self {
        let load = |path: &str| std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{path}: {error}"));
        let path = path.to_str().expect("a path in Unicode");
        let source = Source { path: path.to_owned(), text: load(path) };
        Self::resolve(&source, &load)
    }

    /// Resolves a policy; `load` gives the text of a path.
    ///
    /// # Panics
    ///
    /// If the policy is not valid.
    pub fn resolve(source: &Source, load: &dyn Fn(&str) -> String) -> Self {
        let file = read(source);
        let parent = file.get("extends").map(|extends| {
            let extends = string(extends);
            if extends == DEFAULT_POLICY {
                return Self::built_in();
            }
            let path = Path::new(&source.path).parent().unwrap_or(Path::new("")).join(&extends);
            let path = path.to_str().expect("a path in Unicode").to_owned();
            let text = load(&path);
            Self::resolve(&Source { path, text }, load)
        });
        Self::inherit(&file, parent)
    }

    fn inherit(file: &Map<String, Value>, parent: Option<Self>) -> Self {
        let mut policy = parent.unwrap_or_else(|| Self {
            id: String::new(),
            version: String::new(),
            title: None,
            own_facts: Vec::new(),
            implies: Vec::new(),
            rules: Vec::new(),
            sub_segments: Vec::new(),
            measured_as: Vec::new(),
            weights: BTreeMap::new(),
        });
        policy.id = string(&file["id"]);
        policy.version = string(&file["version"]);
        policy.title = file.get("title").filter(|title| !title.is_null()).map(string);

        // `drop` comes first, so that a dropped id that is defined anew stands in front.
        for dropped in list(file, "drop").iter().map(string) {
            let before = policy.rules.len() + policy.sub_segments.len();
            policy.rules.retain(|rule| rule.id != dropped);
            policy.sub_segments.retain(|sub| sub.id != dropped);
            let after = policy.rules.len() + policy.sub_segments.len();
            assert_eq!(after + 1, before, "nothing named {dropped} to drop");
        }

        // The order of facts is the inherited ones first, unlike everything below.
        for fact in list(file, "fact") {
            let fact = Fact { id: string(&fact["id"]), values: strings(&fact["values"]) };
            assert!(policy.facts().iter().all(|known| known.id != fact.id), "{} is a fact already", fact.id);
            policy.own_facts.push(fact);
        }
        let facts = policy.facts();

        let implies = list(file, "implies")
            .iter()
            .map(|table| Implication { when: when(table, &facts), then: conditions(&table["then"], &facts) });
        policy.implies = implies.chain(policy.implies).collect();

        let rules = list(file, "rule").iter().map(|table| Rule {
            id: string(&table["id"]),
            segment: segment(&table["segment"]),
            when: when(table, &facts),
            cites: table.get("cites").map(strings),
        });
        policy.rules = replace_or_stand_before(policy.rules, rules.collect(), |rule| &rule.id);

        let sub_segments = list(file, "sub_segment")
            .iter()
            .map(|table| SubSegment { id: string(&table["id"]), when: when(table, &facts) });
        policy.sub_segments = replace_or_stand_before(policy.sub_segments, sub_segments.collect(), |sub| &sub.id);

        let measured_as = list(file, "measured_as").iter().map(|table| MeasuredAs {
            when: when(table, &facts),
            segment: table.get("segment").map(segment),
            measures: table.get("measures").map(strings),
            by: table.get("by").map(string),
            why: table.get("why").map(string),
            on: table.get("on").map(string),
        });
        policy.measured_as = measured_as.chain(policy.measured_as).collect();

        if let Some(weights) = file.get("weights") {
            for (fact, values) in object(weights) {
                for (value, weight) in object(values) {
                    policy
                        .weights
                        .entry(fact.clone())
                        .or_default()
                        .insert(value.clone(), weight.as_u64().expect("a whole number"));
                }
            }
        }

        policy.assert_that_ids_are_unique();
        policy
    }

    fn assert_that_ids_are_unique(&self) {
        let rules = self.rules.iter().map(|rule| &rule.id);
        let sub_segments = self.sub_segments.iter().map(|sub| &sub.id);
        let mut ids: Vec<&String> = rules.chain(sub_segments).collect();
        ids.sort();
        for pair in ids.windows(2) {
            assert_ne!(pair[0], pair[1], "the id stands twice");
        }
    }

    /// All facts in fact order: the built-in ones, then the policy's own.
    pub fn facts(&self) -> Vec<Fact> {
        let mut facts = vocabulary::built_in_facts();
        facts.extend(self.own_facts.iter().cloned());
        facts
    }

    /// The weight of a value; one where the policy gives none.
    pub fn weight(&self, fact: &str, value: &str) -> u64 {
        let weight = self.weights.get(fact).and_then(|values| values.get(value));
        weight.copied().unwrap_or(1)
    }

    /// The resolved policy as JSON, with the keys that the digest is taken of.
    pub fn resolved(&self) -> Value {
        let facts = self.own_facts.iter().map(|fact| json!({"id": fact.id, "values": fact.values}));
        let implies = self.implies.iter().map(|implication| {
            let mut table = Map::new();
            put_when(&mut table, &implication.when);
            table.insert("then".to_owned(), conditions_json(&implication.then));
            Value::Object(table)
        });
        let rules = self.rules.iter().map(|rule| {
            let mut table = Map::new();
            table.insert("id".to_owned(), json!(rule.id));
            table.insert("segment".to_owned(), json!(rule.segment));
            put_when(&mut table, &rule.when);
            put(&mut table, "cites", rule.cites.as_ref().map(|cites| json!(cites)));
            Value::Object(table)
        });
        let sub_segments = self.sub_segments.iter().map(|sub| {
            let mut table = Map::new();
            table.insert("id".to_owned(), json!(sub.id));
            put_when(&mut table, &sub.when);
            Value::Object(table)
        });
        let measured_as = self.measured_as.iter().map(|choice| {
            let text = |text: &Option<String>| text.as_ref().map(|text| json!(text));
            let mut table = Map::new();
            put_when(&mut table, &choice.when);
            put(&mut table, "segment", text(&choice.segment));
            let measures = choice.measures.as_ref();
            put(&mut table, "measures", measures.map(|measures| json!(measures)));
            put(&mut table, "by", text(&choice.by));
            put(&mut table, "why", text(&choice.why));
            put(&mut table, "on", text(&choice.on));
            Value::Object(table)
        });
        json!({
            "id": self.id,
            "version": self.version,
            "title": self.title,
            "fact": facts.collect::<Vec<Value>>(),
            "implies": implies.collect::<Vec<Value>>(),
            "rule": rules.collect::<Vec<Value>>(),
            "sub_segment": sub_segments.collect::<Vec<Value>>(),
            "measured_as": measured_as.collect::<Vec<Value>>(),
            "weights": self.weights,
        })
    }

    /// `sha256:` and the hash of the canonical text of the resolved policy.
    pub fn digest(&self) -> String {
        canonical::digest(&canonical::to_string(&self.resolved()))
    }
}

/// A newcomer with an inherited id takes the inherited one's place; the others stand before all inherited
/// ones, in file order.
fn replace_or_stand_before<T>(mut inherited: Vec<T>, own: Vec<T>, id: impl Fn(&T) -> &String) -> Vec<T> {
    let mut result = Vec::new();
    for newcomer in own {
        match inherited.iter().position(|old| id(old) == id(&newcomer)) {
            Some(place) => inherited[place] = newcomer,
            None => result.push(newcomer),
        }
    }
    result.extend(inherited);
    result
}

/// A policy file as JSON, whichever of the two forms it has.
fn read(source: &Source) -> Map<String, Value> {
    let path = &source.path;
    let value = if Path::new(path).extension().is_some_and(|ending| ending == "json") {
        serde_json::from_str(&source.text).unwrap_or_else(|error| panic!("{path}: {error}"))
    } else {
        let table: toml::Table = toml::from_str(&source.text).unwrap_or_else(|error| panic!("{path}: {error}"));
        toml_as_json(&toml::Value::Table(table))
    };
    object(&value).clone()
}

/// TOML's values are JSON's, but for its dates, which become their text.
pub fn toml_as_json(value: &toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.iter().map(toml_as_json).collect(),
        toml::Value::Table(members) => members
            .iter()
            .map(|(key, member)| (key.clone(), toml_as_json(member)))
            .collect::<Map<String, Value>>()
            .into(),
    }
}

fn object(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap_or_else(|| panic!("{value} is no table"))
}

fn string(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is no text")).to_owned()
}

/// One text or a list of them.
fn strings(value: &Value) -> Vec<String> {
    match value {
        Value::Array(items) => items.iter().map(string).collect(),
        one => vec![string(one)],
    }
}

fn list<'a>(file: &'a Map<String, Value>, key: &str) -> &'a [Value] {
    match file.get(key) {
        None => &[],
        Some(Value::Array(items)) => items,
        Some(other) => panic!("{key} is {other} and no list"),
    }
}

fn segment(value: &Value) -> String {
    let word = string(value);
    vocabulary::segment(&word).unwrap_or_else(|| panic!("{word} is no segment")).to_owned()
}

/// The key `when` of a table: one table, or a list of them.
fn when(table: &Value, facts: &[Fact]) -> When {
    match table.get("when")? {
        Value::Array(tables) => {
            assert!(!tables.is_empty(), "a `when` without alternatives");
            Some(tables.iter().map(|table| conditions(table, facts)).collect())
        }
        table => Some(vec![conditions(table, facts)]),
    }
}

fn conditions(table: &Value, facts: &[Fact]) -> Conditions {
    object(table)
        .iter()
        .map(|(name, wanted)| {
            let fact = facts.iter().find(|fact| fact.id == *name).unwrap_or_else(|| panic!("{name} is no fact"));
            (name.clone(), condition(wanted, fact))
        })
        .collect()
}

/// A value, a list of values, or `{ not = … }` of either.
fn condition(wanted: &Value, fact: &Fact) -> Condition {
    let (named, negated) = match wanted {
        Value::Object(table) => {
            assert_eq!(table.len(), 1, "{wanted} is no condition");
            (strings(&table["not"]), true)
        }
        plain => (strings(plain), false),
    };
    assert!(!named.is_empty(), "an empty condition on {}", fact.id);
    for value in &named {
        assert!(fact.values.contains(value), "{value} is no {}", fact.id);
    }
    // A contact may have used several channels, of which some are named and some are not. So "none of
    // these" is not "one of the others", and only for `channel` has the negation to be kept.
    let keep_negation = negated && fact.id == CHANNEL;
    let in_fact_order = fact.values.iter().filter(|value| {
        let is_named = named.contains(value);
        if keep_negation { is_named } else { is_named != negated }
    });
    let values = in_fact_order.cloned().collect();
    if keep_negation { Condition::NoneOf(values) } else { Condition::AnyOf(values) }
}

fn put(table: &mut Map<String, Value>, key: &str, value: Option<Value>) {
    if let Some(value) = value {
        table.insert(key.to_owned(), value);
    }
}

fn put_when(table: &mut Map<String, Value>, when: &When) {
    let alternatives =
        when.as_ref().map(|alternatives| alternatives.iter().map(conditions_json).collect::<Vec<Value>>());
    put(table, "when", alternatives.map(Value::Array));
}

fn conditions_json(conditions: &Conditions) -> Value {
    conditions
        .iter()
        .map(|(fact, condition)| {
            let allowed = match condition {
                Condition::AnyOf(values) => json!(values),
                Condition::NoneOf(values) => json!({"not": values}),
            };
            (fact.clone(), allowed)
        })
        .collect::<Map<String, Value>>()
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(text: &str) -> Policy {
        let source = Source { path: "test.toml".to_owned(), text: text.to_owned() };
        Policy::resolve(&source, &|path| panic!("{path} is not expected"))
    }

    #[test]
    fn the_default_policy_has_one_rule_for_each_segment() {
        let policy = Policy::built_in();
        let ids: Vec<&str> = policy.rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "intergovernmental.official",
                "dutiful.imposed",
                "beneficial.benefit",
                "commercial.price",
                "informational.information",
                "other.remainder",
            ]
        );
        assert_eq!(policy.implies.len(), 2);
    }

    #[test]
    fn what_is_absent_is_written_as_the_contract_says() {
        let policy = policy("id = 'x'\nversion = '1'");
        assert_eq!(
            canonical::to_string(&policy.resolved()),
            r#"{"fact":[],"id":"x","implies":[],"measured_as":[],"rule":[],"sub_segment":[],"title":null,"version":"1","weights":{}}"#
        );
    }

    /// What the digest is taken of is itself a policy, and the same one.
    #[test]
    fn a_resolved_policy_resolves_to_itself() {
        let folder = crate::cases::cases_folder().join("policies");
        for name in ["bureaus/harbor.toml", "channels.toml", "refined.toml", "clashes.toml"] {
            let policy = Policy::from_disk(&folder.join(name));
            let text = canonical::to_string(&policy.resolved());
            let again = Source { path: "again.json".to_owned(), text };
            let again = Policy::resolve(&again, &|path| panic!("{path} is not expected"));
            assert_eq!(again, policy, "{name}");
        }
    }

    #[test]
    fn conditions_are_resolved() {
        let policy = policy(
            r#"
            id = "x"
            version = "1"
            [[rule]]
            id = "a"
            segment = "exceptional"
            [[rule]]
            id = "b"
            segment = "dutiful"
            when = {}
            cites = "p"
            [[rule]]
            id = "c"
            segment = "dutiful"
            when = { duty = ["audit", "filing", "audit"], charge = { not = ["fee", "none"] } }
            [[sub_segment]]
            id = "dutiful.x"
            when = [{ channel = { not = ["fax", "phone"] } }, { channel = ["fax", "email"] }]
            "#,
        );
        let resolved = policy.resolved();
        assert_eq!(resolved["rule"][0], json!({"id": "a", "segment": "other"}));
        let rule = json!({"id": "b", "segment": "dutiful", "when": [{}], "cites": ["p"]});
        assert_eq!(resolved["rule"][1], rule);
        assert_eq!(resolved["rule"][2]["when"], json!([{"duty": ["filing", "audit"], "charge": ["price", "levy"]}]));
        assert_eq!(
            resolved["sub_segment"][0]["when"],
            json!([{"channel": {"not": ["phone", "fax"]}}, {"channel": ["email", "fax"]}])
        );
    }

    #[test]
    fn a_dropped_id_that_is_defined_anew_stands_in_front_and_a_replaced_one_in_its_place() {
        let policy = policy(
            r#"
            id = "x"
            version = "1"
            extends = "gsa-2008"
            drop = ["informational.information", "dutiful.audit"]
            [[rule]]
            id = "commercial.price"
            segment = "commercial"
            [[rule]]
            id = "new"
            segment = "other"
            [[rule]]
            id = "informational.information"
            segment = "informational"
            [[sub_segment]]
            id = "informational.new"
            "#,
        );
        let ids: Vec<&str> = policy.rules.iter().map(|rule| rule.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "new",
                "informational.information",
                "intergovernmental.official",
                "dutiful.imposed",
                "beneficial.benefit",
                "commercial.price",
                "other.remainder",
            ]
        );
        assert_eq!(policy.rules[5].when, None);
        assert_eq!(policy.sub_segments[0].id, "informational.new");
        assert_eq!(policy.title, None, "the title is not inherited");
    }
}
