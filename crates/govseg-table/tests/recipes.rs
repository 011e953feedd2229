//! What recipes can say: alternatives within a cell and among columns, what holds together, letters, lists in cells.

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Recipe};

/// What `because` says of each row of a CSV table, or why the row cannot be read.
fn because(recipe: &str, table: &str) -> Vec<String> {
    said(recipe, table, Format::Csv)
}

fn said(recipe: &str, table: &str, format: Format) -> Vec<String> {
    let recipe = Recipe::parse("r.toml", recipe).expect("a recipe");
    let (mut out, mut rejects) = (Vec::new(), Vec::new());
    Classify::new(Policy::gsa_2008())
        .recipe(&recipe)
        .columns(vec![Column::Possible])
        .run(
            Input::stream("table", table.as_bytes(), Some(format)),
            Output::stream("out", &mut out, Some(Format::JsonLines)),
            Some(Output::stream("rejects", &mut rejects, None)),
        )
        .expect("readable");
    let lines = [out, rejects].concat();
    let lines = String::from_utf8(lines).expect("UTF-8");
    let rows = lines.lines().map(|line| serde_json::from_str::<serde_json::Value>(line).expect("JSON"));
    rows.map(|row| match &row["possible"] {
        serde_json::Value::Array(segments) => {
            segments.iter().filter_map(serde_json::Value::as_str).collect::<Vec<_>>().join(" ")
        }
        _ => row["reason"].as_str().unwrap_or_default().to_owned(),
    })
    .collect()
}

const TWO: &str = r#"
    id = "r"
    [[column]]
    name = "applicants"
    separator = ","
    codes = { State = { capacity = "official" }, Firm = { capacity = "private" } }
    [[column]]
    name = "beneficiaries"
    separator = ","
    codes = { City = { capacity = "official" }, Person = { capacity = "private" } }
"#;

const OFFICIAL: &str = "intergovernmental";
const PRIVATE: &str = "informational beneficial dutiful commercial other";
const ALL: &str = "informational beneficial dutiful commercial intergovernmental other";

#[test]
fn codes_of_a_cell_are_alternatives_and_columns_hold_together() {
    let table = "applicants,beneficiaries\nState,\n\"State,Firm\",\n\"State,Firm\",City\nState,Person\n";
    assert_eq!(because(TWO, table), [OFFICIAL, ALL, OFFICIAL, ""]);
}

#[test]
fn columns_may_be_alternatives_as_codes_of_a_cell_are() {
    let pooled = format!("{TWO}    alternative_to = \"applicants\"\n");
    let rows = [
        ("State", "City", OFFICIAL),
        ("State", "Person", ALL),
        ("Firm", "Person", PRIVATE),
        // Who benefits is not known then, and it may be anybody.
        ("State", "", ALL),
        ("", "City", ALL),
        ("", "", ALL),
    ];
    let table: String = rows.iter().map(|(one, other, _)| format!("{one},{other}\n")).collect();
    let expected: Vec<_> = rows.iter().map(|(_, _, possible)| *possible).collect();
    assert_eq!(because(&pooled, &format!("applicants,beneficiaries\n{table}")), expected);
    // A column that the table lacks is unknown as well.
    assert_eq!(because(&pooled, "applicants\nState\n"), [ALL]);
    assert_eq!(said(&pooled, "{\"beneficiaries\":\"City\"}", Format::JsonLines), [ALL]);
    // Another column still narrows what the two leave.
    let third = format!("{pooled}    [[column]]\n    name = \"scope\"\n    fact = \"capacity\"\n");
    let table = "applicants,beneficiaries,scope\nState,Person,official\n";
    assert_eq!(because(&third, table), [OFFICIAL]);
}

#[test]
fn channels_add_up_among_columns_and_among_alternatives() {
    let column = |name: &str| format!("[[column]]\nname = \"{name}\"\npositive = {{ channel = \"{name}\" }}\n");
    let used = |more: &str| {
        let recipe = format!("id = \"r\"\n{}{}{more}", column("phone"), column("fax"));
        let recipe = Recipe::parse("r.toml", &recipe).expect("a recipe");
        let mut out = Vec::new();
        let report = Classify::new(Policy::gsa_2008())
            .recipe(&recipe)
            .columns(vec![Column::Status])
            .each("channel")
            .expect("a fact")
            .run(
                Input::stream("table", &b"phone,fax\n3,4\n0,1\n"[..], Some(Format::Csv)),
                Output::stream("out", &mut out, None),
                None,
            );
        report.expect("readable");
        String::from_utf8(out).expect("UTF-8")
    };
    let both = "phone,fax,each,status\n3,4,phone,open\n3,4,fax,open\n0,1,fax,open\n";
    assert_eq!(used(""), both);
    assert_eq!(used("alternative_to = \"phone\"\n"), both);
}

#[test]
fn letters_may_be_small_or_capital() {
    let recipe = |more: &str| {
        format!(
            "id = \"r\"\n[[column]]\nname = \"a\"\nempty = \"N/A\"\ncodes = {{ State = {{ capacity = \"official\" }} }}\n{more}"
        )
    };
    let table = "a\nState\nSTATE\nn/a\nStat\n";
    let ignoring = because(&recipe("ignore_case = true\n"), table);
    assert_eq!(ignoring, [OFFICIAL, OFFICIAL, ALL, "`Stat` is not a code that the recipe maps; did you mean `state`?"]);
    let minding = because(&recipe(""), table);
    assert_eq!(minding.first().map(String::as_str), Some(OFFICIAL));
    assert_eq!(minding.len(), 4);
    assert!(
        minding
            .get(1..)
            .unwrap_or_default()
            .iter()
            .all(|said| said.contains("did you mean `State`?") || said.contains("n/a")),
        "{minding:?}"
    );
    let fact = "id = \"r\"\n[[column]]\nname = \"a\"\nfact = \"capacity\"\nignore_case = true\n";
    assert_eq!(because(fact, "a\nOfficial|PRIVATE\nOFFICIAL\n"), [ALL, OFFICIAL]);
}

#[test]
fn a_cell_may_hold_a_list_as_json() {
    let recipe = "id = \"r\"\n[[column]]\nname = \"a\"\nseparator = \",\"\nempty = \"[none]\"\n\
                  codes = { \"Firms, large\" = { capacity = \"private\" }, State = { capacity = \"official\" } }\n";
    let table = "a\n\"[\"\"State\"\"]\"\n\"[\"\"Firms, large\"\", \"\"State\"\"]\"\n[]\n[none]\n\"[\"\"Firms\"\"]\"\n";
    let said = because(recipe, table);
    assert_eq!(said.get(..4).unwrap_or_default(), [OFFICIAL, ALL, ALL, ALL]);
    assert!(said.get(4).is_some_and(|said| said.starts_with("`Firms` is not a code")), "{said:?}");
}

#[test]
fn mistakes_with_alternatives_and_letters_are_named() {
    let text = "id = 'r'\n[[column]]\nname = 'a'\nalternative_to = 'b'\nfact = 'customer'\n\
                [[column]]\nname = 'b'\nfact = 'capacity'\nalternative_to = 'aa'\n\
                [[column]]\nname = 'c'\nignore_case = true\ncodes = { Y = { charge = 'fee' }, y = {} }\n\
                [[column]]\nname = 'd'\nignore_case = true\npositive = { channel = 'fax' }\n";
    let error = Recipe::parse("r.toml", text).unwrap_err();
    let said: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "r.toml:4:18: no column above is named `b`; name one that stands before this one",
            "r.toml:9:18: no column above is named `aa`; did you mean `a`?",
            "r.toml:12:15: `Y` and `y` differ by case only and mean different things",
            "r.toml:16:15: `ignore_case` goes with `fact`, `crosswalk` or `codes` only",
        ]
    );
}
