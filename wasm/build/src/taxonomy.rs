//! `ts/taxonomy.ts`: the words of the taxonomy as closed unions.

use std::fmt::Write as _;

use govseg::{FactEntry, catalog};

/// `to_customer` as `ToCustomer`.
fn camel(id: &str) -> String {
    let capital =
        |word: &str| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect::<String>();
    id.split('_').map(capital).collect()
}

/// The name of a fact's type, as in Rust and Python.
fn type_name(fact: &FactEntry) -> String {
    if fact.id == "customer" { "CustomerType".into() } else { camel(&fact.id) }
}

fn list<'a>(ids: impl Iterator<Item = &'a String>) -> String {
    ids.map(|id| format!("{id:?}")).collect::<Vec<_>>().join(", ")
}

pub(crate) fn write() -> String {
    let mut out = String::from("// Made by `cargo xtask wasm` from crates/govseg/data. Change it there.\n");
    let catalog = catalog();
    let segments = list(catalog.segments.iter().map(|segment| &segment.id));
    let _ = write!(
        out,
        "\n/** The segments, in the order in which they stand in every list. */\n\
         export const SEGMENTS = [{segments}] as const;\n\n\
         /** The kind of contact. */\nexport type Segment = (typeof SEGMENTS)[number];\n\n\
         /** The built-in facts, in order, each with its values, in order. */\nexport const FACTS = {{\n"
    );
    for fact in &catalog.facts {
        let values = list(fact.values.iter().map(|value| &value.id));
        let _ = writeln!(out, "  {}: [{values}],", fact.id);
    }
    out.push_str("} as const;\n\n/** The name of a built-in fact. */\nexport type FactName = keyof typeof FACTS;\n");
    for fact in &catalog.facts {
        let _ = write!(
            out,
            "\n/** {} */\nexport type {} = (typeof FACTS)[{:?}][number];\n",
            fact.meaning,
            type_name(fact),
            fact.id
        );
    }
    out.push_str(
        "\n/** What may be known of one fact: one value, a list of those still possible, or nothing. */\n\
         export type Known<Value> = Value | readonly Value[] | null | undefined;\n\n\
         /** What is known of a contact. What is left out is unknown. */\nexport interface Facts {\n",
    );
    for fact in &catalog.facts {
        let boolean =
            if fact.values.iter().map(|value| value.id.as_str()).eq(["yes", "no"]) { " | boolean" } else { "" };
        let note = if fact.id == "channel" { " All that were used." } else { "" };
        let _ = write!(
            out,
            "  /** {}{note} */\n  readonly {}?: Known<{}{boolean}>;\n",
            fact.meaning,
            fact.id,
            type_name(fact)
        );
    }
    out.push_str(
        "}\n\n/** The facts under an agency's policy: the built-in ones, and its own. */\n\
         export type AgencyFacts = Facts & { readonly [fact: string]: Known<string | boolean> };\n",
    );
    let languages: Vec<_> = catalog.languages.iter().map(|language| language.id.to_string()).collect();
    let _ = write!(
        out,
        "\n/** The languages in which govseg speaks. */\nexport const LANGUAGES = [{}] as const;\n\nexport type Language = (typeof LANGUAGES)[number];\n",
        list(languages.iter())
    );
    out
}
