//! The catalogue of measures holds together, and what fits comes in the order that is promised.

use std::collections::BTreeSet;

use strum::VariantArray;

use super::*;
use crate::{
    Benefit, Channel, Charge, CustomerType, Duty, Facts, Language, Obligation, Policy, Segment, Segments, Value,
};

fn only(segment: Segment) -> Segments {
    Segments::NONE.with(segment)
}

fn ids(fits: &[Fit]) -> Vec<&str> {
    fits.iter().map(|fit| fit.measure.id.as_str()).collect()
}

#[test]
fn nothing_is_claimed_of_a_source_that_is_not_named() {
    for measure in &measurement().measures {
        let status = measure.status;
        let sourced = [Claim::Quoted, Claim::Source, Claim::SecondHand];
        if measure.source.is_none() {
            assert!(!sourced.contains(&status.definition), "{}: definition", measure.id);
            assert!(!sourced.contains(&status.formula), "{}: formula", measure.id);
            assert_eq!(status.segments, Basis::Inferred, "{}: segments", measure.id);
        }
        assert!(status.definition != Claim::Ours, "{}: a measure of the field is not ours", measure.id);
    }
}

#[test]
fn every_measure_can_be_found_out_and_fits_something() {
    for measure in &measurement().measures {
        assert!(!measure.methods.is_empty() && !measure.inputs.is_empty(), "{}", measure.id);
        assert!(!measure.primary.is_empty() || !measure.secondary.is_empty(), "{}", measure.id);
        assert!(measure.range.len() <= 2 && measure.range.is_sorted(), "{}", measure.id);
        let percent = measure.unit == Unit::Percent;
        assert!(!percent || measure.range == [0, 100] || measure.range == [-100, 100], "{}", measure.id);
    }
}

#[test]
fn variants_are_measures_of_their_own() {
    let all = |family: &str| -> BTreeSet<&str> {
        let of = measurement().measures.iter().filter(|measure| measure.variant_of.as_deref() == Some(family));
        of.map(|measure| measure.id.as_str()).collect()
    };
    assert_eq!(all("service_level"), BTreeSet::from(["service_level_answered", "service_level_removed"]));
    assert_eq!(all("csat"), BTreeSet::from(["csat_mean", "csat_top2"]));
    assert_eq!(all("ces"), BTreeSet::from(["ces_easy", "ces_mean", "ces_net"]));
    let towards = measurement().measures.iter().filter(|measure| measure.direction == Better::TowardZero);
    assert_eq!(towards.map(|measure| measure.id.as_str()).collect::<Vec<_>>(), ["equity_gap"]);
}

#[test]
fn every_word_is_said_in_every_language() {
    for &language in Language::VARIANTS {
        let words = MeasureWords::new(language);
        let said = (Unit::VARIANTS.iter().map(|unit| words.word("unit", unit)))
            .chain(Better::VARIANTS.iter().map(|better| words.word("better", better)))
            .chain(Timing::VARIANTS.iter().map(|timing| words.word("timing", timing)))
            .chain(Answers::VARIANTS.iter().map(|answers| words.word("answers", answers)))
            .chain(Claim::VARIANTS.iter().map(|&claim| words.claim(claim)))
            .chain(Basis::VARIANTS.iter().map(|&basis| words.basis(basis)))
            .chain(Role::VARIANTS.iter().map(|role| words.word("why", role)));
        assert!(said.into_iter().all(|text| !text.is_empty()), "{language}");
    }
}

#[test]
fn the_questions_are_kept_where_they_can_be_answered() {
    let fitting = |channel| Fitting::of(only(Segment::Informational), Facts::UNKNOWN.with(channel));
    let form = &measurement().forms[1];
    let about_employees = |channel| {
        let asked = fitting(channel).questions(form);
        asked.iter().any(|question| question.measures.contains(&"a11_driver_employee_top2".to_owned()))
    };
    assert!(about_employees(Channel::InPerson) && !about_employees(Channel::SelfServiceKiosk));
    assert_eq!(fitting(Channel::Phone).questions(form).len(), form.questions.len());
}

#[test]
fn each_segment_begins_with_what_leads_it() {
    for segment in Segments::ALL.iter() {
        let lead = &measurement().default_of(segment).unwrap().lead;
        let everything = Facts::UNKNOWN.with_any(Channel::ALL.iter().copied());
        let fits = measures_for(only(segment), everything);
        let leading: Vec<_> = fits.iter().take_while(|fit| fit.role == Role::Lead).collect();
        assert_eq!(leading.len(), lead.len(), "{segment}");
        let roles: Vec<_> = fits.iter().map(|fit| fit.role).collect();
        assert!(roles.is_sorted(), "{segment}: {roles:?}");
    }
}

#[test]
fn the_channel_takes_measures_away_and_moves_its_own_forward() {
    let by_phone = measures_for(only(Segment::Informational), Facts::UNKNOWN.with(Channel::Phone));
    let by_mail = measures_for(only(Segment::Informational), Facts::UNKNOWN.with(Channel::PostalMail));
    assert!(ids(&by_phone).contains(&"asa") && !ids(&by_phone).contains(&"letter_within_15d"));
    assert!(ids(&by_mail).contains(&"letter_within_15d") && !ids(&by_mail).contains(&"asa"));
    let place = |id: &str| ids(&by_phone).iter().position(|known| *known == id).unwrap();
    assert!(place("asa") < place("percent_standard_met"), "made for the channel, before what is made for any");
    let unknown = measures_for(only(Segment::Informational), Facts::UNKNOWN);
    let asa = unknown.iter().find(|fit| fit.measure.id == "asa").unwrap();
    assert_eq!(asa.conditions, [crate::Fact::Channel]);
}

#[test]
fn what_the_contact_cannot_be_is_left_out() {
    let with = |facts| measures_for(only(Segment::Beneficial), facts);
    let paid = with(Facts::UNKNOWN.with(Benefit::Financial));
    let abroad = with(Facts::UNKNOWN.with(Benefit::Diplomatic));
    let unknown = with(Facts::UNKNOWN);
    assert!(ids(&paid).contains(&"improper_payment_rate") && !ids(&abroad).contains(&"improper_payment_rate"));
    let place = |fits: &[Fit]| ids(fits).iter().position(|id| *id == "improper_payment_rate").unwrap();
    assert!(place(&paid) < place(&unknown), "what is sure comes before what may be");
    let partner = |customer| {
        let fits = measures_for(only(Segment::Intergovernmental), Facts::UNKNOWN.with(customer));
        ids(&fits).contains(&"partner_satisfaction")
    };
    assert!(partner(CustomerType::LawEnforcement) && !partner(CustomerType::Business));
}

#[test]
fn with_several_segments_possible_those_come_first_that_fit_all() {
    let both = only(Segment::Beneficial).with(Segment::Dutiful);
    let fits = measures_for(both, Facts::UNKNOWN.with(Channel::Website));
    let counts: Vec<_> = fits.iter().map(|fit| fit.segments.len()).collect();
    assert!(counts.is_sorted_by(|one, next| one >= next), "{counts:?}");
    assert!(counts.contains(&2) && counts.contains(&1));
    let half = fits.iter().find(|fit| fit.measure.id == "improper_payment_rate").unwrap();
    let why = MeasureWords::new(Language::English).why(half, both, Facts::UNKNOWN);
    assert!(why.contains("not where it is dutiful"), "{why}");
}

#[test]
fn variants_stand_under_the_first_of_them() {
    let fits = measures_for(only(Segment::Commercial), Facts::UNKNOWN.with(Channel::Phone));
    let families: Vec<_> = fits.iter().filter_map(|fit| fit.measure.variant_of.as_ref()).collect();
    assert_eq!(families.len(), families.iter().collect::<BTreeSet<_>>().len());
    let ces = fits.iter().find(|fit| fit.measure.id == "ces_mean").unwrap();
    assert_eq!(ces.variants.iter().map(|measure| measure.id.as_str()).collect::<Vec<_>>(), ["ces_easy", "ces_net"]);
}

const CHOOSING: &str = r#"
    id = "choosing"
    version = "1"
    extends = "gsa-2008"

    [[measured_as]]
    when = { channel = "phone" }
    measures = ["nps", "our_own_index", "fcr"]
    by = "Contact center"
    why = "callers are asked every year"
    on = 2026-03-01

    [[measured_as]]
    when = { charge = "levy" }
    segment = "commercial"
"#;

#[test]
fn a_choice_changes_the_measures_and_not_the_segment() {
    let policy = Policy::from_toml(CHOOSING).unwrap();
    let measuring = Measuring::new(&policy).unwrap();
    let levy = Facts::UNKNOWN.with(Charge::Levy).with(CustomerType::Business);

    let called = measuring.of(levy.with(Channel::Phone));
    assert_eq!((called.segments.single(), called.measured.single()), (Some(Segment::Dutiful), Some(Segment::Dutiful)));
    let choice = called.choice.as_ref().unwrap();
    assert_eq!((choice.by.as_deref(), choice.on.as_deref()), (Some("Contact center"), Some("2026-03-01")));
    assert_eq!(ids(&called.fits)[..2], ["nps", "fcr"]);
    assert_eq!(called.own, ["our_own_index"]);
    assert_eq!(ids(&called.fits).iter().filter(|id| **id == "fcr").count(), 1);

    let written = measuring.of(levy.with(Channel::PostalMail));
    assert_eq!(written.segments.single(), Some(Segment::Dutiful));
    assert_eq!(written.measured.single(), Some(Segment::Commercial));
    assert_eq!(written.fits[0].measure.id, "on_time_delivery");

    let other = measuring.of(Facts::UNKNOWN.with(Duty::Audit).with(Charge::None).with(Channel::Fax));
    assert!(other.choice.is_none() && other.perhaps.is_empty());
}

#[test]
fn a_choice_that_may_hold_leaves_the_default() {
    let policy = Policy::from_toml(CHOOSING).unwrap();
    let measuring = Measuring::new(&policy).unwrap();
    let fitting = measuring.of(Facts::UNKNOWN.with(Duty::Audit).with(CustomerType::Citizen));
    assert!(fitting.choice.is_none());
    assert_eq!(fitting.measured.single(), Some(Segment::Dutiful));
    assert_eq!(fitting.perhaps.len(), 2, "neither the channel nor the charge is known");
    let known = measuring.of(Facts::UNKNOWN.with(Charge::Levy).with(CustomerType::Citizen));
    assert_eq!(known.perhaps.len(), 2, "one of the two holds in any case, but which depends on the channel");
}

#[test]
fn a_contradiction_is_not_measured() {
    let clash = Facts::UNKNOWN.with(CustomerType::Citizen).with(crate::Capacity::Official);
    let fitting = Measuring::new(Policy::gsa_2008()).unwrap().of(clash);
    assert!(fitting.fits.is_empty() && fitting.methods().is_empty() && fitting.surveys().is_empty());
}

#[test]
fn surveys_come_when_they_tell_something() {
    let surveys = |segment, channel| {
        let fitting = Fitting::of(only(segment), Facts::UNKNOWN.with(channel));
        fitting.surveys().iter().map(|survey| survey.timing).collect::<Vec<_>>()
    };
    assert_eq!(surveys(Segment::Dutiful, Channel::Website), [Timing::EndOfJourney]);
    assert_eq!(surveys(Segment::Informational, Channel::Phone), [Timing::Immediate, Timing::Deferred]);
    assert_eq!(surveys(Segment::Informational, Channel::InPerson), [Timing::Immediate]);
    let open = Policy::gsa_2008().decide(Facts::UNKNOWN.with(Obligation::Mandatory)).possible();
    let first = Fitting::of(open, Facts::UNKNOWN).methods()[0];
    assert_eq!(first.id, "survey_end_of_journey", "dutiful or intergovernmental");
}
