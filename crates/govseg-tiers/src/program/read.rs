//! A programme's file, key by key.

mod columns;
mod conditions;
mod costs;
mod given;
mod names;

use govseg::document::{Fields, Node, Reader};
use govseg::words::clip;
use govseg::{Problem, ProblemKind, Segments};

use self::conditions::Conditions;
use self::names::Names;
use super::{Alternative, Grant, Owner, Program, Tier};

const TOP: [&str; 17] = [
    "id",
    "version",
    "title",
    "note",
    "segments",
    "allow_monetary_tiers",
    "default",
    "window",
    "accounts",
    "measure",
    "column",
    "role",
    "slot",
    "treatment",
    "tier",
    "grant",
    "costs",
];

pub(super) fn program(reader: &mut Reader, document: &Node) -> Option<Program> {
    let top = reader.fields(document, &TOP)?;
    let id = reader.id(&top);
    let version = reader.required_string(&top, "version").map(ToOwned::to_owned);
    let segments = segments(reader, &top);
    let measures = columns::measures(reader, &top);
    let words = columns::words(reader, &top, &measures);
    let columns = columns::columns(reader, &top, &words);
    let roles = given::roles(reader, &top);
    let slots = given::slots(reader, &top);
    let treatments = given::treatments(reader, &top, &roles, &slots);
    let mut conditions = Conditions { measures: &measures, words: &words, alternatives: Vec::new() };
    let gives = given::names(&treatments);
    let mut names = Names::new("tier");
    let mut tiers = Vec::new();
    for node in reader.items(&top, "tier") {
        tiers.extend(tier(reader, node, tiers.len(), &gives, &mut conditions, &mut names));
    }
    let mut grant_names = Names::new("grant");
    let mut grants = Vec::new();
    for node in reader.items(&top, "grant") {
        grants.extend(grant(reader, node, grants.len(), &gives, &mut conditions, &mut grant_names));
    }
    let alternatives: Vec<Alternative> = conditions.alternatives;
    let default = top.get("default").and_then(|node| names.find(reader, node));
    let costs = top.get("costs").and_then(|node| costs::costs(reader, node, &tiers));
    let window = top.get("window").and_then(|node| columns::window(reader, node));
    if tiers.is_empty() {
        reader.fail(ProblemKind::MissingKey, top.span(), "a programme needs at least one [[tier]]");
    }
    for (count, most, what) in [
        (alternatives.len(), Program::MOST_ALTERNATIVES, "conditions of tiers and grants"),
        (tiers.len(), Program::MOST_TIERS, "tiers"),
    ] {
        if count > most {
            reader.fail(ProblemKind::PolicyTooLarge, top.span(), format!("{count} {what}; there may be {most}"));
        }
    }
    Some(Program {
        title: reader.optional_string(&top, "title"),
        note: reader.optional_string(&top, "note"),
        allow_monetary_tiers: reason(reader, &top),
        id: id?,
        version: version?,
        segments,
        window,
        columns,
        measures,
        words,
        roles,
        slots,
        treatments,
        tiers,
        default,
        grants,
        costs,
        alternatives,
        warnings: Vec::<Problem>::new(),
    })
}

/// The segments whose customers have tiers.
fn segments(reader: &mut Reader, top: &Fields<'_>) -> Segments {
    let Some(node) = top.get("segments") else { return Segments::ALL };
    let items = reader.list(node);
    if items.is_empty() {
        reader.fail(ProblemKind::EmptyCondition, &node.span, "name at least one segment, or leave `segments` out");
    }
    items.iter().filter_map(|item| reader.segment(item)).collect()
}

/// Why money may count where it does not by default.
fn reason(reader: &mut Reader, top: &Fields<'_>) -> Option<String> {
    let reason = reader.optional_string(top, "allow_monetary_tiers")?;
    if reason.trim().is_empty() {
        let message = "say why tiers may rest on money for contacts that are beneficial or dutiful";
        reader.fail(ProblemKind::MissingKey, top.place("allow_monetary_tiers"), message);
    }
    Some(reason)
}

fn tier(
    reader: &mut Reader,
    node: &Node,
    number: usize,
    treatments: &Names,
    conditions: &mut Conditions<'_>,
    names: &mut Names,
) -> Option<Tier> {
    let fields = reader.fields(node, &["id", "title", "level", "when", "when_internal", "gives", "instead"])?;
    let id = names.add(reader, &fields)?;
    let alone = reader.choice(&fields, "level", &[("alone", true), ("together", false)]).unwrap_or(false);
    conditions.read(reader, &fields, Owner::Tier(number));
    Some(Tier {
        title: reader.optional_string(&fields, "title"),
        alone,
        gives: treatments.list(reader, &fields, "gives"),
        instead: fields.get("instead").is_some_and(|node| reader.boolean(node)),
        place: reader.place(&node.span),
        id,
    })
}

fn grant(
    reader: &mut Reader,
    node: &Node,
    number: usize,
    treatments: &Names,
    conditions: &mut Conditions<'_>,
    names: &mut Names,
) -> Option<Grant> {
    let fields = reader.fields(node, &["id", "title", "basis", "cites", "when", "when_internal", "gives"])?;
    let id = names.add(reader, &fields)?;
    reader.required(&fields, "basis");
    let bases = super::Basis::ALL.map(|basis| (<&str>::from(basis), basis));
    let basis = reader.choice(&fields, "basis", &bases)?;
    let cites = reader.optional_string(&fields, "cites");
    if basis == super::Basis::LegalDuty && cites.is_none() {
        let message = format!("`{}` is a legal duty; say in `cites` which law makes it one", clip(&id));
        reader.fail(ProblemKind::MissingKey, fields.span(), message);
    }
    if conditions.read(reader, &fields, Owner::Grant(number)) == 0 {
        let message = format!("nobody can have the grant `{}`; say in `when` who has it", clip(&id));
        reader.fail(ProblemKind::NeverReached, fields.span(), message);
    }
    let gives = treatments.list(reader, &fields, "gives");
    if gives.is_empty() {
        let message = format!("the grant `{}` gives nothing; name treatments in `gives`", clip(&id));
        reader.fail(ProblemKind::Unused, fields.span(), message);
    }
    Some(Grant {
        title: reader.optional_string(&fields, "title"),
        basis,
        cites,
        gives,
        place: reader.place(&node.span),
        id,
    })
}
