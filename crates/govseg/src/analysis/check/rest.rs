//! What falls to `other`, and the sub-segments that no contact gets.

use super::super::{FindingKind, Severity};
use super::Checker;
use crate::Segment;
use crate::diagram::{Builder, Id, OverBudget};
use crate::policy::Policy;
use crate::policy::compile::{dividing, first_sub_segment};

impl Checker<'_> {
    /// What falls to `other`: where no rule holds, and where the first that holds says so.
    pub(super) fn remainder(&mut self) -> Result<(), OverBudget> {
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

    pub(super) fn sub_segments(&mut self) -> Result<(), OverBudget> {
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
