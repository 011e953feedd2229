//! Input made to hurt: an error each time, never a panic, a hang, or a flood of memory.

use govseg::{Error, File, Files, Format, Policy};

fn policy_error(text: &str, format: Format) -> String {
    struct None;
    impl Files for None {
        fn read(&self, _: &str, _: &str) -> Result<File, String> {
            Err("no files here".into())
        }
    }
    match Policy::from_file(File::new("hostile", text), format, &None) {
        Err(Error::Policy(error)) => error.problems()[0].kind.name().to_owned(),
        Err(other) => panic!("{other}"),
        Ok(policy) => panic!("taken: {policy:?}"),
    }
}

#[test]
fn deep_nesting() {
    let deep = "[".repeat(200_000);
    assert_eq!(Policy::gsa_2008().parse(&deep).unwrap_err().kind(), "wrong_type");
    assert_eq!(Policy::gsa_2008().parse(&format!("{{\"customer\": {deep}")).unwrap_err().kind(), "wrong_type");
    assert_eq!(policy_error(&format!("{{\"id\": {deep}"), Format::Json), "json_syntax");
    assert_eq!(policy_error(&format!("{{\"id\": {deep}{}}}", "]".repeat(200_000)), Format::Json), "json_syntax");
    assert_eq!(policy_error(&format!("id = {deep}"), Format::Toml), "toml_syntax");
    let tables = (0..200_000).map(|_| "a.").collect::<String>();
    assert_eq!(policy_error(&format!("{tables}b = 1"), Format::Toml), "toml_syntax");
}

#[test]
fn huge_numbers() {
    let digits = "9".repeat(100_000);
    assert_eq!(Policy::gsa_2008().parse(&format!("{{\"customer\": {digits}}}")).unwrap_err().kind(), "json_syntax");
    assert_eq!(Policy::gsa_2008().parse("{\"customer\": 1e999}").unwrap_err().kind(), "json_syntax");
    let weight = |number: &str| {
        let text = format!("id = \"a\"\nversion = \"1\"\nweights = {{ duty = {{ audit = {number} }} }}");
        policy_error(&text, Format::Toml)
    };
    assert_eq!(weight(&digits), "invalid_weight");
    assert_eq!(weight("1000001"), "invalid_weight");
    assert_eq!(weight("0"), "invalid_weight");
    assert_eq!(weight("-1"), "invalid_weight");
    assert_eq!(weight("1.5"), "invalid_weight");
    assert_eq!(weight("inf"), "invalid_weight");
}

#[test]
fn byte_order_mark_and_line_ends() {
    let policy = "\u{feff}id = \"a\"\r\nversion = \"1\"\r\nextends = \"gsa-2008\"\r\n";
    assert_eq!(Policy::from_toml(policy).unwrap().id(), "a");
    let json = "\u{feff}{\"id\": \"a\",\r\n\"version\": \"1\"}";
    assert_eq!(Policy::from_json(json).unwrap().id(), "a");
    assert!(Policy::gsa_2008().parse("\u{feff}{\"duty\": \"audit\"}").is_ok());
    let error = Policy::from_toml("\u{feff}id = \"a\"\r\nversion = 1\r\n").unwrap_err();
    assert!(error.to_string().starts_with("policy:2:11: "), "{error}");
}

#[test]
fn long_words_are_cut_in_messages() {
    let long = "x".repeat(1_000_000);
    for error in [
        Policy::gsa_2008().parse(&format!("{{\"{long}\": 1}}")).unwrap_err(),
        Policy::gsa_2008().parse(&format!("{{\"duty\": \"{long}\"}}")).unwrap_err(),
        Policy::from_toml(&format!("id = \"{long}!\"")).unwrap_err(),
        Policy::from_toml(&format!("{long} = 1")).unwrap_err(),
    ] {
        assert!(error.to_string().len() < 1_000, "{}", error.to_string().len());
    }
}

#[test]
fn duplicate_keys() {
    assert_eq!(Policy::gsa_2008().parse(r#"{"duty":"audit","duty":"audit"}"#).unwrap_err().kind(), "duplicate_fact");
    assert_eq!(policy_error(r#"{"id":"a","id":"a"}"#, Format::Json), "json_syntax");
    assert_eq!(policy_error("id = \"a\"\nid = \"a\"", Format::Toml), "toml_syntax");
}

#[test]
fn policies_that_extend_one_another() {
    struct Ring;
    impl Files for Ring {
        fn read(&self, _: &str, path: &str) -> Result<File, String> {
            let next = if path == "a" { "b" } else { "a" };
            Ok(File::new(path, format!("id = \"{path}\"\nversion = \"1\"\nextends = \"{next}\"")))
        }
    }
    struct Endless;
    impl Files for Endless {
        fn read(&self, _: &str, path: &str) -> Result<File, String> {
            Ok(File::new(path, format!("id = \"x\"\nversion = \"1\"\nextends = \"{path}x\"")))
        }
    }
    let start = || File::new("a", "id = \"a\"\nversion = \"1\"\nextends = \"b\"");
    for files in [&Ring as &dyn Files, &Endless] {
        let Err(Error::Policy(error)) = Policy::from_file(start(), Format::Toml, files) else { panic!("taken") };
        assert_eq!(error.problems()[0].kind.name(), "extends_cycle", "{error}");
    }
}

#[test]
fn policies_beyond_the_budgets() {
    let rule =
        |index: usize| format!("[[rule]]\nid = \"r{index}\"\nsegment = \"other\"\nwhen = {{ duty = \"audit\" }}\n");
    let rules = |count: usize| (0..count).map(rule).collect::<String>();
    let head = "id = \"a\"\nversion = \"1\"\n";
    assert!(Policy::from_toml(&format!("{head}{}", rules(500))).is_ok());
    assert_eq!(policy_error(&format!("{head}{}", rules(501)), Format::Toml), "policy_too_large");

    let values = |count: usize| (0..count).map(|value| format!("\"v{value}\"")).collect::<Vec<_>>().join(", ");
    let fact = |count: usize| format!("{head}[[fact]]\nid = \"f\"\nvalues = [{}]\n", values(count));
    assert!(Policy::from_toml(&fact(64)).is_ok());
    assert_eq!(policy_error(&fact(65), Format::Toml), "policy_too_large");

    // Pairs of facts that must agree, the partners as far apart as can be: the diagram has to remember them all.
    let own = |index: usize| format!("[[fact]]\nid = \"f{index}\"\nvalues = [\"a\", \"b\"]\n");
    let facts: String = (0..32).map(own).collect();
    let agree = |index: usize| {
        let far = index + 16;
        format!(
            "[[rule]]\nid = \"r{index}\"\nsegment = \"dutiful\"\nwhen = [{{ f{index} = \"a\", f{far} = \"b\" }}, {{ f{index} = \"b\", f{far} = \"a\" }}]\n"
        )
    };
    let pairs: String = (0..16).map(agree).collect();
    assert_eq!(policy_error(&format!("{head}{facts}{pairs}"), Format::Toml), "policy_too_large");
}

/// Pairs of own facts, the partners as far apart as can be: a diagram has to remember all of the first before it sees
/// any of the others. `turn` says who is whose partner.
fn pairs(name: &str, count: usize, turn: usize) -> Policy {
    let fact = |side: &str, index: usize| format!("[[fact]]\nid = \"{name}_{side}{index}\"\nvalues = [\"x\", \"y\"]\n");
    let facts: String = ["a", "b"].iter().flat_map(|side| (0..count).map(|index| fact(side, index))).collect();
    let pair = |index: usize| format!("{{ {name}_a{index} = \"x\", {name}_b{} = \"x\" }}", (index + turn) % count);
    let pairs: Vec<_> = (0..count).map(pair).collect();
    let rule = format!("[[rule]]\nid = \"dutiful.pairs\"\nsegment = \"dutiful\"\nwhen = [{}]\n", pairs.join(", "));
    Policy::from_toml(&format!("id = \"{name}\"\nversion = \"1\"\n{facts}{rule}")).expect("it can be decided")
}

/// A policy that is small enough to be decided by may be too large to prove things of.
#[test]
fn analyses_beyond_the_budgets() {
    let kind = |error: govseg::PolicyError| error.problems()[0].kind.name().to_owned();
    let large = pairs("p", 12, 0);
    assert_eq!(kind(large.check().expect_err("it needs more nodes")), "policy_too_large");
    assert_eq!(kind(large.diff(&pairs("p", 12, 6)).expect_err("it needs more nodes")), "policy_too_large");
    assert_eq!(kind(large.diff(&pairs("q", 12, 0)).expect_err("it has more values")), "policy_too_large");
    // Smaller ones are no trouble.
    let small = pairs("p", 6, 0);
    assert!(small.check().is_ok());
    assert!(small.diff(&pairs("p", 6, 3)).is_ok() && small.diff(&pairs("q", 6, 0)).is_ok());
}
