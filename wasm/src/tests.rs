//! What the modules say where they run, in WebAssembly: the same as the core.
//!
//! `cargo xtask wasm-test` runs them in Node, once for each module.

use govseg::{Contact, Facts, Policy};
use wasm_bindgen_test::wasm_bindgen_test;

/// A contact as JavaScript passes it.
#[cfg(not(feature = "policy"))]
fn halves(contact: Contact) -> [u32; 4] {
    let half = |word: u64, shift: u32| u32::try_from(word >> shift & u64::from(u32::MAX)).unwrap();
    let (facts, own) = (contact.facts.word(), contact.own.word());
    [half(facts, 0), half(facts, 32), half(own, 0), half(own, 32)]
}

/// Contacts of which one value is known or excluded, for each value of each fact.
fn contacts() -> Vec<Contact> {
    let policy = Policy::gsa_2008();
    let names = policy.vocabulary();
    let mut contacts = vec![Contact::UNKNOWN];
    for fact in names.facts() {
        let all = (1 << names.values(fact).len()) - 1;
        for value in 0..names.values(fact).len() {
            contacts.extend([1 << value, all & !(1 << value)].map(|set| names.narrow(Contact::UNKNOWN, fact, set)));
        }
    }
    assert!(contacts.len() > 50 && contacts.iter().any(|contact| contact.facts != Facts::UNKNOWN));
    contacts
}

#[cfg(feature = "engine")]
fn standard() -> crate::engine::Engine {
    crate::engine::Engine::standard().unwrap()
}

#[cfg(any(feature = "main", feature = "policy", feature = "text"))]
fn thrown<T>(tried: Result<T, wasm_bindgen::JsValue>) -> String {
    tried.err().and_then(|error| error.as_string()).unwrap()
}

#[cfg(feature = "main")]
mod main {
    use super::*;
    use crate::answer::packed;
    use crate::engine::Engine;
    use crate::interview::Interview;
    use crate::rows::Rows;

    #[wasm_bindgen_test]
    fn one_contact_is_decided_as_by_the_core() {
        let (engine, policy) = (standard(), Policy::gsa_2008());
        assert_eq!(engine.digest(), policy.digest());
        for contact in contacts() {
            let [a, b, c, d] = halves(contact);
            let decision = policy.decide(contact);
            assert_eq!(engine.decide(a, b, c, d), packed(decision.possible(), decision.rule_place()));
            assert_eq!(engine.decision(a, b, c, d), decision.to_json());
        }
    }

    #[wasm_bindgen_test]
    fn rows_are_decided_as_one_after_the_other() {
        let (engine, policy) = (standard(), Policy::gsa_2008());
        let names = policy.vocabulary();
        for (place, fact) in names.facts().enumerate() {
            let values = u8::try_from(names.values(fact).len()).unwrap();
            let codes: Vec<u8> = (0..=values).collect();
            let (mut segment, mut possible, mut rule) =
                (vec![9; codes.len()], vec![0; codes.len()], vec![0; codes.len()]);
            let mut rows = Rows::new(&engine);
            rows.begin(codes.len());
            assert_eq!(rows.narrow(place, &codes), values);
            rows.decide(&mut segment, &mut possible, &mut rule);
            for code in codes {
                let set = if code == 0 { (1 << values) - 1 } else { 1 << (code - 1) };
                let decision = policy.decide(names.narrow(Contact::UNKNOWN, fact, set));
                let row = usize::from(code);
                assert_eq!(segment[row], decision.segment().map_or(0, |segment| segment as u8 + 1));
                let answer = u32::from(possible[row]) | u32::from(rule[row]) << 8;
                assert_eq!(answer, packed(decision.possible(), decision.rule_place()));
            }
        }
    }

    #[wasm_bindgen_test]
    fn an_interview_goes_back_to_where_it_was() {
        let engine = standard();
        let [a, b, c, d] = halves(Contact::UNKNOWN);
        let mut interview = Interview::new(&engine, a, b, c, d);
        let before = (interview.fact(), interview.expected(), interview.contact());
        let choice = interview.choices().into_iter().next().unwrap();
        interview.answer(vec![choice.clone()]).unwrap();
        assert_eq!(interview.answered(0), [before.0.clone().unwrap(), choice]);
        assert_ne!(interview.contact(), before.2);
        interview.back().unwrap();
        assert_eq!((interview.fact(), interview.expected(), interview.contact()), before);
        assert!(thrown(interview.answer(vec!["nothing of the kind".to_owned()])).contains("\"kind\""));
    }

    #[wasm_bindgen_test]
    fn what_is_no_policy_is_refused() {
        let good = Policy::gsa_2008().to_compiled();
        assert!(Engine::from_compiled(&good).is_ok());
        for cut in [0, 1, good.len() / 2, good.len() - 1] {
            assert!(thrown(Engine::from_compiled(&good[..cut])).starts_with('{'));
        }
    }
}

#[cfg(feature = "policy")]
mod policy {
    use super::*;
    use crate::engine::Engine;

    const AGENCY: &str = "id = \"a\"\nversion = \"1\"\nextends = \"gsa-2008\"\n";

    #[wasm_bindgen_test]
    fn a_policy_that_was_read_is_the_one_of_the_core() {
        let read = Engine::read("a.toml", AGENCY, "{}").unwrap();
        let core = Policy::from_toml(AGENCY).unwrap();
        assert_eq!(read.canonical(), core.to_json());
        assert_eq!((read.to_compiled(), read.to_lean()), (core.to_compiled(), core.to_lean()));
        assert_eq!(read.diff(&standard()).unwrap(), core.diff(Policy::gsa_2008()).unwrap().to_json());
    }

    #[wasm_bindgen_test]
    fn errors_have_their_places() {
        let wrong = format!("{AGENCY}[[rule]]\nid = \"other.x\"\nsegmnt = \"other\"\n");
        let said = thrown(Engine::read("a.toml", &wrong, "{}"));
        assert!(said.contains("\"line\":6") && said.contains("did you mean `segment`?"), "{said}");
        assert!(thrown(standard().parse("{\"customer\":\"militry\"}")).contains("military"));
    }

    #[wasm_bindgen_test]
    fn contacts_come_from_json() {
        for contact in contacts() {
            let parsed = standard().parse(&Policy::gsa_2008().vocabulary().to_json(contact)).unwrap();
            assert_eq!(parsed, crate::contact::halves(contact));
        }
    }
}

#[cfg(feature = "words")]
mod words {
    use super::*;
    use govseg::Language;

    #[wasm_bindgen_test]
    fn sentences_are_those_of_the_core() {
        for (code, language) in [("en", Language::English), ("es", Language::Spanish)] {
            assert_eq!(standard().document(code), Policy::gsa_2008().document(language));
            for contact in contacts() {
                let [a, b, c, d] = halves(contact);
                assert_eq!(standard().explain(a, b, c, d, code), Policy::gsa_2008().decide(contact).explain(language));
            }
        }
    }
}

#[cfg(feature = "measures")]
mod measures {
    use super::*;
    use govseg::measures::Measuring;

    #[wasm_bindgen_test]
    fn measures_are_those_of_the_core() {
        let measuring = Measuring::new(Policy::gsa_2008()).unwrap();
        for contact in contacts() {
            let [a, b, c, d] = halves(contact);
            let found = standard().measures_for(a, b, c, d, Vec::new(), 8).unwrap();
            assert_eq!(found, measuring.of(contact).to_json(8));
        }
        let [a, b, c, d] = halves(Contact::UNKNOWN);
        let wrong = standard().measures_for(a, b, c, d, vec!["dutyful".to_owned()], 8);
        assert!(wrong.err().and_then(|error| error.as_string()).unwrap().contains("dutiful"));
    }
}

#[cfg(feature = "text")]
mod text {
    use super::*;
    use crate::text::TextReader;
    use govseg_text::{Model, Suggested};

    const TEXT: &str = "Apply for a passport to travel abroad";

    #[wasm_bindgen_test]
    fn a_text_suggests_what_it_does_to_the_core() {
        let (reader, model) = (TextReader::shipped().unwrap(), Model::shipped().unwrap());
        assert_eq!(reader.version(), model.version());
        for contact in contacts() {
            let [a, b, c, d] = halves(contact);
            let found = reader.suggest(&standard(), a, b, c, d, TEXT, 0.9);
            assert_eq!(found, Suggested::new(&model, Policy::gsa_2008(), TEXT, contact, 0.9).to_json());
        }
    }

    #[wasm_bindgen_test]
    fn what_is_no_model_is_refused() {
        let good = Model::shipped().unwrap().to_bytes();
        assert!(TextReader::from_bytes(&good).is_ok());
        for cut in [0, 1, good.len() / 2, good.len() - 1] {
            assert!(thrown(TextReader::from_bytes(&good[..cut])).starts_with(r#"{"kind":"text_model""#));
        }
    }
}

#[cfg(feature = "slim")]
mod slim {
    use super::*;
    use crate::answer::packed;
    use crate::slim::Engine;

    #[wasm_bindgen_test]
    fn the_slim_one_decides_alike() {
        let policy = Policy::gsa_2008();
        let engine = Engine::from_lean(&policy.to_lean()).unwrap();
        for contact in contacts() {
            let [a, b, c, d] = halves(contact);
            let decision = policy.decide(contact);
            assert_eq!(engine.decide(a, b, c, d), packed(decision.possible(), decision.rule_place()));
        }
        assert!(Engine::from_lean(b"nothing of the kind").is_none());
    }
}
