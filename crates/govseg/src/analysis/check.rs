//! What a policy leaves out, says twice, or cannot mean, proved over the whole space of contacts.

use num_bigint::BigUint;

use super::cover::cover;
use super::names::{near_misses, overrides};
use super::{Area, Check, Finding, FindingKind, Severity};
use crate::Segment;
use crate::diagram::{Builder, Id, OverBudget};
use crate::facts::Field;
use crate::policy::Policy;
use crate::policy::compile::{dividing, first_sub_segment};
use crate::policy::space::{Levels, lawful, mentioned};
use crate::problem::{Place, PolicyError, Problem};
use crate::words::quoted;

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
    assignments: BigUint,
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
        self.findings.extend(overrides(self.policy));
        self.findings.extend(near_misses(self.policy));
        let compiled = &self.policy.compiled;
        let counts = compiled.segments.count::<BigUint>(&[u64::MAX; 3], &|_, set| u64::from(set.count_ones()));
        let by_segment = crate::Segments::ALL.iter().map(|segment| {
            let count = counts.iter().find(|(label, _)| *label == segment as u32);
            (segment, count.map_or_else(|| "0".to_owned(), |(_, count)| count.to_string()))
        });
        let by_segment = by_segment.collect();
        self.findings.sort_by_key(|finding| std::cmp::Reverse(finding.severity));
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
        self.findings.push(finding);
    }

    /// How many lawful assignments a set holds.
    fn count(&mut self, set: Id) -> Result<BigUint, OverBudget> {
        let set = self.builder.only_where(self.lawful, set)?;
        let counts = self.builder.finish(set).count::<BigUint>(&[u64::MAX; 3], &|_, set| u64::from(set.count_ones()));
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

    fn values(&mut self) -> Result<(), OverBudget> {
        let names = self.policy.vocabulary();
        for fact in self.policy.compiled.mentioned.clone() {
            for (index, value) in names.values(fact).iter().enumerate() {
                let area = self.builder.area(&[(self.levels.fact(fact), 1 << index)])?;
                if !self.meet(self.lawful, area)? {
                    let ids = vec![names.name(fact).to_owned(), value.clone()];
                    let message = format!("the implications leave `{}` = `{value}` to no contact", names.name(fact));
                    self.find(FindingKind::ValueNeverOccurs, Severity::Warning, ids, message, None, None);
                }
            }
        }
        Ok(())
    }

    fn rules(&mut self) -> Result<(), OverBudget> {
        let mut earlier = Id::FALSE;
        for (index, rule) in self.policy.resolved.rules.iter().enumerate() {
            let Some(&here) = self.holds.get(index) else { continue };
            let place = Some(&rule.place);
            if !self.meet(self.lawful, here)? {
                let message = format!("the rule `{}` can never hold: no contact satisfies its conditions", rule.id);
                self.find(FindingKind::RuleNeverHolds, Severity::Warning, vec![rule.id.clone()], message, None, place);
                continue;
            }
            let unclaimed = self.builder.not(earlier)?;
            if !self.meet(unclaimed, here)? {
                let mut ids = vec![rule.id.clone()];
                for (other, &before) in self.policy.resolved.rules.iter().zip(&self.holds.clone()).take(index) {
                    if self.meet(before, here)? {
                        ids.push(other.id.clone());
                    }
                }
                let by = quoted(ids.get(1..).unwrap_or_default());
                let message = format!("the rule `{}` can never fire: wherever it holds, {by} holds before it", rule.id);
                self.find(FindingKind::RuleNeverFires, Severity::Warning, ids, message, None, place);
            }
            earlier = self.builder.or(earlier, here)?;
        }
        Ok(())
    }

    fn overlaps(&mut self) -> Result<(), OverBudget> {
        let rules = &self.policy.resolved.rules;
        for (later_at, later) in rules.iter().enumerate() {
            for (at, winner) in rules.iter().enumerate().take(later_at) {
                // A rule without conditions is meant to take the rest; of one segment it does not matter which fires.
                if winner.segment == later.segment || later.when.is_none() {
                    continue;
                }
                let (Some(&a), Some(&b)) = (self.holds.get(at), self.holds.get(later_at)) else { continue };
                if self.meet(a, b)? {
                    let shared = self.both(a, b)?;
                    let extent = self.extent(shared)?;
                    let message = format!("`{}` and `{}` hold together; `{}` wins", winner.id, later.id, winner.id);
                    let ids = vec![winner.id.clone(), later.id.clone()];
                    self.find(
                        FindingKind::RulesOverlap,
                        Severity::Note,
                        ids,
                        message,
                        Some(extent),
                        Some(&later.place),
                    );
                }
            }
        }
        Ok(())
    }

    /// What falls to `other`: where no rule holds, and where the first that holds says so.
    fn remainder(&mut self) -> Result<(), OverBudget> {
        let (mut any, mut other) = (Id::FALSE, Id::FALSE);
        for (rule, here) in self.policy.resolved.rules.iter().zip(self.holds.clone()).rev() {
            any = self.builder.or(any, here)?;
            let label = if rule.segment == Segment::Other { Id::TRUE } else { Id::FALSE };
            other = self.builder.choose(here, label, other)?;
        }
        let none = self.builder.not(any)?;
        let becomes = (FindingKind::BecomesOther, Severity::Note, "a rule makes these contacts `other`");
        let falls = (FindingKind::NoRuleHolds, Severity::Warning, "no rule holds for these contacts: they are `other`");
        for (set, (kind, severity, message)) in [(none, falls), (other, becomes)] {
            if self.meet(self.lawful, set)? {
                let extent = self.extent(set)?;
                self.find(kind, severity, vec![], message.to_owned(), Some(extent), None);
            }
        }
        Ok(())
    }

    fn sub_segments(&mut self) -> Result<(), OverBudget> {
        let resolved = &self.policy.resolved;
        let mut applied = vec![false; resolved.sub_segments.len()];
        for segment in crate::Segments::ALL.iter() {
            if resolved.sub_segments.iter().all(|sub| sub.segment != segment) {
                continue;
            }
            // Rules and sub-segments look at different facts: only together they tell who gets there.
            let levels = dividing(resolved, segment, &self.policy.compiled.mentioned);
            let mut builder = Builder::new(levels.fields.clone(), Policy::NODE_BUDGET);
            let sub_segment = first_sub_segment(resolved, segment, &levels, &mut builder)?;
            let mut of_segment = if segment == Segment::Other { Id::TRUE } else { Id::FALSE };
            for rule in resolved.rules.iter().rev() {
                let here = levels.when(&rule.when, &mut builder)?;
                let label = if rule.segment == segment { Id::TRUE } else { Id::FALSE };
                of_segment = builder.choose(here, label, of_segment)?;
            }
            let joint = builder.only_where(of_segment, sub_segment)?;
            builder.finish(joint).reach(&[u64::MAX; 3], |place| {
                if let Some(flag) = applied.get_mut(place as usize) {
                    *flag = true;
                }
            });
        }
        for (sub, _) in resolved.sub_segments.iter().zip(applied).filter(|(_, applied)| !applied) {
            let message = format!("no `{}` contact gets the sub-segment `{}`", sub.segment, sub.id);
            let (ids, place) = (vec![sub.id.clone()], Some(&sub.place));
            self.find(FindingKind::SubSegmentNeverApplies, Severity::Warning, ids, message, None, place);
        }
        Ok(())
    }
}
