//! How many accounts are in each tier, as it stands on the terminal.

use std::path::Path;

use govseg_tiers::program::Stage;
use govseg_tiers::{Assignment, Ground, Standing};

use crate::inputs;
use crate::style::{FAINT, STRONG, painted};
use crate::text::{counted, grouped, hanging, share};

const NUMBERS: usize = 11;
const SHARES: usize = 10;
const BAR: usize = 30;

/// The tiers from the highest to the lowest, and what else is to be said.
pub(super) fn lines(assignment: &Assignment<'_>, table: &Path) -> Vec<String> {
    let program = assignment.program();
    let outcomes = assignment.outcomes();
    let all = outcomes.len() as u64;
    let count = |test: &dyn Fn(&govseg_tiers::Outcome) -> bool| outcomes.iter().filter(|one| test(one)).count() as u64;
    let in_tier: Vec<u64> = (0..program.tiers.len())
        .map(|tier| count(&|one| one.tier.is_some_and(|one| usize::from(one) == tier)))
        .collect();
    let most = in_tier.iter().copied().max().unwrap_or_default().max(1);
    let widest = program.tiers.iter().map(|tier| tier.id.chars().count()).max().unwrap_or_default().max(12) + 2;
    let mut lines =
        vec![painted(STRONG, &format!("{} from {}", counted(all, "account"), inputs::name(table))), String::new()];
    for (tier, accounts) in program.tiers.iter().zip(&in_tier).rev() {
        let length = accounts * BAR as u64 / most;
        let bar = "▪".repeat(usize::try_from(length.max(u64::from(*accounts > 0))).unwrap_or_default());
        let line = format!("{:widest$}{:>NUMBERS$}{:>SHARES$}", tier.id, grouped(*accounts), share(*accounts, all));
        lines.push(if bar.is_empty() { line } else { format!("{line}   {}", painted(FAINT, &bar)) });
    }
    let none = count(&|one| one.tier.is_none());
    if none > 0 {
        lines.push(format!("{:widest$}{:>NUMBERS$}{:>SHARES$}", "in no tier", grouped(none), share(none, all)));
    }
    lines.push(String::new());
    let of_another_cost = |account: &usize| {
        let tier = outcomes.get(*account).and_then(|one| one.tier).map(usize::from);
        assignment.least_cost(*account).is_some_and(|least| Some(least.tier) != tier)
    };
    let cheaper = (0..outcomes.len()).filter(of_another_cost).count() as u64;
    let with_grants = (0..outcomes.len()).filter(|&account| !assignment.grants(account).is_empty()).count() as u64;
    for (accounts, what) in [
        (count(&|one| one.earned > one.alone), "earned the tier together with others, and would not have alone"),
        (count(&|one| one.standing == Standing::Kept), "held from before"),
        (count(&|one| one.standing == Standing::SoftLanding), "landed softly"),
        (with_grants, "with treatments on other grounds than the tier"),
        (count(&|one| one.open.is_some()), "might be in a higher tier: something is unknown"),
        (cheaper, "would be expected to cost less in another tier, by the chances given"),
        (count(&|one| one.standing == Standing::Outside), "of a segment that the programme is not for"),
    ] {
        if accounts > 0 {
            lines.push(format!("{:>NUMBERS$}  {what}", grouped(accounts)));
        }
    }
    lines
}

/// What an account gets, stage by stage, and on which ground.
pub(super) fn treatments(assignment: &Assignment<'_>, account: usize) -> Vec<String> {
    const NAMES: usize = 10;
    let program = assignment.program();
    let mut lines = Vec::new();
    for stage in Stage::ALL {
        let given = assignment.treatments(account);
        let of_stage = given.iter().filter_map(|given| {
            let treatment = program.treatments.get(given.treatment).filter(|one| one.stage == stage)?;
            let title = treatment.title.as_deref().unwrap_or(&treatment.id);
            let tier = |tier: usize| program.tiers.get(tier).map(|tier| tier.id.as_str()).unwrap_or_default();
            let ground = match given.ground {
                Ground::Grant(basis, _) => basis.to_string().replace('_', " "),
                Ground::Step(_) => "step".to_owned(),
                Ground::Tier(number) | Ground::Default(number) => tier(number).to_owned(),
                _ => String::new(),
            };
            Some(format!("{title} ({ground})"))
        });
        let said = of_stage.collect::<Vec<_>>().join("; ");
        let said = if said.is_empty() { "nothing" } else { &said };
        lines.push(painted(STRONG, &format!("{stage:NAMES$}")) + &hanging(said, NAMES));
    }
    lines
}
