//! What a wrong tier costs.

use govseg::ProblemKind;
use govseg::document::{Fields, Node, Reader, Value};

use super::super::{Costs, Tier};
use super::columns::amount;
use crate::Amount;

/// `under` and `over` for each tier too low or too high, or a whole `matrix`.
pub(super) fn costs(reader: &mut Reader, node: &Node, tiers: &[Tier]) -> Option<Costs> {
    let fields = reader.fields(node, &["under", "over", "matrix", "chances"])?;
    let matrix = match fields.get("matrix") {
        Some(node) => {
            if fields.get("under").or(fields.get("over")).is_some() {
                let message = "`matrix` says all that `under` and `over` would; give one or the other";
                reader.fail(ProblemKind::KeysClash, fields.place("matrix"), message);
            }
            matrix(reader, node, tiers.len())?
        }
        None => by_steps(reader, &fields, tiers.len())?,
    };
    Some(Costs { matrix, chances: chances(reader, &fields, tiers) })
}

fn by_steps(reader: &mut Reader, fields: &Fields<'_>, tiers: usize) -> Option<Vec<Vec<Amount>>> {
    let [under, over] = ["under", "over"].map(|key| {
        let node = reader.required(fields, key)?;
        amount(reader, node)
    });
    let (under, over) = (under?, over?);
    let cost = |treated: usize, right: usize| match right.checked_sub(treated) {
        Some(steps) => under.times(steps as u64),
        None => over.times(treated.saturating_sub(right) as u64),
    };
    Some((0..tiers).map(|treated| (0..tiers).map(|right| cost(treated, right)).collect()).collect())
}

fn matrix(reader: &mut Reader, node: &Node, tiers: usize) -> Option<Vec<Vec<Amount>>> {
    let items = reader.list(node);
    let mut square = items.len() == tiers;
    let mut rows = Vec::new();
    for item in items {
        let cells = reader.list(item);
        square &= cells.len() == tiers;
        rows.push(cells.iter().map(|cell| amount(reader, cell)).collect::<Option<Vec<_>>>()?);
    }
    if !square {
        let message = format!("expected {tiers} rows of {tiers}: treated as each tier, where each would be right");
        reader.fail(ProblemKind::WrongType, &node.span, message);
        return None;
    }
    Some(rows)
}

/// The columns with the chance of each tier: `p_TIER`, unless the programme says otherwise.
fn chances(reader: &mut Reader, fields: &Fields<'_>, tiers: &[Tier]) -> Vec<String> {
    let mut columns: Vec<String> = tiers.iter().map(|tier| format!("p_{}", tier.id)).collect();
    let Some(node) = fields.get("chances") else { return columns };
    let Value::Table(entries) = &node.value else {
        reader.wrong_type(node, "a table from tiers to columns");
        return columns;
    };
    let ids: Vec<_> = tiers.iter().map(|tier| tier.id.as_str()).collect();
    let Some(named) = reader.fields(node, &ids) else { return columns };
    for (id, column) in ids.iter().zip(&mut columns) {
        if let Some(name) = reader.optional_string(&named, id) {
            *column = name;
        }
    }
    if entries.is_empty() {
        reader.fail(ProblemKind::EmptyCondition, &node.span, "name a column, or leave `chances` out");
    }
    columns
}
