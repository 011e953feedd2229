//! What a policy leaves out, says twice, or cannot mean, proved over the whole space of contacts.

mod rest;
mod rules;

use super::cover::cover;
use super::names::{near_misses, overrides};
use super::{Area, Check, Finding, FindingKind, Severity};
use crate::diagram::{Builder, Id, Natural, OverBudget};
use crate::facts::Field;
use crate::policy::Policy;
use crate::policy::space::{Levels, lawful, mentioned};
use crate::problem::{Place, PolicyError, Problem};

impl Policy {
    /// Proves, over the whole space of facts, what the policy does: how many contacts get which segment, which rules and
    /// sub-segments can never apply, which rules overlap, what no rule holds for.
    ///
    /// # Errors
    /// `policy_too_large` if the proofs need more than [`Policy::NODE_BUDGET`] nodes.
    pub fn check(&self) -> Result<Check, PolicyError> {
        Checker::new(self).and_then(Checker::run).map_err(|OverBudget| {
            let message =
                format!("the policy is too large to be checked: that needs more than {} nodes", Self::NODE_BUDGET);
            PolicyError::from(Problem::too_large(message))
        })
    }
}

struct Checker<'p> {
    policy: &'p Policy,
    levels: Levels,
    fields: Vec<Field>,
    builder: Builder,
    lawful: Id,
    /// By rule, where its conditions hold.
    holds: Vec<Id>,
    findings: Vec<Finding>,
}

/// The contacts that a finding is about, and how many.
struct Extent {
    assignments: Natural,
    areas: Vec<Area>,
    complete: bool,
}

impl<'p> Checker<'p> {
    fn new(policy: &'p Policy) -> Result<Self, OverBudget> {
        let levels = Levels::new(&policy.resolved, &mentioned(&policy.resolved), &[]);
        let fields = levels.fields.clone();
        let mut builder = Builder::new(fields.clone(), Policy::NODE_BUDGET);
        let lawful = lawful(&policy.resolved, &levels, &mut builder)?;
        let rules = &policy.resolved.rules;
        let holds = rules.iter().map(|rule| levels.when(&rule.when, &mut builder)).collect::<Result<_, _>>()?;
        Ok(Self { policy, levels, fields, builder, lawful, holds, findings: Vec::new() })
    }

    fn run(mut self) -> Result<Check, OverBudget> {
        let assignments = self.count(self.lawful)?;
        if self.lawful == Id::FALSE {
            let message = "the implications contradict one another: no contact satisfies them all".to_owned();
            self.find(FindingKind::ImplicationsContradict, Severity::Error, vec![], message, None, None);
        } else {
            self.values()?;
            self.rules()?;
            self.overlaps()?;
            self.remainder()?;
            self.sub_segments()?;
        }
        overrides(self.policy).into_iter().chain(near_misses(self.policy)).for_each(|finding| self.keep(finding));
        let compiled = &self.policy.compiled;
        let counts = compiled.segments.count::<Natural>(&[u64::MAX; 3], &|_, set| u64::from(set.count_ones()));
        let by_segment = crate::Segments::ALL.iter().map(|segment| {
            let count = counts.iter().find(|(label, _)| *label == segment as u32);
            (segment, count.map_or_else(|| "0".to_owned(), |(_, count)| count.to_string()))
        });
        let by_segment = by_segment.collect();
        Ok(Check { assignments: assignments.to_string(), by_segment, findings: self.findings })
    }

    fn find(
        &mut self,
        kind: FindingKind,
        severity: Severity,
        ids: Vec<String>,
        message: String,
        extent: Option<Extent>,
        place: Option<&Place>,
    ) {
        let mut finding = Finding::new(kind, severity, ids, message, place);
        if let Some(extent) = extent {
            finding.assignments = Some(extent.assignments.to_string());
            (finding.areas, finding.complete) = (extent.areas, extent.complete);
        }
        self.keep(finding);
    }

    /// The gravest come first.
    fn keep(&mut self, finding: Finding) {
        let place = self.findings.partition_point(|known| known.severity >= finding.severity);
        self.findings.insert(place, finding);
    }

    /// How many lawful assignments a set holds.
    fn count(&mut self, set: Id) -> Result<Natural, OverBudget> {
        let set = self.builder.only_where(self.lawful, set)?;
        let counts = self.builder.finish(set).count::<Natural>(&[u64::MAX; 3], &|_, set| u64::from(set.count_ones()));
        Ok(counts.into_iter().find(|(label, _)| *label == 1).map(|(_, count)| count).unwrap_or_default())
    }

    fn extent(&mut self, set: Id) -> Result<Extent, OverBudget> {
        let assignments = self.count(set)?;
        let set = self.builder.only_where(self.lawful, set)?;
        let (areas, complete) = cover(&mut self.builder, &self.fields, set)?;
        let names = self.policy.vocabulary();
        let areas = areas
            .into_iter()
            .map(|sides| Area::new(names, self.policy.compiled.mentioned.iter().copied().zip(sides)))
            .collect();
        Ok(Extent { assignments, areas, complete })
    }

    fn both(&mut self, a: Id, b: Id) -> Result<Id, OverBudget> {
        let outside = self.builder.not(a)?;
        self.builder.choose(outside, Id::FALSE, b)
    }

    /// Whether some lawful assignment is in both sets.
    fn meet(&mut self, a: Id, b: Id) -> Result<bool, OverBudget> {
        let both = self.both(a, b)?;
        Ok(self.both(self.lawful, both)? != Id::FALSE)
    }
}
