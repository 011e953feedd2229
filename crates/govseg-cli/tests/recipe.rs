//! `govseg recipe new` and `recipe check`, as whoever has a table of their own calls them.

mod common;

use common::{Ran, files, folder, govseg, govseg_in, read, write};

const DESK: &str = "\
No;Service;Unit;Customer types;Kind;Paid;Calls;Remark
1;Fishing permit;Parks;Resident, Firm;permit;Y;120;asked for in spring
2;Tide tables;Parks;Resident;information;N;n/a;
3;Street closure;Roads;Firm;permit;Y;\"1,200\";with a map
4;Noise fine;Order;Resident;fine;N;0;
5;Snow clearing;Roads;Resident, Firm;help;N;44;in winter only
6;Market stand;Order;Firm;permit;Y;7;
";

fn json(ran: &Ran) -> serde_json::Value {
    serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {ran:?}"))
}

#[test]
fn a_draft_says_what_it_saw_and_can_be_used_at_once() {
    let folder = folder("draft");
    write(&folder, "Desk 2026.csv", DESK);
    let draft = govseg_in(&folder, &["recipe", "new", "Desk 2026.csv"], b"");
    assert_eq!((draft.code, draft.err.as_str()), (0, ""));
    for expected in [
        "from 6 rows of Desk 2026.csv",
        "id = \"desk-2026\"\n",
        "organization = \"Unit\"   # confirm\n",
        "label = \"Service\"   # confirm\n",
        "type = \"Kind\"   # confirm\n",
        "# Calls: in every row. Most frequent: 0 (1), 1,200 (1)",
        "name = \"Calls\"\npositive = { channel = \"phone\" }\nempty = [\"n/a\"]\n",
        "name = \"Paid\"\ncodes = { \"Y\" = { charge = [\"fee\", \"price\"] }, \"N\" = { charge = [\"none\", \"levy\"] } }\n",
        "# [[column]]\n# name = \"Customer types\"\n# separator = \",\"\n# [column.codes]\n# \"Firm\" = {}   # 4 rows\n",
        "# \"permit\" = {}   # 3 rows\n",
        "not read: No, Service, Unit, Remark.\n",
    ] {
        assert!(draft.out.contains(expected), "{expected}\n---\n{}", draft.out);
    }
    let made = govseg_in(&folder, &["recipe", "new", "Desk 2026.csv", "-o", "desk.toml"], b"");
    assert_eq!((made.code, made.out.as_str(), made.err.as_str()), (0, "", ""));
    assert_eq!(read(&folder, "desk.toml"), draft.out);
    let again = govseg_in(&folder, &["recipe", "new", "Desk 2026.csv", "-o", "desk.toml"], b"");
    assert!(again.code == 1 && again.err.contains("desk.toml is there already"), "{again:?}");
    let checked = govseg_in(&folder, &["recipe", "check", "desk.toml", "--table", "Desk 2026.csv", "--strict"], b"");
    assert_eq!(checked.code, 0, "{checked:?}");
    let run = ["classify", "Desk 2026.csv", "-o", "out.csv", "--recipe", "desk.toml", "-q"];
    assert_eq!(govseg_in(&folder, &run, b"").code, 0);
    assert_eq!(files(&folder), ["Desk 2026.csv", "desk.toml", "out.csv"]);
}

#[test]
fn the_stubs_of_a_draft_can_be_taken_up() {
    let folder = folder("stubs");
    write(&folder, "desk.csv", DESK);
    let draft = govseg_in(&folder, &["recipe", "new", "desk.csv"], b"").out;
    // What an analyst does in an editor: uncomment a column, and say what its codes mean.
    let begin = draft.find("# [[column]]\n# name = \"Kind\"").expect("a stub");
    let stub = draft.get(begin..).and_then(|rest| rest.split("\n\n").next()).expect("a stub ends");
    let mended: String = stub.lines().map(|line| format!("{}\n", line.strip_prefix("# ").unwrap_or(line))).collect();
    let mended = mended
        .replace("\"permit\" = {}", "\"permit\" = { obligation = \"required_for_benefit\", duty = \"none\" }")
        .replace("\"fine\" = {}", "\"fine\" = { duty = \"penalty\" }");
    write(&folder, "mine.toml", draft.replace(stub, &mended));
    let checked = govseg_in(&folder, &["recipe", "check", "mine.toml", "--table", "desk.csv"], b"");
    assert_eq!(checked.code, 0, "{checked:?}");
    assert!(checked.out.contains("Kind: a value in 6, says something in 4: obligation (3), duty (4)"), "{checked:?}");
}

#[test]
fn drafts_know_official_codes_facts_and_their_editions() {
    let folder = folder("schemes");
    let table = "service_type,service_fee,client_groups,obligation,weight\n\
                 \"gnc,reg\",Y,\"person,NGO\",Voluntary,1\n\
                 reg,N,econom,MANDATORY,2\n\
                 \"res,gnc\",N,\"NGO,PTC\",voluntary,3\n";
    write(&folder, "t.csv", table);
    let draft = govseg_in(&folder, &["recipe", "new", "t.csv"], b"").out;
    for expected in [
        "name = \"service_type\"\ncrosswalk = \"gc-service-type-2018\"\nseparator = \",\"\n",
        "# gc-service-fee-2024 fits as well.\n[[column]]\nname = \"service_fee\"\ncrosswalk = \"gc-service-fee-2018\"\n",
        "name = \"client_groups\"\ncrosswalk = \"gc-client-group-2018\"\nseparator = \",\"\n",
        "name = \"obligation\"\nfact = \"obligation\"\nignore_case = true\n",
        "not read: weight.\n",
    ] {
        assert!(draft.contains(expected), "{expected}\n---\n{draft}");
    }
    // Codes that are not known leave a draft that still runs.
    write(&folder, "odd.csv", format!("{table}gnx,N,person,voluntary,4\n"));
    let odd = govseg_in(&folder, &["recipe", "new", "odd.csv", "-o", "odd.toml"], b"");
    assert_eq!(odd.code, 0, "{odd:?}");
    let text = read(&folder, "odd.toml");
    assert!(text.contains("# Not understood, and unknown for now: gnx (1).\nunmapped = \"unknown\"\n"), "{text}");
    let strict = ["recipe", "check", "odd.toml", "--table", "odd.csv", "--strict"];
    let ran = govseg_in(&folder, &strict, b"");
    assert_eq!(ran.code, 1, "what is not mapped counts as a warning: {ran:?}");
    assert!(ran.out.contains("1 row: `gnx` is not a code of `gc-service-type-2018`; did you mean `gnc`?"), "{ran:?}");
    assert_eq!(govseg_in(&folder, strict.get(..5).unwrap_or_default(), b"").code, 0);
}

#[test]
fn a_draft_of_a_known_table_names_its_recipe() {
    let table =
        concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/data/labelled/us_federal_program_inventory_slice.jsonl");
    let draft = govseg(&["recipe", "new", table]).out;
    assert!(draft.contains("try --recipe us-assistance-listings"), "{draft}");
    assert!(
        draft.contains("#     alternative_to = \"applicant_types\"\n[[column]]\nname = \"beneficiary_types\""),
        "{draft}"
    );
}

#[test]
fn drafts_of_streams_empty_and_strange_tables() {
    let folder = folder("strange");
    let stream = govseg_in(&folder, &["recipe", "new", "-"], b"{\"customer\":[\"citizen\",\"business\"],\"x\":null}\n");
    assert!(stream.out.contains("name = \"customer\"\nfact = \"customer\"\n"), "{stream:?}");
    let strange = "\"a\nb\",\"q\"\"#\",tab\there,\"]\"\n\"x\u{7f}\ty\",\"\u{1}\",é,\\\nz,\"\u{1}\",é,\\\n";
    for (name, table) in [("empty.csv", "a,b\n"), ("strange.csv", strange)] {
        write(&folder, name, table);
        let recipe = format!("{name}.toml");
        let made = govseg_in(&folder, &["recipe", "new", name, "-o", &recipe], b"");
        assert_eq!(made.code, 0, "{made:?}");
        let text = read(&folder, &recipe);
        let checked = govseg_in(&folder, &["recipe", "check", &recipe, "--table", name], b"");
        assert_eq!(checked.code, 0, "{checked:?}\n{text}");
        // With its stubs taken up it is still a recipe.
        let uncommented = text.lines().map(|line| match line.strip_prefix("# ") {
            Some(rest) if rest.starts_with(['[', '"']) || rest.starts_with("name = ") => format!("{rest}\n"),
            _ => format!("{line}\n"),
        });
        write(&folder, &recipe, uncommented.collect::<String>());
        let checked = govseg_in(&folder, &["recipe", "check", &recipe], b"");
        assert_eq!(checked.code, 0, "{checked:?}\n{}", read(&folder, &recipe));
    }
    let missing = govseg_in(&folder, &["recipe", "new", "none.csv"], b"");
    assert!(missing.code == 1 && missing.err.contains("cannot read none.csv"), "{missing:?}");
}

#[test]
fn a_check_names_all_problems_with_their_places() {
    let folder = folder("problems");
    write(&folder, "r.toml", "id = 'r'\n[[column]]\nname = 'a'\nfact = 'custmer'\nseperator = ','\n");
    let ran = govseg_in(&folder, &["recipe", "check", "r.toml"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
    assert_eq!(
        ran.err,
        "r.toml:4:8: `custmer` is not a fact; did you mean `customer`?\n\
         r.toml:5:1: unknown key `seperator`; did you mean `separator`?\n\
         2 problems in r.toml\n"
    );
    let ran = govseg_in(&folder, &["recipe", "check", "r.toml", "--json"], b"");
    assert_eq!(ran.code, 1);
    let found = json(&ran);
    assert_eq!(found["sound"], false);
    assert_eq!((&found["problems"][0]["line"], &found["problems"][0]["kind"]), (&4.into(), &"unknown_fact".into()));
    let ran = govseg_in(&folder, &["recipe", "check", "none.toml"], b"");
    assert!(ran.code == 1 && ran.err.contains("cannot read none.toml"), "{ran:?}");
    let ran = govseg_in(&folder, &["recipe", "check", "gc-service-inventory"], b"");
    assert!(ran.code == 1 && ran.err.contains("did you mean `gc-service-inventory-20"), "{ran:?}");
}

#[test]
fn a_check_against_a_table_tells_what_each_column_says() {
    let folder = folder("against");
    let recipe = "id = 'r'\norganization = 'Unit'\n\
                  [[column]]\nname = 'type'\ncrosswalk = 'gc-service-type-2024'\nseparator = ','\n\
                  [[column]]\nname = 'idle'\ncodes = { A = {} }\noptional = true\n\
                  [[column]]\nname = 'scop'\ncrosswalk = 'gc-service-scope-2024'\n";
    write(&folder, "r.toml", recipe);
    let table = "unit,type,scope\nx,\"GNC,RES\",EXTERN\ny,GCN,EXTERN\nz,\"INFO,GCN\",EXTERN\nz,,\n";
    write(&folder, "t.csv", table);
    let ran = govseg_in(&folder, &["recipe", "check", "r.toml", "--table", "t.csv"], b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    for expected in [
        "sound: r\nit reads 3 columns\n",
        "warning: the column `idle` is read, but none of its codes says anything",
        "warning: the table has no column `scop`",
        "did you mean `scope`?",
        "warning: the table has no column `Unit`, which the recipe names as",
        "  type: a value in 3, says something in 1: content (1)\n",
        "    2 rows: `GCN` is not a code of `gc-service-type-2024`; did you mean `GNC`?\n",
        "open                      2    50.0 %\n",
        "rejected                  2    50.0 %\n",
    ] {
        assert!(ran.out.contains(expected), "{expected}\n---\n{}", ran.out);
    }
    assert!(ran.out.lines().all(|line| line.chars().count() <= 80), "{}", ran.out);
    assert_eq!(govseg_in(&folder, &["recipe", "check", "r.toml", "--table", "t.csv", "--strict"], b"").code, 1);
    assert_eq!(govseg_in(&folder, &["recipe", "check", "r.toml", "--strict"], b"").code, 1, "an idle column");
    let found = json(&govseg_in(&folder, &["recipe", "check", "r.toml", "--table", "t.csv", "--json"], b""));
    assert_eq!(found["table"]["columns"][0]["unmapped"][0]["code"], "GCN");
    assert_eq!(found["table"]["columns"][0]["unmapped"][0]["rows"], 2);
    assert_eq!(found["table"]["summary"]["rows_rejected"], 2);
    assert_eq!(found["warnings"][0]["warning"], "says_nothing");
    let stream = govseg_in(&folder, &["recipe", "check", "r.toml", "--table", "-"], b"");
    assert!(stream.code == 1 && stream.err.contains("standard input is empty"), "{stream:?}");
}

#[test]
fn every_built_in_recipe_is_sound() {
    for id in govseg_table::Recipe::builtin_ids() {
        let ran = govseg(&["recipe", "check", id, "--strict"]);
        assert!(ran.code == 0 && ran.out.starts_with(&format!("sound: {id} (")), "{ran:?}");
    }
}

#[test]
fn touchpoints_exports_are_read_in_every_way_of_writing() {
    let folder = folder("touchpoints");
    let table = "name,kind,channels,available_in_person,available_via_phone\n\
                 a,\"[\"\"Benefits\"\"]\",\"[\"\"phone\"\", \"\"email\"\"]\",TRUE,FALSE\n\
                 b,\"benefits, Benefits\",\"Website,fax\",false,true\n\
                 c,[],[],FALSE,FALSE\n";
    write(&folder, "t.csv", table);
    let run = [
        "classify",
        "t.csv",
        "-o",
        "-",
        "--recipe",
        "touchpoints-services",
        "--columns",
        "possible,because",
        "--to",
        "jsonl",
        "-q",
    ];
    let ran = govseg_in(&folder, &run, b"");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
    let possible = |line: &str| serde_json::from_str::<serde_json::Value>(line).expect("JSON")["possible"].to_string();
    let possible: Vec<_> = ran.out.lines().map(possible).collect();
    let benefits = "[\"beneficial\",\"intergovernmental\"]";
    assert_eq!(possible.get(..2).unwrap_or_default(), [benefits, benefits]);
    assert!(possible.get(2).is_some_and(|all| all.contains("commercial")), "{possible:?}");
    let run = [
        "classify",
        "t.csv",
        "-o",
        "-",
        "--recipe",
        "touchpoints-services",
        "--columns",
        "status",
        "--each",
        "channel",
        "-q",
    ];
    let each = govseg_in(&folder, &run, b"").out;
    let used = |name: &str| {
        let rows = each.lines().skip(1).filter(|line| line.starts_with(&format!("{name},")));
        rows.map(|line| line.rsplit(',').nth(1).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(used("a"), ["email", "phone", "in_person"]);
    assert_eq!(used("b"), ["phone", "fax", "website"]);
    assert_eq!(used("c"), [""]);
}

/// The same table in another format.
fn written(folder: &std::path::Path, from: &str, to: &str) {
    write(folder, "nothing.toml", "id = 'nothing'\n[constant]\noutcome = 'none'\n");
    let call =
        ["classify", from, "-o", to, "--recipe", "nothing.toml", "--columns", "rule", "--prefix", "added_", "-q"];
    let ran = govseg_in(folder, &call, b"");
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn tables_by_column_are_looked_at_like_others() {
    let folder = folder("by_column");
    write(&folder, "desk.csv", DESK);
    write(&folder, "desk.toml", "id = 'desk'\n[[column]]\nname = 'Paid'\ncodes = { Y = { charge = 'fee' }, N = {} }\n");
    let tail = |ran: &Ran| ran.out.split_once('\n').map(|(_, tail)| tail.replace("desk.csv", "")).expect("lines");
    written(&folder, "desk.csv", "plain.csv");
    // The lines before it break elsewhere where names are longer.
    let drafted = |name: &str| {
        let ran = govseg_in(&folder, &["recipe", "new", name], b"");
        assert!(ran.code == 0 && ran.out.contains(&format!("from 6 rows of {name}.")), "{ran:?}");
        ran.out.split_once("\nid = ").map(|(_, draft)| draft.replace(name, "plain.csv")).expect("a draft")
    };
    let draft = drafted("plain.csv");
    let checked = govseg_in(&folder, &["recipe", "check", "desk.toml", "--table", "plain.csv"], b"");
    assert!(checked.out.contains("Paid: a value in 6, says something in 3"), "{checked:?}");
    for ending in ["parquet", "arrow", "arrows"] {
        let name = format!("plain.{ending}");
        written(&folder, "desk.csv", &name);
        assert_eq!(drafted(&name), draft, "{ending}");
        let ran = govseg_in(&folder, &["recipe", "check", "desk.toml", "--table", &name], b"");
        assert_eq!(tail(&ran).replace(&name, "plain.csv"), tail(&checked), "{ending}");
    }
    // From standard input, what can be read from its beginning.
    for name in ["plain.csv", "plain.arrows"] {
        let bytes = std::fs::read(folder.join(name)).expect("a file");
        let ran = govseg_in(&folder, &["recipe", "check", "desk.toml", "--table", "-"], &bytes);
        assert_eq!(tail(&ran).replace("standard input", "plain.csv"), tail(&checked), "{name}");
        let ran = govseg_in(&folder, &["recipe", "new", "-"], &bytes);
        assert!(ran.out.contains("from 6 rows of standard input") && ran.code == 0, "{ran:?}");
    }
}
