//! Surveys: what people said, and how many of them.

use super::{Spec, Taken, Unit, Way};
use crate::accumulate::{Cell, Kind};
use crate::amount::ONE;
use crate::log::{Answered, Field, Question, Says, Text};
use crate::rules::Rules;

/// A share of the answers in per cent.
const fn share(id: &'static str, needs: &'static str, how: Way) -> Spec {
    Spec::with(id, Unit::Percent, Kind::Share, needs, how)
}

/// A mean of what answers are worth.
const fn points(id: &'static str, needs: &'static str, how: Way) -> Spec {
    Spec::with(id, Unit::Points, Kind::Mean, needs, how)
}

/// A difference of shares in per cent.
const fn net(id: &'static str, needs: &'static str, how: Way) -> Spec {
    Spec::with(id, Unit::Percent, Kind::Mean, needs, how)
}

pub(super) static SPECS: &[Spec] = &[
    share("a11_trust_thumb", "trust_up; trust_down", way!(row, _, cell => thumb(row, Question::Trust, cell))),
    share("a11_trust_likert_top2", "trust; wording", way!(row, _, cell => worded(row, cell, top2))),
    points("a11_trust_likert_mean", "trust; wording", way!(row, _, cell => worded(row, cell, mean))),
    share("a11_satisfaction_top2", "satisfaction", way!(row, _, cell => top2(row, Question::Satisfaction, cell))),
    points("a11_satisfaction_mean", "satisfaction", way!(row, _, cell => mean(row, Question::Satisfaction, cell))),
    share(
        "a11_driver_effectiveness_top2",
        "effectiveness",
        way!(row, _, cell => {
            top2(row, Question::Effectiveness, cell)
        }),
    ),
    share("a11_driver_ease_top2", "ease", way!(row, _, cell => top2(row, Question::Ease, cell))),
    share("a11_driver_efficiency_top2", "efficiency", way!(row, _, cell => top2(row, Question::Efficiency, cell))),
    share(
        "a11_driver_transparency_top2",
        "transparency",
        way!(row, _, cell => {
            top2(row, Question::Transparency, cell)
        }),
    ),
    share("a11_driver_employee_top2", "employee", way!(row, _, cell => top2(row, Question::Employee, cell))),
    net(
        "a11_driver_effectiveness_net",
        "effectiveness_up; effectiveness_down",
        way!(row, _, cell => {
            ticks(row, Question::Effectiveness, cell)
        }),
    ),
    net("a11_driver_ease_net", "ease_up; ease_down", way!(row, _, cell => ticks(row, Question::Ease, cell))),
    net(
        "a11_driver_efficiency_net",
        "efficiency_up; efficiency_down",
        way!(row, _, cell => {
            ticks(row, Question::Efficiency, cell)
        }),
    ),
    net(
        "a11_driver_transparency_net",
        "transparency_up; transparency_down",
        way!(row, _, cell => {
            ticks(row, Question::Transparency, cell)
        }),
    ),
    net(
        "a11_driver_employee_net",
        "employee_up; employee_down",
        way!(row, _, cell => {
            ticks(row, Question::Employee, cell)
        }),
    ),
    net(
        "a11_driver_humanity_net",
        "humanity_up; humanity_down",
        way!(row, _, cell => {
            ticks(row, Question::Humanity, cell)
        }),
    ),
    share("user_satisfaction_uk", "satisfaction_uk", way!(row, _, cell => top2(row, Question::SatisfactionUk, cell))),
    points("acsi_score", "acsi_overall; acsi_expectation; acsi_ideal", way!(acsi)).variant(|rules| {
        let [a, b, c] = rules.acsi.map(crate::amount::wholes);
        if rules.acsi.iter().all(|weight| (333_333..=333_334).contains(weight)) {
            "ACSI-like, equal weights".to_owned()
        } else {
            format!("ACSI-like, weights {a}, {b}, {c}")
        }
    }),
    points(
        "acsi_perceived_value",
        "acsi_quality_for_price; acsi_price_for_quality",
        way!(row, _, cell => {
            rescaled(row, &[Question::AcsiQualityForPrice, Question::AcsiPriceForQuality], cell)
        }),
    )
    .variant(|_| "ACSI-like".to_owned()),
    points(
        "acsi_citizen_trust",
        "acsi_recommend; acsi_confidence",
        way!(row, _, cell => {
            rescaled(row, &[Question::AcsiRecommend, Question::AcsiConfidence], cell)
        }),
    )
    .variant(|_| "ACSI-like".to_owned()),
    points("repurchase_intent", "repurchase", way!(row, _, cell => rescaled(row, &[Question::Repurchase], cell))),
    share("complaint_rate", "complained", way!(complained)),
    share("csat_top2", "csat", way!(row, _, cell => top2(row, Question::Csat, cell))),
    points("csat_mean", "csat", way!(row, _, cell => mean(row, Question::Csat, cell))),
    points("nps", "recommend", way!(row, _, cell => balance(row, Question::Recommend, (9, 10), (0, 6), cell)))
        .variant(|_| "detractors 0 to 6".to_owned()),
    points("ces_mean", "effort", way!(row, _, cell => mean(row, Question::Effort, cell))).variant(|_| EASY.to_owned()),
    share("ces_easy", "effort", way!(row, _, cell => from(row, Question::Effort, 5, cell)))
        .variant(|_| EASY.to_owned()),
    points("ces_net", "effort", way!(row, _, cell => balance(row, Question::Effort, (5, 7), (1, 3), cell)))
        .variant(|_| EASY.to_owned()),
    points("cmt_driver_index", "the five cmt_ questions", way!(row, _, cell => rescaled(row, &DRIVERS, cell))),
    share("referral_outcome", "referral; follow_up_days", way!(row, _, cell => top2(row, Question::Referral, cell))),
    share("procedural_fairness", "fairness", way!(row, _, cell => top2(row, Question::Fairness, cell))),
    Spec::part_of("survey_response_rate", Field::Responded, Field::Offered, "responded; offered"),
    Spec::part_of("survey_offer_rate", Field::Offered, Field::Served, "offered; served"),
];

const EASY: &str = "7 is easy";
const DRIVERS: [Question; 5] = [
    Question::CmtTimeliness,
    Question::CmtKnowledge,
    Question::CmtCourtesy,
    Question::CmtFairness,
    Question::CmtOutcome,
];

/// Answers from a level on, of all answers.
#[inline]
fn from(row: &impl Says, question: Question, least: u8, cell: &mut Cell) -> Option<Taken> {
    let weight = row.weight()?;
    row.answer(question)?.each(|level, times| cell.share(if level >= least { times } else { 0 }, times, weight))?;
    Some(Taken::Used)
}

#[inline]
fn top2(row: &impl Says, question: Question, cell: &mut Cell) -> Option<Taken> {
    from(row, question, 4, cell)
}

#[inline]
fn mean(row: &impl Says, question: Question, cell: &mut Cell) -> Option<Taken> {
    let weight = row.weight()?;
    row.answer(question)?.each(|level, times| cell.value(i64::from(level) * ONE, times, weight))?;
    Some(Taken::Used)
}

/// Trust was asked in several wordings, which are not added up.
fn worded<S: Says>(row: &S, cell: &mut Cell, how: fn(&S, Question, &mut Cell) -> Option<Taken>) -> Option<Taken> {
    let taken = how(row, Question::Trust, cell)?;
    let wording = row.text(Text::Wording);
    if !cell.wordings.contains(wording.as_ref()) {
        cell.wordings.insert(wording.into());
    }
    Some(taken)
}

fn thumb(row: &impl Says, question: Question, cell: &mut Cell) -> Option<Taken> {
    let Answered::Ticks { up, down } = row.answer(question)? else { return None };
    if up + down == 0 {
        return Some(Taken::Skipped);
    }
    cell.share(up, up + down, row.weight()?);
    Some(Taken::Used)
}

/// What went well less what did not, of all ticks.
fn ticks(row: &impl Says, question: Question, cell: &mut Cell) -> Option<Taken> {
    let Answered::Ticks { up, down } = row.answer(question)? else { return None };
    if up + down == 0 {
        return Some(Taken::Skipped);
    }
    let weight = row.weight()?;
    cell.value(ONE, up, weight);
    cell.value(-ONE, down, weight);
    Some(Taken::Used)
}

/// Answers in one range less answers in another, of all answers.
fn balance(row: &impl Says, question: Question, good: (u8, u8), bad: (u8, u8), cell: &mut Cell) -> Option<Taken> {
    let weight = row.weight()?;
    let within = |level: u8, (least, most): (u8, u8)| i64::from(least <= level && level <= most);
    let worth = |level| (within(level, good) - within(level, bad)) * 100 * ONE;
    row.answer(question)?.each(|level, times| cell.value(worth(level), times, weight))?;
    Some(Taken::Used)
}

/// One answer to a question that only makes sense together with others.
fn one(row: &impl Says, question: Question) -> Option<i64> {
    match row.answer(question)? {
        Answered::One(level) => Some(i64::from(level)),
        Answered::Counts(_) | Answered::Ticks { .. } => None,
    }
}

/// The score that one respondent gave: three answers from 1 to 10 as one from 0 to 100.
fn acsi(row: &impl Says, rules: &Rules, cell: &mut Cell) -> Option<Taken> {
    let answers = [Question::AcsiOverall, Question::AcsiExpectation, Question::AcsiIdeal];
    let mut sum = 0;
    for (question, weight) in answers.into_iter().zip(rules.acsi) {
        sum += (one(row, question)? - 1) * weight;
    }
    cell.value(nearest(sum * 100, 9), 1, row.weight()?);
    Some(Taken::Used)
}

/// The mean of one respondent's answers, each from 0 to 100.
fn rescaled(row: &impl Says, questions: &[Question], cell: &mut Cell) -> Option<Taken> {
    let (mut sum, mut steps) = (0, 0);
    for question in questions {
        let (least, most) = question.scale();
        sum += one(row, *question)? - i64::from(least);
        steps += i64::from(most - least);
    }
    cell.value(nearest(sum * 100 * ONE, steps), 1, row.weight()?);
    Some(Taken::Used)
}

/// The nearest whole number; neither is below zero.
fn nearest(above: i64, below: i64) -> i64 {
    (above + below / 2) / below.max(1)
}

fn complained(row: &impl Says, _: &Rules, cell: &mut Cell) -> Option<Taken> {
    super::yes(cell, row, row.count(Field::Complained)? > 0)
}
