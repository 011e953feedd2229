//! `govseg decide`.

mod common;

use common::{folder, govseg, govseg_in, write};
use govseg::Policy;

const DUTY: &str = "customer=citizen";

#[test]
fn json_is_that_of_the_library() {
    let policy = Policy::gsa_2008();
    for (arguments, facts) in [
        (vec![], "{}"),
        (
            vec!["customer=citizen,noncitizen", "obligation=voluntary", "content=service"],
            r#"{"customer":["citizen","noncitizen"],"obligation":"voluntary","content":"service"}"#,
        ),
        (vec!["channel=phone|website", "charge= price "], r#"{"channel":["phone","website"],"charge":"price"}"#),
        (vec!["capacity=official", "customer=business"], r#"{"capacity":"official","customer":"business"}"#),
    ] {
        let expected = policy.decide(policy.parse(facts).expect("facts")).to_json() + "\n";
        let ran = govseg(&[&["decide", "--json"], &arguments[..]].concat());
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, expected.as_str(), ""));

        let folder = folder("decide");
        write(&folder, "facts.json", format!("\u{feff}{facts}\n"));
        assert_eq!(govseg_in(&folder, &["decide", "--json", "--facts", "facts.json"], b"").out, expected);
        assert_eq!(govseg_in(&folder, &["decide", "--facts", "-", "--json"], facts.as_bytes()).out, expected);
    }
}

#[test]
fn explanations_are_readable_and_narrow() {
    for (arguments, expected) in [
        (
            &["benefit=financial", "capacity=private", "obligation=voluntary", "duty=none", "charge=none"][..],
            "BENEFICIAL",
        ),
        (&["customer=citizen|business", "duty=none"], "OPEN: "),
        (&["customer=citizen", "capacity=official"], "CONTRADICTION"),
        (&["--lang", "es", "capacity=official"], "Este contacto"),
        (&["--lang", "es"], "ABIERTO: "),
    ] {
        let ran = govseg(&[&["decide"], arguments].concat());
        assert_eq!(ran.code, 0, "{ran:?}");
        assert!(ran.out.contains(expected), "{ran:?}");
        assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{ran:?}");
        assert!(ran.out.contains("policy       gsa-2008, version 1 (sha256:"), "{ran:?}");
        assert!(!ran.out.contains('\u{1b}'), "no colour in a pipe");
    }
    let ran = govseg(&["decide", "customer=citizen", "duty=none", "charge=price,fee"]);
    assert!(ran.out.contains("\nask          "), "{ran:?}");
    assert!(ran.out.contains("because      "), "{ran:?}");
}

#[test]
fn bad_input_says_how_to_mend_it() {
    for (arguments, expected) in [
        (&["custmer=citizen"][..], "`custmer` is not a fact; did you mean `customer`?"),
        (&["customer=militry"], "`militry` is not a customer type; did you mean `military`?"),
        (&["=x"], "`` is not a fact"),
        (&["customer="], "`customer` is given without a value"),
        (&["customer=citizen,"], "`customer` is given without a value"),
        (&[DUTY, DUTY], "`customer` is given twice"),
        (&["--policy", "gsa-2009"], "did you mean `gsa-2008`?"),
        (&["--policy", "none.toml"], "cannot be read as a file"),
        (&["--facts", "none.json"], "cannot read none.json"),
    ] {
        let ran = govseg(&[&["decide"], arguments].concat());
        assert_eq!((ran.code, ran.out.as_str()), (1, ""), "{ran:?}");
        assert!(ran.err.starts_with("error: ") && ran.err.contains(expected), "{ran:?}");
    }
    for (facts, expected) in [
        (&b"{\"customer\":"[..], "-: line 1, column 12: not valid JSON"),
        (b"{\"customer\":[]}", "`customer` is given without a value"),
        (b"[]", "not an object of facts"),
        (b"\xff", "it is not UTF-8 from byte 1 on"),
    ] {
        let ran = govseg_in(&folder("facts"), &["decide", "--facts", "-"], facts);
        assert_eq!(ran.code, 1);
        assert!(ran.err.contains(expected), "{ran:?}");
    }
    let large = govseg_in(&folder("large"), &["decide", "--facts", "-"], &vec![b' '; 5 << 20]);
    assert!(large.code == 1 && large.err.contains("larger than 4 MiB"), "{large:?}");
}

#[test]
fn bad_usage() {
    for arguments in [
        &["decide", "customer"][..],
        &["decide", "--facts", "x.json", DUTY],
        &["decide", "--lang", "fr"],
        &["decide", "--jason"],
        &["deside"],
        &[],
    ] {
        let ran = govseg(arguments);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{arguments:?}: {ran:?}");
        assert!(!ran.err.is_empty());
    }
    assert!(govseg(&["decide", "customer"]).err.contains("write facts as FACT=VALUE"));
}

#[test]
fn help_shows_an_example_of_each() {
    for command in [
        &["decide"][..],
        &["ask"],
        &["classify"],
        &["policy", "check"],
        &["policy", "show"],
        &["crosswalk"],
        &["recipe", "show"],
        &["catalog"],
    ] {
        let ran = govseg(&[command, &["--help"]].concat());
        assert_eq!(ran.code, 0);
        let call = format!("  govseg {}", command.join(" "));
        assert!(ran.out.contains("Example") && ran.out.contains(&call), "{ran:?}");
    }
}
