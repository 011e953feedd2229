//! Policies that grow: ever more facts, values or rules.
//!
//! Every rule looks at three facts, which is what agencies' rules do, and rules of all segments take turns, so that all
//! overlap. Which facts and values, a generator of numbers says: the same ones on every machine.

use std::fmt::Write as _;

/// Policies that grow in one way.
pub(crate) struct Family {
    pub(crate) name: &'static str,
    pub(crate) about: &'static str,
    pub(crate) sizes: &'static [usize],
    /// The policy of that size, as TOML.
    pub(crate) policy: fn(usize) -> String,
}

pub(crate) const FAMILIES: [Family; 3] = [
    Family {
        name: "facts",
        about: "own facts of two values; as many rules as facts",
        sizes: &[4, 6, 8, 10, 12, 14, 16, 18, 20, 24, 28, 32],
        policy: |size| policy(size, 2, size),
    },
    Family {
        name: "values",
        about: "values of each of eight own facts; 24 rules",
        sizes: &[2, 3, 4, 5, 6, 7, 8],
        policy: |size| policy(8, size, 24),
    },
    Family {
        name: "rules",
        about: "rules over six own facts of four values",
        sizes: &[10, 20, 30, 50, 75, 100, 150, 200, 300, 400, 500],
        policy: |size| policy(6, 4, size),
    },
];

const SEGMENTS: [&str; 5] = ["informational", "beneficial", "dutiful", "commercial", "intergovernmental"];

fn policy(facts: usize, values: usize, rules: usize) -> String {
    let mut random = 2008_u64;
    let mut below = |end: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from((random >> 33) % end as u64).expect("it is small")
    };
    let mut text = String::from("id = \"grown\"\nversion = \"1\"\n");
    for fact in 0..facts {
        let values: Vec<String> = (0..values).map(|value| format!("\"v{value}\"")).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "[[fact]]\nid = \"f{fact}\"\nvalues = [{}]", values.join(", "));
    }
    for rule in 0..rules {
        let mut looked_at: Vec<usize> = Vec::new();
        while looked_at.len() < facts.min(3) {
            let fact = below(facts);
            if !looked_at.contains(&fact) {
                looked_at.push(fact);
            }
        }
        let conditions: Vec<String> =
            looked_at.into_iter().map(|fact| format!("f{fact} = \"v{}\"", below(values))).collect();
        let segment = SEGMENTS[rule % SEGMENTS.len()];
        let _ = writeln!(
            text,
            "[[rule]]\nid = \"{segment}.r{rule}\"\nsegment = \"{segment}\"\nwhen = {{ {} }}",
            conditions.join(", ")
        );
    }
    text
}
