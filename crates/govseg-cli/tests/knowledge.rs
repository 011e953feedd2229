//! `govseg policy`, `crosswalk`, `recipe` and `catalog`.

mod common;

use common::{files, folder, govseg, govseg_in, read, write};
use govseg::{Language, Policy};

#[test]
fn a_sound_policy() {
    let ran = govseg(&["policy", "check", "gsa-2008"]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.starts_with("sound: gsa-2008, version 1 "), "{ran:?}");
    assert!(ran.out.contains(Policy::gsa_2008().digest()), "{ran:?}");
    let json: serde_json::Value =
        serde_json::from_str(&govseg(&["policy", "check", "gsa-2008", "--json", "--strict"]).out).expect("JSON");
    assert_eq!((json["sound"].as_bool(), json["rules"].as_u64()), (Some(true), Some(6)));
    assert_eq!(json["digest"], Policy::gsa_2008().digest());
}

#[test]
fn what_is_proved_of_a_policy() {
    let folder = folder("proved");
    let rule =
        "[[rule]]\nid = 'other.never'\nsegment = 'other'\nwhen = { capacity = 'official', customer = 'citizen' }\n";
    write(&folder, "p.toml", format!("id = 'p'\nversion = '1'\nextends = 'gsa-2008'\n{rule}"));
    let ran = govseg_in(&folder, &["policy", "check", "p.toml"], b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("p.toml:5:6: warning: the rule `other.never` can never hold"), "{ran:?}");
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{ran:?}");
    assert_eq!(govseg_in(&folder, &["policy", "check", "p.toml", "--strict"], b"").code, 1);
    let json: serde_json::Value =
        serde_json::from_str(&govseg_in(&folder, &["policy", "check", "p.toml", "--json"], b"").out).expect("JSON");
    assert_eq!(json["check"]["findings"][0]["code"], "rule_never_holds");
    assert_eq!(govseg(&["policy", "check", "gsa-2008", "--strict"]).code, 0, "notes are no warnings");
}

#[test]
fn names_that_are_nearly_others_and_what_falls_to_other() {
    let folder = folder("near");
    let policy = "id = 'p'\nversion = '1'\nextends = 'gsa-2008'\nfact = [{ id = 'chanel', values = ['a', 'b'] }]\n\
                  [[rule]]\nid = 'beneficial.benefits'\nsegment = 'beneficial'\nwhen = { benefit = 'financial' }\n\
                  [[rule]]\nid = 'comercial.other'\nsegment = 'commercial'\nwhen = { chanel = 'a', charge = 'price' }\n";
    write(&folder, "p.toml", policy);
    let ran = govseg_in(&folder, &["policy", "check", "p.toml", "--json"], b"");
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let of = |code: &str| -> Vec<_> {
        let findings = json["check"]["findings"].as_array().expect("findings").iter();
        findings.filter(|finding| finding["code"] == code).map(|finding| finding["ids"].to_string()).collect()
    };
    let near = [r#"["comercial.other"]"#, r#"["beneficial.benefits","beneficial.benefit"]"#, r#"["chanel","channel"]"#];
    assert_eq!(of("near_miss"), near);
    assert_eq!(of("becomes_other"), ["[]"]);
    let ran = govseg_in(&folder, &["policy", "check", "p.toml"], b"");
    let said = ran.out.split_once("note: a rule makes these contacts `other`\n").expect("what falls to other").1;
    assert!(said.trim_start().starts_with("capacity = private, obligation = voluntary, content = service"), "{said}");
}

#[test]
fn all_errors_of_a_policy_at_once() {
    let folder = folder("policies");
    write(
        &folder,
        "p.toml",
        "id = 'p'\nversion = '1'\nextends = 'gsa-2008'\ndrop = ['nothing']\n[[rule]]\nid = 'r'\n\
                              segment = 'comercial'\nwhen = { custmer = 'citizen' }\n",
    );
    let ran = govseg_in(&folder, &["policy", "check", "p.toml"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    for expected in ["p.toml:4:9: ", "p.toml:7:11: `comercial`", "p.toml:8:10: `custmer`", "3 problems in p.toml"] {
        assert!(ran.err.contains(expected), "{expected}: {ran:?}");
    }
    let ran = govseg_in(&folder, &["policy", "check", "p.toml", "--json"], b"");
    assert_eq!(ran.code, 1);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    assert_eq!(json["sound"], false);
    assert_eq!((&json["problems"][1]["line"], &json["problems"][1]["kind"]), (&7.into(), &"unknown_segment".into()));
    assert!(govseg(&["policy", "check", "none.toml"]).err.contains("cannot be read as a file"));
}

#[test]
fn policies_extend_files_relative_to_themselves() {
    let folder = folder("extending");
    std::fs::create_dir(folder.join("sub")).expect("writable");
    write(&folder, "base.toml", "id = 'base'\nversion = '1'\nextends = 'gsa-2008'\n");
    write(&folder, "sub/mine.toml", "id = 'mine'\nversion = '2'\nextends = '../base.toml'\n");
    write(&folder, "sub/ring.toml", "id = 'ring'\nversion = '2'\nextends = 'ring.toml'\n");
    let ran = govseg_in(&folder, &["policy", "check", "sub/mine.toml"], b"");
    assert!(ran.code == 0 && ran.out.starts_with("sound: mine, version 2\n6 rules, "), "{ran:?}");
    let ring = govseg_in(&folder, &["policy", "check", "sub/ring.toml"], b"");
    assert!(ring.code == 1 && ring.err.contains("ring"), "{ring:?}");
    let decided = govseg_in(&folder, &["decide", "--policy", "sub/mine.toml", "capacity=official", "--json"], b"");
    assert!(decided.out.contains("\"id\":\"mine\""), "{decided:?}");
}

#[test]
fn a_policy_is_shown_as_it_resolves() {
    let ran = govseg(&["policy", "show", "gsa-2008", "--json"]);
    assert_eq!(ran.out, format!("{}\n", Policy::gsa_2008().to_json()));
    let ran = govseg(&["policy", "show", "gsa-2008"]);
    let rules: Vec<_> = Policy::gsa_2008().rules().map(|(id, _)| ran.out.find(&format!("  {id}  "))).collect();
    assert!(rules.iter().all(Option::is_some) && rules.is_sorted(), "{ran:?}");
}

#[test]
fn crosswalks() {
    let all = govseg(&["crosswalk"]);
    assert!(all.code == 0 && all.out.contains("gc-service-type-2024"), "{all:?}");
    let scheme = govseg(&["crosswalk", "gc-service-type-2024"]);
    assert!(scheme.out.contains("Grants and Contributions"), "{scheme:?}");
    let code = govseg(&["crosswalk", "gc-service-type-2024", "GNC"]);
    assert!(code.out.contains("benefit=financial") && code.out.contains("inferred"), "{code:?}");
    let json: serde_json::Value =
        serde_json::from_str(&govseg(&["crosswalk", "gc-service-type-2024", "GNC", "--json"]).out).expect("JSON");
    assert_eq!(json["facts"]["benefit"], "financial");
    for (arguments, expected) in [
        (&["crosswalk", "gc-service-typ-2024"][..], "did you mean `gc-service-type-2024`?"),
        (&["crosswalk", "gc-service-type-2024", "GCN"], "did you mean `GNC`?"),
    ] {
        let ran = govseg(arguments);
        assert!(ran.code == 1 && ran.err.contains(expected), "{ran:?}");
    }
}

/// What each scheme is, by one code of it: the facts that it says, and in which words it is kept from saying more.
#[test]
fn every_scheme_has_its_codes() {
    let nothing = "says      nothing";
    for (scheme, codes, code, said) in [
        ("a11-service-kind", 8, "Benefits", "benefit=financial|administrative|diplomatic"),
        ("a11-channel", 18, "automated_phone", "channel=automated_phone"),
        ("a11-service-example", 6, "applying for a benefit or loan", "determination=yes"),
        ("pra-obligation", 3, "RO", "obligation=required_for_benefit"),
        ("pra-affected-public", 7, "IH", "customer=citizen|noncitizen|military|law_enforcement"),
        ("us-assistance-type", 68, "L", "content=information_only"),
        ("us-assistance-applicant", 85, "60", "customer=noncitizen|"),
        ("us-assistance-beneficiary", 136, "64", "customer=noncitizen capacity=private"),
        ("fea-mode-of-delivery", 24, "D.22.2", nothing),
        ("cpsv-output", 7, "Financial obligation", "charge=fee|price|levy"),
        ("gc-service-type-2018", 17, "gnc", "benefit=financial"),
        ("gc-service-type-2024", 8, "LRP", nothing),
        ("gc-service-scope-2018", 3, "enterprise", "capacity=official"),
        ("gc-service-scope-2024", 4, "INTERN", nothing),
        ("gc-client-group-2018", 7, "enviro", nothing),
        ("gc-client-group-2024", 6, "ECONOM", "customer=business"),
        ("gc-service-fee-2018", 2, "Y", "charge=fee|price"),
        ("gc-service-fee-2024", 2, "N", "charge=none|levy"),
        ("uk-lgil", 37, "29", "duty=audit|investigation|prohibition|penalty"),
        ("uk-transaction-category", 9, "Making a payment", "charge=fee|price|levy"),
        ("usa-services-labels", 7, "exceptional", "occurrence=exceptional|unique"),
    ] {
        let ran = govseg(&["crosswalk", scheme, code]);
        let line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(ran.code == 0 && line(&ran.out).contains(&line(said)), "{scheme} {code}: {ran:?}");
        assert!(ran.out.contains("\nstanding  "), "{ran:?}");
        let json: serde_json::Value =
            serde_json::from_str(&govseg(&["crosswalk", scheme, "--json"]).out).expect("JSON");
        assert_eq!(json["codes"].as_array().map(Vec::len), Some(codes), "{scheme}");
        assert!(json["source"].as_str().is_some_and(|source| !source.is_empty()), "{scheme}");
    }
    let cofog = govseg(&["crosswalk", "cofog"]);
    assert!(cofog.code == 1 && cofog.err.contains("`cofog` is not a crosswalk"), "a topic says nothing: {cofog:?}");
}

#[test]
fn recipes() {
    let list = govseg(&["recipe", "list"]).out;
    for name in govseg_table::Recipe::builtin_ids() {
        assert!(list.contains(&format!("{name} ")), "{name}: {list}");
    }
    let text = govseg(&["recipe", "show", "gc-service-inventory-2023"]).out;
    let folder = folder("recipe");
    write(&folder, "mine.toml", &text);
    let ran = govseg_in(&folder, &["classify", "-", "-o", "-", "--recipe", "mine.toml", "-q"], b"service_type\nGNC\n");
    assert_eq!(ran.code, 0, "the recipe that is shown can be used: {ran:?}");
    assert_eq!(read(&folder, "mine.toml"), text);
    let ran = govseg(&["recipe", "show", "gc-service-inventory-2024"]);
    assert!(ran.code == 1 && ran.err.contains("did you mean `gc-service-inventory-2023`?"), "{ran:?}");
}

#[test]
fn the_catalogue() {
    let json: serde_json::Value = serde_json::from_str(&govseg(&["catalog", "--json"]).out).expect("JSON");
    assert_eq!(json["segments"].as_array().map(Vec::len), Some(6));
    let listed = govseg(&["catalog"]);
    assert!(listed.out.contains("required_for_benefit") && listed.out.contains("SEGMENTS"), "{listed:?}");
    assert!(listed.out.lines().all(|line| line.chars().count() <= 80), "{listed:?}");
    for name in ["facts", "decision", "policy", "interview"] {
        let schema: serde_json::Value =
            serde_json::from_str(&govseg(&["catalog", "--schema", name]).out).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
    }
    let ran = govseg(&["catalog", "--schema", "polcy"]);
    assert!(ran.code == 1 && ran.err.contains("did you mean `policy`?"), "{ran:?}");
}

#[test]
fn what_differs_between_policies() {
    let folder = folder("differs");
    write(&folder, "free.toml", "id = 'free'\nversion = '1'\nextends = 'gsa-2008'\ndrop = ['commercial.price']\n");
    let ran = govseg_in(&folder, &["policy", "diff", "gsa-2008", "free.toml"], b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    assert!(ran.out.contains("Of 12,096 kinds of contact that they tell apart, 54 change:"), "{ran:?}");
    assert!(ran.out.contains("commercial -> informational  36, 0.3 % by weight"), "{ran:?}");
    assert!(ran.out.contains("commercial -> other  18, 0.1 % by weight"), "{ran:?}");
    let json = govseg_in(&folder, &["policy", "diff", "gsa-2008", "free.toml", "--json"], b"").out;
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!((json["changed"].as_str(), json["assignments"].as_str()), (Some("54"), Some("12096")));
    let same = govseg(&["policy", "diff", "gsa-2008", "gsa-2008"]);
    assert!(same.out.contains("keeps its segment"), "{same:?}");
    let missing = govseg(&["policy", "diff", "gsa-2008", "gsa-2009"]);
    assert_eq!(missing.code, 1, "{missing:?}");
}

#[test]
fn a_policy_in_other_forms() {
    let folder = folder("forms");
    let policy = Policy::gsa_2008();
    let document = govseg(&["policy", "show", "gsa-2008", "--document"]);
    assert_eq!((document.code, document.out), (0, policy.document(Language::English)));
    let written = |form: &[&str], file: &str| {
        let ran = govseg_in(&folder, &[&["policy", "show", "gsa-2008", "-o", file], form].concat(), b"");
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
        read(&folder, file)
    };
    assert_eq!(written(&["--document", "--lang", "es"], "gsa.md"), policy.document(Language::Spanish));
    assert_eq!(written(&["--svg"], "gsa.svg"), policy.tree_svg(Language::English).expect("it is small"));
    assert_eq!(written(&["--dmn"], "gsa.dmn"), policy.to_dmn());
    assert_eq!(written(&["--json"], "gsa.json"), format!("{}\n", policy.to_json()));
    assert_eq!(written(&[], "gsa.txt"), govseg(&["policy", "show", "gsa-2008"]).out);
    assert_eq!(files(&folder), ["gsa.dmn", "gsa.json", "gsa.md", "gsa.svg", "gsa.txt"]);

    assert_eq!(govseg(&["policy", "show", "gsa-2008", "--svg", "--dmn"]).code, 2);
    let nowhere = govseg_in(&folder, &["policy", "show", "gsa-2008", "-o", "none/gsa.txt"], b"");
    assert!(nowhere.code == 1 && nowhere.err.contains("cannot write none/gsa.txt"), "{nowhere:?}");
    // A drawing with more branches than anybody could follow is refused, and the file stays away.
    let facts = (0..6).map(|at| format!("{{ id = 'f{at}', values = ['0', '1', '2', '3', '4', '5'] }},"));
    let rules = (0..30).map(|at| {
        let (fact, value, segment) = (at / 6, at % 6, ["dutiful", "commercial"][at % 2]);
        let when = format!("when = {{ f{fact} = '{value}', f{} = '{value}' }}", fact + 1);
        format!("[[rule]]\nid = 'r{at}'\nsegment = '{segment}'\n{when}\n")
    });
    let (facts, rules) = (facts.collect::<String>(), rules.collect::<String>());
    write(&folder, "wide.toml", format!("id = 'wide'\nversion = '1'\nfact = [{facts}]\n{rules}"));
    let wide = govseg_in(&folder, &["policy", "show", "wide.toml", "--svg", "-o", "wide.svg"], b"");
    assert!(wide.code == 1 && wide.err.contains("200 branches") && !folder.join("wide.svg").exists(), "{wide:?}");
}
