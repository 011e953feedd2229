//! What was found out about a policy.

use strum::{Display, IntoStaticStr};

use super::Area;
use crate::json::Json;
use crate::problem::Place;
use crate::{Policy, Segment};

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum Severity {
    /// Worth knowing; nothing to mend.
    Note,
    /// Probably not what was meant.
    Warning,
    /// The policy decides nothing.
    Error,
}

/// What is found; the names are stable.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Display, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[non_exhaustive]
pub enum FindingKind {
    /// The implications leave no contact at all.
    ImplicationsContradict,
    /// The implications leave a value to no contact.
    ValueNeverOccurs,
    /// No contact satisfies the rule's conditions.
    RuleNeverHolds,
    /// Wherever the rule holds, an earlier one does.
    RuleNeverFires,
    /// Two rules of different segments hold for the same contacts; the earlier one wins.
    RulesOverlap,
    /// Contacts for which no rule holds: they are `other`.
    NoRuleHolds,
    /// Contacts that a rule makes `other`.
    BecomesOther,
    /// No contact of its segment gets the sub-segment.
    SubSegmentNeverApplies,
    /// An override that does not say who made it, why, or when.
    OverrideUnaccounted,
    /// A name that is nearly another.
    NearMiss,
}

/// One thing found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Finding {
    /// What it is.
    pub kind: FindingKind,
    /// How grave it is.
    pub severity: Severity,
    /// The rules, sub-segments, facts or values concerned; of overlapping rules the winner first.
    pub ids: Vec<String>,
    /// In words.
    pub message: String,
    /// How many assignments of the facts that rules or implications mention are concerned.
    pub assignments: Option<String>,
    /// The contacts concerned, in few conditions.
    pub areas: Vec<Area>,
    /// Whether the areas are all of them; otherwise there are too many to name.
    pub complete: bool,
    /// Where it stands.
    pub place: Option<Place>,
}

/// What was proved of a policy.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Check {
    /// How many assignments of the facts that rules or implications mention satisfy the implications. Each of them gets
    /// exactly one segment.
    pub assignments: String,
    /// How many of them get which segment, in segment order.
    pub by_segment: Vec<(Segment, String)>,
    /// What was found, the graver first.
    pub findings: Vec<Finding>,
}

impl Check {
    /// Whether something is graver than a note.
    pub fn has_warnings(&self) -> bool {
        self.findings.iter().any(|finding| finding.severity > Severity::Note)
    }

    /// The whole as RFC 8785 JSON.
    pub fn to_json(&self) -> String {
        Json::object([
            ("assignments", Json::string(&self.assignments)),
            (
                "by_segment",
                Json::object(self.by_segment.iter().map(|(segment, count)| (segment.to_string(), Json::string(count)))),
            ),
            ("findings", Json::List(self.findings.iter().map(Finding::json).collect())),
        ])
        .to_string()
    }
}

impl Finding {
    /// A finding about ids, not about contacts.
    pub(super) fn new(
        kind: FindingKind,
        severity: Severity,
        ids: Vec<String>,
        message: String,
        place: Option<&Place>,
    ) -> Self {
        // The text of a built-in policy is nowhere to be opened: a place in it helps nobody.
        let place = place.filter(|place| !Policy::is_builtin(&place.file)).cloned();
        Self { kind, severity, ids, message, assignments: None, areas: Vec::new(), complete: true, place }
    }

    fn json(&self) -> Json {
        let place = self.place.as_ref().map_or(Json::Null, |place| {
            Json::object([
                ("file", Json::string(&place.file)),
                ("line", Json::Integer(place.line as u64)),
                ("column", Json::Integer(place.column as u64)),
            ])
        });
        Json::object([
            ("code", Json::string(self.kind.to_string())),
            ("severity", Json::string(self.severity.to_string())),
            ("ids", Json::strings(&self.ids)),
            ("message", Json::string(&self.message)),
            ("assignments", Json::optional(self.assignments.as_ref())),
            ("areas", Json::List(self.areas.iter().map(Area::json).collect())),
            ("complete", Json::Bool(self.complete)),
            ("place", place),
        ])
    }
}
