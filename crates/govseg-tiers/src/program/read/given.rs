//! What customers get: treatments, the slots that they share, and the roles whose time they take.

use govseg::ProblemKind;
use govseg::document::{Fields, Node, Reader};

use super::super::{Need, Role, RoleKind, Slot, Stage, Treatment};
use super::columns::amount;
use super::names::Names;
use crate::Amount;

/// The treatments by which tiers and grants name them.
pub(super) fn names(treatments: &[Treatment]) -> Names {
    Names::of("treatment", treatments.iter().map(|treatment| &treatment.id))
}

pub(super) fn roles(reader: &mut Reader, top: &Fields<'_>) -> Vec<Role> {
    let mut names = Names::new("role");
    let mut roles = Vec::new();
    for node in reader.items(top, "role") {
        let Some(fields) = reader.fields(node, &["id", "kind"]) else { continue };
        let id = names.add(reader, &fields);
        reader.required(&fields, "kind");
        let kind = reader.choice(&fields, "kind", &RoleKind::ALL.map(|kind| (<&str>::from(kind), kind)));
        roles.extend(id.zip(kind).map(|(id, kind)| Role { id, kind }));
    }
    roles
}

pub(super) fn slots(reader: &mut Reader, top: &Fields<'_>) -> Vec<Slot> {
    let mut names = Names::new("slot");
    let mut slots = Vec::new();
    for node in reader.items(top, "slot") {
        let Some(fields) = reader.fields(node, &["id", "by"]) else { continue };
        let by_ground = reader.choice(&fields, "by", &[("order", false), ("ground", true)]).unwrap_or(false);
        slots.extend(names.add(reader, &fields).map(|id| Slot { id, by_ground }));
    }
    slots
}

pub(super) fn treatments(reader: &mut Reader, top: &Fields<'_>, roles: &[Role], slots: &[Slot]) -> Vec<Treatment> {
    let role_names = Names::of("role", roles.iter().map(|role| &role.id));
    let slot_names = Names::of("slot", slots.iter().map(|slot| &slot.id));
    let mut names = Names::new("treatment");
    let mut treatments: Vec<Treatment> = Vec::new();
    for node in reader.items(top, "treatment") {
        let Some(fields) = reader.fields(node, &["id", "title", "stage", "slot", "cost", "needs"]) else { continue };
        let id = names.add(reader, &fields);
        reader.required(&fields, "stage");
        let stage = reader.choice(&fields, "stage", &Stage::ALL.map(|stage| (<&str>::from(stage), stage)));
        let slot = fields.get("slot").and_then(|node| slot_names.find(reader, node));
        let shares = |one: &&Treatment| one.slot.is_some() && one.slot == slot;
        if let (Some(stage), Some(other)) = (stage, treatments.iter().find(shares))
            && other.stage != stage
        {
            let message =
                format!("`{}` has the same slot and is given {}; a slot has one stage", other.id, other.stage);
            reader.fail(ProblemKind::TreatmentsClash, fields.place("stage"), message);
        }
        let cost = fields.get("cost").and_then(|node| amount(reader, node)).unwrap_or(Amount::ZERO);
        let needs = fields.get("needs").and_then(|node| need(reader, node, &role_names));
        if let (Some(id), Some(stage)) = (id, stage) {
            let title = reader.optional_string(&fields, "title");
            treatments.push(Treatment { id, title, stage, slot, cost, needs, place: reader.place(&node.span) });
        }
    }
    treatments
}

/// `{ role = "account_manager", hours = 40 }`.
fn need(reader: &mut Reader, node: &Node, roles: &Names) -> Option<Need> {
    let fields = reader.fields(node, &["role", "hours"])?;
    let role = reader.required(&fields, "role").and_then(|node| roles.find(reader, node));
    let hours = fields.get("hours").map_or(Some(Amount::ZERO), |node| amount(reader, node));
    if let Some(hours) = hours.filter(|hours| *hours < Amount::ZERO) {
        reader.fail(ProblemKind::InvalidAmount, fields.place("hours"), format!("{hours} hours cannot be"));
    }
    Some(Need { role: role?, hours: hours? })
}
