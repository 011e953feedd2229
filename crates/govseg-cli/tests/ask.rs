//! `govseg ask`.

mod common;

use common::{Ran, folder, govseg_in, write};
use govseg::{Interview, Language, Policy};
use serde_json::{Value, json};

fn ask(arguments: &[&str], input: &str) -> Ran {
    let ran = govseg_in(&folder("ask"), &[&["ask"], arguments].concat(), input.as_bytes());
    assert!(!ran.err.contains('\u{1b}') && !ran.out.contains('\u{1b}'), "no colour in a pipe");
    ran
}

/// Standard output, where the decision stands, of an interview that ends well.
fn decided(arguments: &[&str], input: &str) -> Value {
    let ran = ask(&[arguments, &["--json"]].concat(), input);
    assert_eq!(ran.code, 0, "{ran:?}");
    serde_json::from_str(&ran.out).expect("a decision")
}

#[test]
fn answers_line_by_line() {
    let ran = ask(&[], "official\n");
    assert_eq!(ran.code, 0);
    assert!(ran.out.starts_with("INTERGOVERNMENTAL\n"), "{ran:?}");
    assert!(ran.out.contains("It could be") || ran.out.contains("It would be"), "what would change it: {ran:?}");
    assert!(ran.err.contains("Is the customer acting privately or officially?"), "{ran:?}");
    assert!(ran.err.contains("If the answer is official, the contact is intergovernmental."), "{ran:?}");
    assert!(ran.err.contains("About 2.2 more"), "{ran:?}");
    assert!(ran.err.lines().chain(ran.out.lines()).all(|line| line.chars().count() <= 82), "{ran:?}");

    // By number and by name, several at once.
    let decision = decided(&[], "1\nnone\nvoluntary\nservice\n1,2\n");
    assert_eq!(decision["because"]["duty"], "none", "{decision}");
    assert_eq!(decided(&[], "1\npenalty,audit\n")["because"]["duty"], json!(["audit", "penalty"]));
}

#[test]
fn every_interview_asks_what_the_library_asks() {
    let policy = Policy::gsa_2008();
    let mut interview = Interview::new(policy);
    let (mut input, mut questions) = (String::new(), Vec::new());
    while let Some(prompt) = interview.prompt(Language::English) {
        let value = prompt.choices[0].value.clone();
        interview.answer(&value).expect("a choice");
        input += &(value + "\n");
        questions.push(prompt.question);
    }
    assert!(questions.len() > 3);
    let ran = ask(&["--json"], &input);
    assert_eq!(ran.out, interview.decision().to_json() + "\n");
    let places: Vec<_> = questions.iter().map(|question| ran.err.find(question.as_str())).collect();
    assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{ran:?}");
}

#[test]
fn going_back_and_changing() {
    assert_eq!(decided(&[], "1\nb\nofficial\n")["segment"], "intergovernmental");
    // Capacity, duty and obligation; then the capacity is changed.
    let changed = ask(&["--json"], "1\nnone\nvoluntary\nc capacity\nofficial\n");
    assert!(changed.out.contains("\"segment\":\"intergovernmental\""), "{changed:?}");
    let listed = ask(&["--json"], "1\nnone\nc\nduty\naudit\n");
    assert!(listed.err.contains("Which answer shall be changed? (capacity, duty)"), "{listed:?}");
    assert!(listed.out.contains("\"segment\":\"dutiful\""), "{listed:?}");
    let nothing = ask(&[], "b\nc\nc customer\n1\nc custmer\n");
    assert_eq!(nothing.err.matches("Nothing has been answered yet.").count(), 3, "{nothing:?}");
    assert!(nothing.err.contains("`custmer` has not been answered; choose capacity"), "{nothing:?}");
    let spanish = ask(&["--lang", "es"], "oficial\n1\nc capcity\n");
    assert!(spanish.err.contains("`oficial` no está entre las respuestas; ¿quiso decir `official`?"), "{spanish:?}");
    assert!(spanish.err.contains("`capcity` no se ha respondido; ¿quiso decir `capacity`?"), "{spanish:?}");

    // An answer that cannot be true together with the new one is given back.
    let folder = folder("clash");
    let policy = "id = 'p'\nversion = '1'\nfact = [{ id = 'way', values = ['in', 'out'] }, { id = 'door', values = ['front', 'back'] }]\n\
                  [[implies]]\nwhen = { way = 'out' }\nthen = { door = 'front' }\n\
                  [[rule]]\nid = 'out'\nsegment = 'intergovernmental'\nwhen = { way = 'out' }\n\
                  [[rule]]\nid = 'paid'\nsegment = 'dutiful'\nwhen = { door = 'back', charge = 'fee' }\n\
                  [[rule]]\nid = 'back'\nsegment = 'informational'\nwhen = { door = 'back' }\n";
    write(&folder, "p.toml", policy);
    let call = ["ask", "--policy", "p.toml", "charge=none|fee"];
    let ran = govseg_in(&folder, &call, b"in\nback\nc way\nout\n");
    assert!(ran.err.contains("Given back, because it cannot be true together with the new answer: door."), "{ran:?}");
    assert!(ran.out.starts_with("INTERGOVERNMENTAL"), "{ran:?}");
}

#[test]
fn not_sure_help_and_the_end_of_input() {
    let unsure = decided(&[], "n\nn\nn\nn\nn\nn\nn\nn\nn\n");
    assert_eq!(unsure["status"], "open");
    let help = ask(&[], "?\n");
    assert!(help.err.contains("official: The customer acts for a government"), "{help:?}");
    assert!(help.out.starts_with("OPEN: "), "what is known so far, when the input ends: {help:?}");
    assert_eq!((decided(&[], "q\n1\n"), decided(&[], "")), (decided(&[], ""), decided(&[], "q\n")));
    let slip = ask(&[], "offical\nofficial\n");
    assert!(slip.err.contains("`offical` is not among the answers; did you mean `official`?"), "{slip:?}");
    assert!(slip.out.starts_with("INTERGOVERNMENTAL"), "it can be mended: {slip:?}");
}

#[test]
fn what_is_known_is_not_asked() {
    let ran = ask(&["capacity=official"], "");
    assert!(ran.out.starts_with("INTERGOVERNMENTAL") && ran.err.is_empty(), "{ran:?}");
    let implied = ask(&["customer=citizen"], "n\nn\nn\nn\nn\nn\n");
    assert!(!implied.err.contains("privately or officially"), "a citizen acts privately: {implied:?}");
    let clash = ask(&["customer=citizen", "capacity=official"], "");
    assert!(clash.code == 0 && clash.out.starts_with("CONTRADICTION") && clash.err.is_empty(), "{clash:?}");
    let wrong = ask(&["customer=citzen"], "");
    assert!(wrong.code == 1 && wrong.err.contains("did you mean `citizen`?"), "{wrong:?}");
    assert_eq!(ask(&["customer"], "").code, 2);
}

#[test]
fn in_spanish() {
    let ran = ask(&["--lang", "es"], "ayuda\nno lo sé\natrás\nprivado\n2\n");
    assert!(ran.err.contains("¿") && ran.err.contains("preguntas más"), "{ran:?}");
    assert!(ran.err.contains("2,2"), "the decimal sign: {ran:?}");
    assert!(ran.err.contains("`privado` no está entre las respuestas; ¿quiso decir `private`?"), "{ran:?}");
    assert!(ran.out.contains("Este contacto es"), "{ran:?}");
}

/// What a program hears when it says these lines, each line checked against the schema.
fn lines(arguments: &[&str], input: &[&str]) -> Vec<Value> {
    let schema: Value = serde_json::from_str(&govseg::schema("interview").expect("a schema")).expect("JSON");
    let schema = jsonschema::validator_for(&schema).expect("a schema");
    let ran = ask(
        &[&["--json-lines"], arguments].concat(),
        &input.iter().map(|line| format!("{line}\n")).collect::<String>(),
    );
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let heard: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    for line in &heard {
        assert!(schema.is_valid(line), "{line}");
    }
    heard
}

#[test]
fn with_a_program() {
    let heard = lines(
        &[],
        &[r#"{"answer":"private"}"#, r#"{"answer":null}"#, r#"{"back":true}"#, r#"{"answer":["audit","penalty"]}"#],
    );
    let asked: Vec<_> = heard.iter().map(|line| line["fact"].as_str().unwrap_or("end")).collect();
    assert_eq!(asked, ["capacity", "duty", "obligation", "duty", "end"]);
    assert_eq!(heard[0]["choices"][1]["label"], "official");
    assert!(heard[0]["expected"].as_f64() > heard[1]["expected"].as_f64());
    assert_eq!(heard[1]["facts"], json!({"capacity": "private"}));
    let end = &heard[4];
    assert_eq!((&end["type"], &end["decision"]["segment"]), (&json!("decision"), &json!("dutiful")));
    assert!(end["what_if"].as_array().is_some_and(|changes| !changes.is_empty()));
    assert_eq!(end["facts"], json!({"capacity": "private", "duty": ["audit", "penalty"]}));

    let changed = lines(&[], &[r#"{"answer":"private"}"#, r#"{"answer":"official","change":"capacity"}"#]);
    assert_eq!(changed.last().expect("an end")["decision"]["segment"], "intergovernmental");
    let stopped = lines(&["capacity=private"], &[r#"{"stop":true}"#, r#"{"answer":"none"}"#]);
    assert_eq!((stopped.len(), &stopped[1]["decision"]["status"]), (2, &json!("open")));
    let ended = lines(&[], &[]);
    assert_eq!(ended.last().expect("an end")["decision"]["status"], "open");
}

#[test]
fn what_a_program_says_wrongly_is_answered_and_the_question_stands() {
    let wrong = [
        ("", "EOF"),
        ("{", "EOF"),
        ("[]", "invalid type"),
        ("{}", "write {\"answer\""),
        (r#"{"anwser":"private"}"#, "unknown key `anwser`"),
        (r#"{"answer":"privat"}"#, "did you mean `private`?"),
        (r#"{"answer":1}"#, "an answer is a value"),
        (r#"{"answer":[]}"#, "an answer is a value"),
        (r#"{"answer":"private","back":true}"#, "write {\"answer\""),
        (r#"{"back":true}"#, "Nothing has been answered yet."),
        (r#"{"answer":"citizen","change":"customer"}"#, "is not a fact"),
    ];
    let input: Vec<&str> = wrong.iter().map(|(line, _)| *line).chain([r#"{"answer":"official"}"#]).collect();
    let heard = lines(&[], &input);
    assert_eq!(heard.len(), wrong.len() + 2);
    for ((line, expected), heard) in wrong.iter().zip(&heard[1..]) {
        assert_eq!(heard["type"], "error", "{line}");
        assert!(heard["message"].as_str().expect("a text").contains(expected), "{line}: {heard}");
    }
    assert_eq!(heard.last().expect("an end")["decision"]["segment"], "intergovernmental");
}
