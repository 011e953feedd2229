//! Suggestions as every face tells them, and what reads the texts of tables.

use govseg::{Contact, CustomerType, Fact, Facts, Policy, Segment, Segments};
use govseg_text::{Costs, Model, Reader, Silence, Suggested, labels};

fn model() -> Model {
    Model::shipped().expect("the file that ships is whole")
}

#[test]
fn a_text_is_silent_for_a_reason() {
    let (model, policy) = (model(), Policy::gsa_2008());
    let clash =
        Facts::UNKNOWN.with(CustomerType::GovernmentAgency).narrow(Facts::UNKNOWN.with(govseg::Capacity::Private));
    let reason = |text, given: Facts| Suggested::new(&model, policy, text, given, 0.9).silence();
    assert_eq!(reason(" \n", Facts::UNKNOWN), Some(Silence::NoText));
    assert_eq!(reason("Grants for farmers", clash), Some(Silence::Clash));
    assert_eq!(reason("Demande de permis de pêche dans les eaux du parc", Facts::UNKNOWN), Some(Silence::Language));
    assert_eq!(reason("Grants for farmers", Facts::UNKNOWN), None);
    let silent = Suggested::new(&model, policy, "", Facts::UNKNOWN, 0.9);
    assert_eq!((silent.suggestion(), silent.distribution().len(), silent.facts().count()), (None, 0, 0));
    assert!(silent.to_json().contains(r#""silence":"no_text","suggested_segment":null"#));
}

/// What is suggested of facts can be given as it is written, and never contradicts what was given before.
#[test]
fn facts_can_be_given() {
    let (model, policy) = (model(), Policy::gsa_2008());
    for row in labels(govseg_text::LABELS).unwrap().iter().step_by(71) {
        let suggested = Suggested::new(&model, policy, &row.text, Facts::UNKNOWN, 0.9);
        let names = policy.vocabulary();
        let told = suggested.facts().fold(Contact::UNKNOWN, |contact, (fact, values)| {
            let fact = names.fact(fact).unwrap();
            let set = values.iter().fold(0, |set, value| set | names.value(fact, value).unwrap());
            names.narrow(contact, fact, set)
        });
        assert!(!policy.decide(told).possible().is_empty(), "{}", row.text);
        let written: serde_json::Value = serde_json::from_str(&suggested.to_json()).unwrap();
        assert_eq!(names.parse(&written["facts"].to_string()).unwrap(), told);
        let keys: Vec<&String> = written.as_object().unwrap().keys().collect();
        assert!(keys.is_sorted(), "{keys:?}");
    }
}

#[test]
fn what_clashes_is_dropped_and_named() {
    let (model, policy) = (model(), Policy::gsa_2008());
    let text = "Grants. Funding for states, counties and municipal governments.";
    let given = Facts::UNKNOWN.with(CustomerType::Citizen);
    let suggested = Suggested::new(&model, policy, text, given, 0.5);
    assert!(!suggested.possible().contains(Segment::Intergovernmental));
    assert!(suggested.facts().all(|(fact, _)| fact != "customer"), "what is given is not narrowed further");
    assert!(suggested.dropped().iter().all(|fact| *fact != Fact::Channel));
}

#[test]
fn costs_choose_what_is_expected_to_cost_least() {
    let model = model();
    let evidence = Reader::new(&model).read("Report wages to the agency, as the statute requires of employers");
    let shares = evidence.distribution(Segments::ALL).map(|(_, share)| f64::from(share));
    let even: Costs = "{}".parse().unwrap();
    assert_eq!(even.least(&shares).unwrap().0, evidence.suggestion(Segments::ALL).unwrap().0);
    let dear: Costs = r#"{"treated_as": {"commercial": {"commercial": 0}, "beneficial": {"dutiful": 1e9},
        "informational": {"dutiful": 1e9}, "intergovernmental": {"dutiful": 1e9}, "other": {"dutiful": 1e9},
        "commercial": {"dutiful": 1e9}}}"#
        .parse()
        .unwrap();
    let (segment, expected) = dear.least_among(Segments::ALL, &shares).unwrap();
    assert_eq!(segment, Segment::Dutiful);
    assert!(expected <= 1.0);
}
