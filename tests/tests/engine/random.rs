//! Policies and contacts at random, from a seed that says it all.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

/// A small generator of numbers (splitmix64): a seed gives the same policy on every machine, for ever.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    pub(crate) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    pub(crate) fn one_in(&mut self, chances: usize) -> bool {
        self.below(chances) == 0
    }

    pub(crate) fn pick<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }

    /// A part of the items: at least one, not all.
    pub(crate) fn part<T: Clone>(&mut self, items: &[T]) -> Vec<T> {
        loop {
            let part: Vec<T> = items.iter().filter(|_| self.one_in(2)).cloned().collect();
            if !part.is_empty() && part.len() < items.len() {
                return part;
            }
        }
    }
}

const SEGMENTS: [&str; 6] = ["informational", "beneficial", "dutiful", "commercial", "intergovernmental", "other"];

/// A fact's name and values.
pub(crate) type Words = (String, Vec<String>);

/// The facts that random policies use: some small built-in ones, and as many of their own, of two to five values.
pub(crate) fn facts(random: &mut Random, own: usize) -> Vec<Words> {
    facts_of(random, own, 5)
}

/// The same with own facts of two to so many values.
pub(crate) fn facts_of(random: &mut Random, own: usize, most_values: usize) -> Vec<Words> {
    let words = |values: &[&str]| values.iter().map(|&value| value.to_owned()).collect();
    let mut facts: Vec<Words> = vec![
        ("capacity".into(), words(&["private", "official"])),
        ("content".into(), words(&["information_only", "service"])),
        ("obligation".into(), words(&["voluntary", "required_for_benefit", "mandatory"])),
    ];
    facts.truncate(1 + random.below(3));
    for index in 0..own {
        let values = (0..2 + random.below(most_values - 1)).map(|value| format!("v{value}")).collect();
        facts.push((format!("own{index}"), values));
    }
    facts
}

fn condition(random: &mut Random, values: &[String]) -> Value {
    let part = random.part(values);
    let part = if part.len() == 1 && random.one_in(2) { json!(part[0]) } else { json!(part) };
    if random.one_in(4) { json!({ "not": part }) } else { part }
}

fn table(random: &mut Random, facts: &[Words], channels: bool) -> Value {
    let mut table = Map::new();
    for _ in 0..=random.below(3) {
        let (name, values) = random.pick(facts).clone();
        table.insert(name, condition(random, &values));
    }
    if channels && random.one_in(3) {
        let listed: Vec<String> = ["phone", "email", "website"].map(str::to_owned).to_vec();
        table.insert("channel".into(), condition(random, &listed));
    }
    Value::Object(table)
}

fn when(random: &mut Random, facts: &[Words], channels: bool) -> Value {
    match random.below(4) {
        0 => (0..=random.below(3)).map(|_| table(random, facts, channels)).collect(),
        _ => table(random, facts, channels),
    }
}

/// A policy as JSON, over `facts`, the last ones of which are its own.
pub(crate) fn policy(random: &mut Random, facts: &[Words], most_rules: usize) -> Value {
    let own: Vec<Value> = facts
        .iter()
        .filter(|(name, _)| name.starts_with("own"))
        .map(|(name, values)| json!({"id": name, "values": values}))
        .collect();
    let implies: Vec<Value> = (0..random.below(3))
        .map(|_| json!({"when": table(random, facts, false), "then": table(random, facts, false)}))
        .collect();
    let rules: Vec<Value> = (0..=random.below(most_rules))
        .map(|index| {
            let mut rule = json!({"id": format!("rule{index}"), "segment": random.pick(&SEGMENTS)});
            if !random.one_in(12) {
                rule["when"] = when(random, facts, false);
            }
            if random.one_in(2) {
                rule["cites"] = json!(format!("source#{}", random.below(4)));
            }
            rule
        })
        .collect();
    let subs: Vec<Value> = (0..random.below(5))
        .map(|index| json!({"id": format!("{}.sub{index}", random.pick(&SEGMENTS)), "when": when(random, facts, true)}))
        .collect();
    let mut weights: BTreeMap<&str, BTreeMap<&str, u64>> = BTreeMap::new();
    if random.one_in(2) {
        for (name, values) in facts {
            for value in values {
                if random.one_in(2) {
                    weights.entry(name).or_default().insert(value, 1 + random.next() % 1_000_000);
                }
            }
        }
    }
    json!({
        "id": "random", "version": "1", "fact": own, "implies": implies, "rule": rules, "sub_segment": subs, "weights": weights,
    })
}

/// A policy, and one that extends it: it drops and replaces some of what it inherits, and adds some of its own.
pub(crate) fn inherited(random: &mut Random, facts: &[Words], most_rules: usize) -> (Value, Value) {
    let base = policy(random, facts, most_rules);
    let mut heir = policy(random, facts, most_rules);
    heir["id"] = json!("heir");
    heir["extends"] = json!("base.json");
    heir.as_object_mut().unwrap().remove("fact");
    let ids = |list: &Value| -> Vec<String> {
        list.as_array().unwrap().iter().map(|item| item["id"].as_str().unwrap().to_owned()).collect()
    };
    let mut drop = Vec::new();
    for key in ["rule", "sub_segment"] {
        let inherited = ids(&base[key]);
        drop.extend(inherited.iter().filter(|_| random.one_in(4)).cloned());
        for item in heir[key].as_array_mut().unwrap() {
            // An id that is inherited replaces, one that was dropped stands in front again; any other is new.
            let id = item["id"].as_str().unwrap().to_owned();
            if !inherited.contains(&id) || random.one_in(2) {
                item["id"] = json!(format!("{id}.own"));
            }
        }
    }
    heir["drop"] = json!(drop);
    (base, heir)
}

/// What may be known of a contact: each fact unknown, known, or partly known; sometimes a channel.
pub(crate) fn contact(random: &mut Random, facts: &[Words]) -> BTreeMap<String, Vec<String>> {
    let mut contact = BTreeMap::new();
    for (name, values) in facts {
        match random.below(3) {
            0 => {}
            1 => drop(contact.insert(name.clone(), vec![random.pick(values).clone()])),
            _ => drop(contact.insert(name.clone(), random.part(values))),
        }
    }
    if random.one_in(3) {
        contact.insert("channel".into(), vec![(*random.pick(&["phone", "email", "website", "fax"])).to_owned()]);
    }
    contact
}
