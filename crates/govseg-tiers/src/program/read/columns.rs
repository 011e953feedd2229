//! What the accounts' columns hold: measures, words, ids, and the window in which they count.

use govseg::document::{Fields, Node, Reader, Value};
use govseg::{CustomerType, ProblemKind, Segment};
use strum::VariantArray as _;

use super::super::{Columns, Kind, Measure, Mixed, RollUp, Together, Window, WordColumn};
use super::names::Names;
use crate::Amount;

/// An amount: a whole number, or text where it has decimals.
pub(super) fn amount(reader: &mut Reader, node: &Node) -> Option<Amount> {
    match &node.value {
        Value::Integer(wholes) => Some(Amount::from(*wholes)),
        Value::String(text) => match text.parse() {
            Ok(amount) => Some(amount),
            Err(error) => {
                reader.fail(ProblemKind::InvalidAmount, &node.span, format!("{error}"));
                None
            }
        },
        Value::Other("a fraction") => {
            let message = "write an amount with decimals as text, \"0.5\", so that it stays exact";
            reader.fail(ProblemKind::InvalidAmount, &node.span, message);
            None
        }
        _ => {
            reader.wrong_type(node, "an amount");
            None
        }
    }
}

pub(super) fn measures(reader: &mut Reader, top: &Fields<'_>) -> Vec<Measure> {
    let mut names = Names::new("measure");
    let mut measures = Vec::new();
    for node in reader.items(top, "measure") {
        let Some(fields) = reader.fields(node, &["id", "column", "kind", "unit", "roll_up", "weight"]) else {
            continue;
        };
        let id = names.add(reader, &fields);
        reader.required(&fields, "kind");
        let kind = reader.choice(&fields, "kind", &Kind::ALL.map(|kind| (<&str>::from(kind), kind)));
        let roll_up = roll_up(reader, &fields);
        let column = reader.optional_string(&fields, "column");
        let unit = reader.optional_string(&fields, "unit");
        if let (Some(id), Some(kind)) = (id, kind) {
            measures.push(Measure { column: column.unwrap_or_else(|| id.clone()), id, kind, unit, roll_up });
        }
    }
    measures
}

fn roll_up(reader: &mut Reader, fields: &Fields<'_>) -> RollUp {
    let how = reader.choice(fields, "roll_up", &[("sum", "sum"), ("max", "max"), ("weighted", "weighted")]);
    let weight = reader.optional_string(fields, "weight");
    match (how, weight) {
        (Some("weighted"), Some(weight)) => RollUp::Weighted(weight),
        (Some("weighted"), None) => {
            let message = "name in `weight` the column with the share that belongs to the parent";
            reader.fail(ProblemKind::MissingKey, fields.place("roll_up"), message);
            RollUp::Sum
        }
        (how, weight) => {
            if weight.is_some() {
                let message = "`weight` goes with roll_up = \"weighted\" only";
                reader.fail(ProblemKind::KeysClash, fields.place("weight"), message);
            }
            if how == Some("max") { RollUp::Max } else { RollUp::Sum }
        }
    }
}

/// `segment` and `customer`, and the programme's own.
pub(super) fn words(reader: &mut Reader, top: &Fields<'_>, measures: &[Measure]) -> Vec<WordColumn> {
    let closed = |id: &str, values: Vec<String>| WordColumn { id: id.into(), column: id.into(), values: Some(values) };
    let mut columns = vec![
        closed("segment", Segment::VARIANTS.iter().map(ToString::to_string).collect()),
        closed("customer", CustomerType::VARIANTS.iter().map(ToString::to_string).collect()),
    ];
    let taken: Vec<_> = measures.iter().map(|measure| &measure.id).chain(columns.iter().map(|one| &one.id)).collect();
    let mut names = Names::of("measure or column", taken);
    for node in reader.items(top, "column") {
        let Some(fields) = reader.fields(node, &["id", "column", "values"]) else { continue };
        let Some(id) = names.add(reader, &fields) else { continue };
        let values = fields.get("values").map(|node| values(reader, node));
        let column = reader.optional_string(&fields, "column").unwrap_or_else(|| id.clone());
        columns.push(WordColumn { id, column, values });
    }
    columns
}

fn values(reader: &mut Reader, node: &Node) -> Vec<String> {
    let mut values = Names::new("value");
    let mut words = Vec::new();
    for item in reader.list(node) {
        let Some(word) = reader.string(item) else { continue };
        if word.trim().is_empty() {
            reader.fail(ProblemKind::UnknownValue, &item.span, "an empty cell is unknown; it is no word");
        } else if values.claim(reader, &item.span, word) {
            words.push(word.to_owned());
        }
    }
    if words.is_empty() {
        reader.fail(ProblemKind::EmptyCondition, &node.span, "name at least one word, or leave `values` out for any");
    }
    words
}

pub(super) fn columns(reader: &mut Reader, top: &Fields<'_>, words: &[WordColumn]) -> Columns {
    const KEYS: [&str; 11] =
        ["id", "parent", "shares", "currency", "period", "held", "held_until", "place", "together", "mixed", "orphans"];
    let fields = top.get("accounts").and_then(|node| reader.fields(node, &KEYS));
    let mut name = |key: &str| fields.as_ref().and_then(|fields| reader.optional_string(fields, key));
    let (id, parent, shares) = (name("id"), name("parent"), name("shares"));
    let (currency, period) = (name("currency"), name("period"));
    let (held, held_until) = (name("held"), name("held_until"));
    let column_names = Names::of("column", words.iter().map(|column| &column.id));
    let node = |key: &str| fields.as_ref().and_then(|fields| fields.get(key));
    let mut mixed = Mixed::Refuse;
    let mut orphans_are_roots = false;
    if let Some(fields) = &fields {
        let known = [("refuse", Mixed::Refuse), ("apart", Mixed::Apart)];
        mixed = reader.choice(fields, "mixed", &known).unwrap_or(mixed);
        let known = [("refuse", false), ("roots", true)];
        orphans_are_roots = reader.choice(fields, "orphans", &known).unwrap_or(orphans_are_roots);
    }
    Columns {
        id: id.unwrap_or_else(|| "account".into()),
        parent: parent.unwrap_or_else(|| "parent".into()),
        shares,
        currency,
        period,
        held,
        held_until,
        place: node("place").and_then(|node| column_names.find(reader, node)),
        together: node("together").map_or(Together::Root, |node| together(reader, node)),
        mixed,
        orphans_are_roots,
    }
}

/// `"root"`, or how many steps up.
fn together(reader: &mut Reader, node: &Node) -> Together {
    match &node.value {
        Value::String(word) if word == "root" => return Together::Root,
        Value::Integer(steps) => {
            if let Ok(steps) = u32::try_from(*steps) {
                return Together::Steps(steps);
            }
        }
        _ => {}
    }
    let message = "write \"root\", or how many steps up accounts count together (0: each alone)";
    reader.fail(ProblemKind::WrongType, &node.span, message);
    Together::Root
}

pub(super) fn window(reader: &mut Reader, node: &Node) -> Option<Window> {
    let fields = reader.fields(node, &["from", "to", "until", "period", "soft_landing"])?;
    reader.required(&fields, "from");
    reader.required(&fields, "to");
    let [from, to, until] = ["from", "to", "until"].map(|key| reader.date(&fields, key));
    for (earlier, later, key) in [(&from, &to, "to"), (&to, &until, "until")] {
        if let (Some(earlier), Some(later)) = (earlier, later)
            && later < earlier
        {
            let message = format!("{later} is before {earlier}; days go from `from` by `to` to `until`");
            reader.fail(ProblemKind::InvalidDate, fields.place(key), message);
        }
    }
    let soft_landing = fields.get("soft_landing").and_then(|node| steps(reader, node));
    let period = reader.optional_string(&fields, "period");
    Some(Window { from: from?, to: to?, until, period, soft_landing })
}

fn steps(reader: &mut Reader, node: &Node) -> Option<u32> {
    let steps =
        if let Value::Integer(steps) = node.value { u32::try_from(steps).ok().filter(|&n| n > 0) } else { None };
    if steps.is_none() {
        let message = format!("expected how many tiers a customer falls at most, from 1; found {}", node.value.kind());
        reader.fail(ProblemKind::WrongType, &node.span, message);
    }
    steps
}
