//! Whole tables through the public interface: what goes in, what comes out, what is reported.

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Recipe, Report, TableError, Warning};

/// What came of a table that was given as bytes.
struct Done {
    out: String,
    rejects: Vec<serde_json::Value>,
    report: Report,
}

fn input(bytes: &[u8], format: Format) -> Input<'_> {
    Input::stream("in", bytes, Some(format))
}

/// Classifies, collecting rejected rows.
fn collecting(classify: Classify<'_>, bytes: &[u8], from: Format, to: Format) -> Done {
    let (mut out, mut rejects) = (Vec::new(), Vec::new());
    let rejected = Output::stream("rejects", &mut rejects, None);
    let report =
        classify.run(input(bytes, from), Output::stream("out", &mut out, Some(to)), Some(rejected)).expect("it works");
    let rejects = String::from_utf8(rejects).expect("JSON is UTF-8");
    let rejects = rejects.lines().map(|line| serde_json::from_str(line).expect("a line of JSON")).collect();
    Done { out: String::from_utf8(out).expect("UTF-8 in, UTF-8 out"), rejects, report }
}

/// Classifies without collecting rejected rows.
fn strictly(classify: Classify<'_>, bytes: &[u8], from: Format, to: Format) -> (String, Result<Report, TableError>) {
    let mut out = Vec::new();
    let report = classify.run(input(bytes, from), Output::stream("out", &mut out, Some(to)), None);
    (String::from_utf8(out).expect("UTF-8 in, UTF-8 out"), report)
}

/// With the segment and the status only.
fn brief() -> Classify<'static> {
    Classify::new(Policy::gsa_2008()).columns(vec![Column::Segment, Column::Status])
}

fn csv_to_csv(text: &str) -> String {
    let (out, report) = strictly(brief(), text.as_bytes(), Format::Csv, Format::Csv);
    report.expect("it works");
    out
}

#[test]
fn every_delimiter_stays() {
    for delimiter in [",", ";", "\t"] {
        let text = "id,capacity,note\n1,official,\"a\"\n2,,b\n".replace(',', delimiter);
        let expected = "id,capacity,note,segment,status\n1,official,\"a\",intergovernmental,decided\n2,,b,,open\n";
        assert_eq!(csv_to_csv(&text), expected.replace(',', delimiter));
    }
    let (out, _) = strictly(brief(), b"id\tcapacity\n1\tofficial\n", Format::Tsv, Format::Csv);
    assert_eq!(out, "id,capacity,segment,status\n1,official,intergovernmental,decided\n");
    let (out, _) = strictly(brief(), b"id;capacity\n\"1\t2\";official\n", Format::Csv, Format::Tsv);
    assert_eq!(out, "id\tcapacity\tsegment\tstatus\n\"1\t2\"\tofficial\tintergovernmental\tdecided\n");
}

#[test]
fn rows_are_kept_as_they_are_written() {
    let text =
        "\u{feff}capacity,\"a \"\"note\"\"\"\r\n\"official\",\"two\r\nlines, \"\"quoted\"\"\"\r\n  ,  spaces  \r\n";
    assert_eq!(
        csv_to_csv(text),
        "capacity,\"a \"\"note\"\"\",segment,status\r\n\
         \"official\",\"two\r\nlines, \"\"quoted\"\"\",intergovernmental,decided\r\n  ,  spaces  ,,open\r\n"
    );
    // The last line may lack its end, and empty lines are no rows.
    assert_eq!(csv_to_csv("\n\ncapacity\n\nofficial"), "capacity,segment,status\nofficial,intergovernmental,decided\n");
    // Lines may end in carriage returns alone.
    assert_eq!(csv_to_csv("capacity\rofficial\r"), "capacity,segment,status\nofficial,intergovernmental,decided\n");
}

#[test]
fn json_rows_are_kept_byte_for_byte() {
    let text = "{\"b\": 1.50, \"capacity\":\"official\", \"a\":\"\\u00e9 }\" } \r\n\n  {}\n{\"capacity\":null}";
    let (out, report) = strictly(brief(), text.as_bytes(), Format::JsonLines, Format::JsonLines);
    assert_eq!(
        out,
        "{\"b\": 1.50, \"capacity\":\"official\", \"a\":\"\\u00e9 }\" ,\"segment\":\"intergovernmental\",\
         \"status\":\"decided\"} \r\n  {\"segment\":null,\"status\":\"open\"}\n\
         {\"capacity\":null,\"segment\":null,\"status\":\"open\"}\n"
    );
    assert_eq!(report.expect("it works").summary.rows_in, 3);
}

#[test]
fn all_columns_in_both_forms() {
    let text = "customer,capacity,charge\nmilitary,official,price\ncitizen,official,\n";
    let classify = || Classify::new(Policy::gsa_2008());
    let (csv, _) = strictly(classify(), text.as_bytes(), Format::Csv, Format::Csv);
    assert_eq!(
        csv.lines().collect::<Vec<_>>(),
        [
            "customer,capacity,charge,segment,status,likely,possible,also,rule,sub_segment,ask,because",
            "military,official,price,intergovernmental,decided,intergovernmental,intergovernmental,commercial,\
             intergovernmental.official,,,\"{\"\"capacity\"\":\"\"official\"\"}\"",
            "citizen,official,,,contradiction,,,,,,,\"{\"\"capacity\"\":\"\"official\"\",\"\"customer\"\":\"\"citizen\"\"}\"",
        ]
    );
    let (json, _) = strictly(classify(), text.as_bytes(), Format::Csv, Format::JsonLines);
    assert_eq!(
        json.lines().collect::<Vec<_>>(),
        [
            "{\"customer\":\"military\",\"capacity\":\"official\",\"charge\":\"price\",\"segment\":\"intergovernmental\",\
             \"status\":\"decided\",\"likely\":\"intergovernmental\",\"possible\":[\"intergovernmental\"],\
             \"also\":[\"commercial\"],\"rule\":\"intergovernmental.official\",\"sub_segment\":null,\"ask\":null,\
             \"because\":{\"capacity\":\"official\"}}",
            "{\"customer\":\"citizen\",\"capacity\":\"official\",\"charge\":\"\",\"segment\":null,\
             \"status\":\"contradiction\",\"likely\":null,\"possible\":[],\"also\":[],\"rule\":null,\
             \"sub_segment\":null,\"ask\":null,\"because\":{\"capacity\":\"official\",\"customer\":\"citizen\"}}",
        ]
    );
}

#[test]
fn the_added_columns_are_those_of_the_decision() {
    let facts = r#"{"customer":["citizen","business"],"charge":["fee","price"],"channel":["phone","website"]}"#;
    let (out, _) = strictly(Classify::new(Policy::gsa_2008()), facts.as_bytes(), Format::JsonLines, Format::JsonLines);
    let row: serde_json::Value = serde_json::from_str(&out).expect("JSON");
    let policy = Policy::gsa_2008();
    let decision = policy.decide(policy.parse(facts).expect("facts"));
    let expected: serde_json::Value = serde_json::from_str(&decision.to_json()).expect("JSON");
    for key in ["segment", "status", "possible", "also", "rule", "sub_segment", "ask", "because"] {
        assert_eq!(row[key], expected[key], "{key}");
    }
    assert_eq!(row["likely"], decision.likely().expect("open").to_string());
}

#[test]
fn json_becomes_cells_and_nothing_is_lost_silently() {
    let text = "{\"a\":\"x,y\",\"capacity\":[\"official\"],\"n\":null}\n\
                {\"n\":{\"k\":[1, 2]},\"a\":true}\n{\"a\":1,\"new\":2}\n";
    let done = collecting(brief(), text.as_bytes(), Format::JsonLines, Format::Csv);
    assert_eq!(
        done.out,
        "a,capacity,n,segment,status\n\"x,y\",\"[\"\"official\"\"]\",,intergovernmental,decided\n\
         true,,\"{\"\"k\"\":[1, 2]}\",,open\n"
    );
    assert_eq!(done.rejects.len(), 1);
    assert_eq!((&done.rejects[0]["row"], &done.rejects[0]["column"]), (&3.into(), &"new".into()));
    assert_eq!(done.rejects[0]["text"], "{\"a\":1,\"new\":2}");
}

#[test]
fn tables_without_rows() {
    assert_eq!(csv_to_csv("id,capacity\n"), "id,capacity,segment,status\n");
    assert_eq!(strictly(brief(), b"\n \n", Format::JsonLines, Format::JsonLines).0, "");
    assert_eq!(strictly(brief(), b"", Format::JsonLines, Format::Csv).0, "segment,status\n");
    for empty in [&b""[..], b"\n\r\n", b"\xef\xbb\xbf"] {
        let (out, report) = strictly(brief(), empty, Format::Csv, Format::Csv);
        assert!(out.is_empty());
        assert!(matches!(report, Err(TableError::NoHeader { .. })), "{empty:?}");
    }
}

#[test]
fn a_stream_tells_its_form_by_its_first_bytes() {
    for (text, first) in
        [(" {\"capacity\":\"official\"}\n", " {\"cap"), ("capacity;x\nofficial;\n", "capacity;x;segment")]
    {
        let mut out = Vec::new();
        let report =
            brief().run(Input::stream("in", text.as_bytes(), None), Output::stream("out", &mut out, None), None);
        assert_eq!(report.expect("it works").summary.decided(), 1);
        assert!(String::from_utf8(out).expect("UTF-8").starts_with(first), "{text}");
    }
}

#[test]
fn headers_that_cannot_be() {
    let error = |text: &[u8]| strictly(brief(), text, Format::Csv, Format::Csv).1.unwrap_err().to_string();
    assert_eq!(error(b"a,b,a\n"), "in: columns 1 and 3 are both named `a`; rename one of them");
    assert_eq!(
        error(b"a,status\n1,2\n"),
        "in already has a column `status`; give the added columns a prefix, for example `--prefix govseg_`"
    );
    assert!(error(b"a,\xff\n").contains("from byte 3 of the row on; if the table is written in another encoding"));
    assert!(error(b"\xff\xfe\0\0a\0\0\0").contains("UTF-32"));
    assert!(error(b"a,\"b\n1,2\n").contains("never closed"));
    let (_, report) = strictly(brief(), b"{\"status\":1}", Format::JsonLines, Format::JsonLines);
    assert!(matches!(report, Err(TableError::NameTaken { .. })));
}

#[test]
fn a_prefix_renames_all_added_columns() {
    let classify = || brief().prefix("g_").each("customer").expect("a fact");
    let text = "customer,status\ncitizen|business,x\n,y\n";
    let (csv, _) = strictly(classify(), text.as_bytes(), Format::Csv, Format::Csv);
    assert_eq!(
        csv,
        "customer,status,g_each,g_segment,g_status\ncitizen|business,x,citizen,,open\n\
         citizen|business,x,business,,open\n,y,,,open\n"
    );
    let (json, _) = strictly(classify(), text.as_bytes(), Format::Csv, Format::JsonLines);
    assert!(
        json.starts_with(
            "{\"customer\":\"citizen|business\",\"status\":\"x\",\"g_each\":\"citizen\",\"g_segment\":null,"
        )
    );
    assert!(json.ends_with("\"g_each\":null,\"g_segment\":null,\"g_status\":\"open\"}\n"));
}

#[test]
fn each_takes_a_row_once_for_each_value() {
    let text = "customer,charge,channel\ncitizen|government_agency,levy,phone|fax\n,,\n";
    let run = |fact| collecting(brief().each(fact).expect("a fact"), text.as_bytes(), Format::Csv, Format::Csv);
    let done = run("customer");
    assert_eq!(
        done.out.lines().skip(1).collect::<Vec<_>>(),
        [
            "citizen|government_agency,levy,phone|fax,citizen,dutiful,decided",
            "citizen|government_agency,levy,phone|fax,government_agency,intergovernmental,decided",
            ",,,,,open",
        ]
    );
    let summary = &done.report.summary;
    assert_eq!((summary.rows_in, summary.rows_out, summary.rows_rejected), (2, 3, 0));
    let by_channel = run("channel").out;
    assert_eq!(
        by_channel.lines().map(|line| line.split(',').nth(3).unwrap_or("")).collect::<Vec<_>>(),
        ["each", "phone", "fax", ""]
    );
    assert!(brief().each("custmer").err().expect("no fact").to_string().contains("did you mean `customer`?"));
}

#[test]
fn facts_in_cells_and_in_json() {
    let rejected = |text: &str, format| {
        let done = collecting(brief(), text.as_bytes(), format, format);
        done.rejects.first().map(|reject| reject["reason"].as_str().expect("a reason").to_owned())
    };
    for cell in ["citizen", " citizen | business ", "", "  ", "citizen|citizen"] {
        assert_eq!(rejected(&format!("customer,x\n{cell},1\n"), Format::Csv), None, "{cell}");
    }
    for (cell, reason) in [
        ("militry", "`militry` is not a customer type; did you mean `military`?"),
        ("citizen||business", "an empty value among several; leave out the separator"),
        ("citizen|", "an empty value among several; leave out the separator"),
        ("citizen,business", "3 cells where the header has 2"),
    ] {
        assert_eq!(rejected(&format!("customer,x\n{cell},1\n"), Format::Csv).as_deref(), Some(reason));
    }
    for value in ["\"citizen\"", "\"citizen|business\"", "[\"citizen\",\"business\"]", "null", "\"c\\u0069tizen\""] {
        assert_eq!(rejected(&format!("{{\"customer\":{value}}}"), Format::JsonLines), None, "{value}");
    }
    for (value, reason) in [
        ("\"\"", "an empty string; leave the key out (or write null) if it is unknown"),
        ("[]", "an empty list; leave the key out (or write null) if it is unknown"),
        ("[null]", "null within a list; leave it out, or write null for the whole if it is unknown"),
        ("[[\"citizen\"]]", "a list within a list"),
        ("{}", "an object; write a string or a list of strings"),
        ("3", "a number; write a string or a list of strings"),
        ("[\"militry\"]", "`militry` is not a customer type; did you mean `military`?"),
    ] {
        assert_eq!(rejected(&format!("{{\"customer\":{value}}}"), Format::JsonLines).as_deref(), Some(reason));
    }
    assert!(rejected("{\"customer\":true}", Format::JsonLines).expect("a reason").starts_with("a boolean; `customer`"));
    assert_eq!(rejected("{\"determination\":true}\n{\"determination\":[false]}", Format::JsonLines), None);
}

#[test]
fn a_list_of_all_values_is_unknown() {
    let all = govseg::Fact::Customer.values().join("|");
    let text = format!("customer\n{all}\n");
    let classify = Classify::new(Policy::gsa_2008()).columns(vec![Column::Because]).each("customer").expect("a fact");
    let (out, _) = strictly(classify, text.as_bytes(), Format::Csv, Format::Csv);
    assert_eq!(out.lines().nth(1), Some(&*format!("{all},,{{}}")));
}

#[test]
fn the_policys_own_facts_are_columns_too() {
    let policy = Policy::from_toml(
        "id = 'a'\nversion = '1'\nextends = 'gsa-2008'\n[[fact]]\nid = 'program'\nvalues = ['grants', 'permits']\n\
         [[rule]]\nid = 'dutiful.permit'\nsegment = 'dutiful'\nwhen = { program = 'permits' }\n",
    )
    .expect("a policy");
    let classify = Classify::new(&policy).columns(vec![Column::Segment, Column::Rule]);
    let (out, _) = strictly(classify, b"program\npermits\ngrants\n", Format::Csv, Format::Csv);
    assert_eq!(out, "program,segment,rule\npermits,dutiful,dutiful.permit\ngrants,,\n");
}

#[test]
fn the_first_unreadable_row_ends_it_and_nothing_is_written() {
    for (text, format, expected) in [
        (
            "customer\ncitizen\nmilitry\n",
            Format::Csv,
            "in: row 2 (line 3), column `customer`: `militry` is not a customer type; did you mean `military`?",
        ),
        ("\n\na,b\n\n1,2\n3\n", Format::Csv, "in: row 2 (line 6): 1 cell where the header has 2"),
        (
            "{}\n\n{\"a\":1,\"a\":2}\n",
            Format::JsonLines,
            "in: row 2 (line 3), column `a`: the key stands twice in the row",
        ),
        (
            "{}\n{\"a\":\n",
            Format::JsonLines,
            "in: row 2 (line 2): not valid JSON: EOF while parsing a value at column 5",
        ),
        ("[1]\n", Format::JsonLines, "in: row 1 (line 1): not an object; in JSON Lines each line is one object"),
    ] {
        let (out, report) = strictly(brief(), text.as_bytes(), format, format);
        assert_eq!(out, "", "{text}");
        assert_eq!(report.unwrap_err().to_string(), expected);
    }
}

#[test]
fn rejected_rows_are_named_and_counts_add_up() {
    let mut bytes = b"customer,note\ncitizen,ok\nmilitry,wrong\ncitizen\na,b,c\n".to_vec();
    bytes.extend_from_slice(b"citizen,\xff\xfe\n\xff,x\nbusiness,fine\ncitizen,\"open\nbusiness,swallowed\n");
    let done = collecting(brief(), &bytes, Format::Csv, Format::Csv);
    let summary = &done.report.summary;
    assert_eq!((summary.rows_in, summary.rows_rejected, summary.rows_out), (8, 6, 2));
    assert_eq!(done.out.lines().count(), 3);
    let places: Vec<_> = done.rejects.iter().map(|reject| (reject["row"].as_u64(), reject["line"].as_u64())).collect();
    let expected = [(2, 3), (3, 4), (4, 5), (5, 6), (6, 7), (8, 9)];
    assert_eq!(places, expected.map(|(row, line)| (Some(row), Some(line))));
    let columns: Vec<_> = done.rejects.iter().map(|reject| reject["column"].as_str()).collect();
    assert_eq!(columns, [Some("customer"), None, None, Some("note"), Some("customer"), None]);
    assert_eq!(done.rejects[0]["text"], "militry,wrong");
    let reason = done.rejects[3]["reason"].as_str().expect("a reason");
    assert!(reason.starts_with("not UTF-8 from byte 9 of the row on; if"), "{reason}");
    assert_eq!(done.rejects[5]["reason"], "a quotation mark is opened and never closed");
    assert_eq!(done.rejects[5]["text"], "citizen,\"open\nbusiness,swallowed");
}

#[test]
fn very_long_rows_are_rejected_without_being_kept() {
    let long = "x".repeat(17 << 20);
    let text = format!("customer,note\ncitizen,{long}\nbusiness,y\n");
    let done = collecting(brief(), text.as_bytes(), Format::Csv, Format::Csv);
    assert_eq!(done.out.lines().count(), 2);
    assert_eq!((done.rejects[0]["row"].as_u64(), done.rejects[0]["line"].as_u64()), (Some(1), Some(2)));
    assert!(done.rejects[0]["reason"].as_str().expect("a reason").starts_with("longer than 16 MiB"));
    assert!(done.rejects[0]["text"].is_null());

    let text = format!("{{\"a\":\"{long}\"}}\n{{\"capacity\":\"official\"}}\n");
    let done = collecting(brief(), text.as_bytes(), Format::JsonLines, Format::JsonLines);
    assert_eq!((done.report.summary.decided(), done.rejects.len()), (1, 1));

    let commas = ",".repeat(3 << 20);
    let done = collecting(brief(), format!("a\n{commas}\nb\n").as_bytes(), Format::Csv, Format::Csv);
    assert_eq!((done.report.summary.rows_out, done.rejects.len()), (1, 1));
}

#[test]
fn the_summary_tells_the_two_kinds_of_open_rows_apart() {
    let text = "customer,obligation,charge,capacity,benefit\n\
                citizen|government_agency,mandatory,,,\n\
                citizen|government_agency,mandatory,,,\n\
                citizen,,,,\n\
                ,mandatory,,,\n\
                citizen,mandatory,,,\n\
                citizen,,,official,\n";
    let done = collecting(brief(), text.as_bytes(), Format::Csv, Format::Csv);
    let summary = &done.report.summary;
    assert_eq!((summary.open.populations, summary.open.unknown), (2, 2));
    let missing: Vec<_> = summary.open.missing.iter().map(|missing| (missing.fact.as_str(), missing.rows)).collect();
    assert_eq!(missing, [("capacity", 1), ("duty", 1)]);
    let json = serde_json::to_value(summary).expect("numbers and strings");
    assert_eq!(
        json,
        serde_json::json!({
            "rows_in": 6, "rows_rejected": 0, "rows_out": 6,
            "segments": {
                "informational": 0, "beneficial": 0, "dutiful": 1, "commercial": 0, "intergovernmental": 0, "other": 0,
            },
            "open": {
                "populations": 2, "unknown": 2,
                "missing": [{"fact": "capacity", "rows": 1}, {"fact": "duty", "rows": 1}], "partly_known": [],
            },
            "contradictions": [{
                "because": {"customer": "citizen", "capacity": "official"},
                "columns": ["customer", "capacity"], "rows": 1,
            }],
        })
    );
}

#[test]
fn columns_that_look_meant_are_warned_about() {
    let warnings = |text: &str| collecting(brief(), text.as_bytes(), Format::Csv, Format::Csv).report.warnings;
    let said = warnings("custmer, duty ,date,customer_id\n1,2,3,4\n");
    let said: Vec<_> = said.iter().map(ToString::to_string).collect();
    assert_eq!(said[0], "the column `custmer` is not read; if it holds the fact `customer`, name it `customer`");
    assert_eq!(said[1], "the column ` duty ` is not read; if it holds the fact `duty`, name it `duty`");
    assert!(said[2].starts_with("no column says anything about the contacts"));
    assert_eq!(said.len(), 3);
    // Also beside the fact itself: which of the two was meant, only the user can tell.
    let beside = warnings("customer,Customer\n,\n");
    assert_eq!(beside, [Warning::NearlyFact { column: "Customer".into(), fact: "customer".into() }]);
    let done = collecting(brief(), b"{\"a\":1}\n{\"Duty\":\"none\"}\n", Format::JsonLines, Format::JsonLines);
    assert_eq!(
        done.report.warnings,
        [Warning::NearlyFact { column: "Duty".into(), fact: "duty".into() }, Warning::NothingRead]
    );
}

#[test]
fn a_recipe_reads_codes_counts_and_constants() {
    let recipe = Recipe::parse(
        "r.toml",
        r#"
        id = "r"
        [constant]
        obligation = "voluntary"
        [[column]]
        name = "type"
        codes = { G = { benefit = "financial", content = "service" }, I = { content = "information_only" }, X = {} }
        separator = "/"
        empty = "-"
        [[column]]
        name = "who"
        fact = "customer"
        values = { "The public" = ["citizen", "noncitizen"], Firms = "business" }
        separator = ";"
        [[column]]
        name = "calls"
        positive = { channel = "phone" }
        unmapped = "unknown"
        [[column]]
        name = "extra"
        crosswalk = "gc-service-fee-2024"
        optional = true
        "#,
    )
    .expect("a recipe");
    let because = |row: &str| {
        let text = format!("type,who,calls,duty\n{row}\n");
        let classify =
            Classify::new(Policy::gsa_2008()).recipe(&recipe).columns(vec![Column::Possible, Column::Because]);
        let done = collecting(classify, text.as_bytes(), Format::Csv, Format::JsonLines);
        if let Some(reject) = done.rejects.first() {
            return Err(format!("{}: {}", reject["column"], reject["reason"].as_str().unwrap_or_default()));
        }
        let row: serde_json::Value = serde_json::from_str(&done.out).expect("JSON");
        Ok((row["possible"].to_string(), row["because"].to_string()))
    };
    let beneficial = "[\"beneficial\",\"dutiful\"]".to_owned();
    assert_eq!(because("G,The public,1,x").expect("readable").0, beneficial);
    assert_eq!(
        because("G/I , Firms;business, \"1,200\" ,x").expect_err("not a number").as_str(),
        "null: 5 cells where the header has 4"
    );
    for unknown in ["X", "G/X", "-", "", "G/-"] {
        let possible = because(&format!("{unknown},citizen,,x")).expect("readable").0;
        assert!(possible.contains("commercial"), "{unknown}: {possible}");
    }
    for (row, reason) in [
        ("H,,,x", "\"type\": `H` is not a code that the recipe maps; did you mean `G`?"),
        ("G//I,,,x", "\"type\": an empty value among several; leave out the separator"),
        ("G,Firm,,x", "\"who\": `Firm` is not mapped; did you mean `Firms`?"),
        ("G,militry,,x", "\"who\": `militry` is not a customer type; did you mean `military`?"),
    ] {
        assert_eq!(because(row).expect_err("unreadable"), reason, "{row}");
    }
    assert!(because("G,,many,x").is_ok(), "an unmapped count is unknown");

    let done = collecting(brief().recipe(&recipe), b"type,Who,calls,duty\nG,,3,x\n", Format::Csv, Format::Csv);
    let said: Vec<_> = done.report.warnings.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "the column `duty` is named like a fact, but the recipe does not read it",
            "the table has no column `who`, so what the recipe reads from it is unknown; did you mean `Who`?",
        ]
    );
}

#[test]
fn codes_that_hold_together_and_columns_that_clash() {
    let recipe = |combine: &str| {
        let text = format!(
            "id = 'r'\n[[column]]\nname = 'a'\nseparator = ' '\n{combine}\n\
             codes = {{ P = {{ capacity = 'private' }}, O = {{ capacity = 'official' }}, 1 = {{ channel = 'phone' }} }}\n\
             [[column]]\nname = 'b'\ncodes = {{ P = {{ capacity = 'private' }} }}\n"
        );
        Recipe::parse("r", &text).expect("a recipe")
    };
    let run = |combine: &str, text: &str, format| {
        let recipe = recipe(combine);
        collecting(brief().recipe(&recipe).each("channel").expect("a fact"), text.as_bytes(), format, Format::JsonLines)
    };
    let any = run("", "a,b\nP O,\nP 1,\nO,P\n", Format::Csv);
    assert!(any.out.lines().next().expect("a row").contains("\"status\":\"open\""));
    assert!(any.out.lines().nth(1).expect("a row").contains("\"each\":\"phone\""));
    let clash = &any.report.summary.contradictions[0];
    assert_eq!(clash.because, [("capacity".to_owned(), Vec::new())]);
    assert_eq!((clash.columns.as_slice(), clash.rows), (&["a".to_owned(), "b".to_owned()][..], 1));
    let all = run("combine = 'all'", "{\"a\":[\"P\",\"O\"]}\n{\"a\":1}\n{\"a\":\"\"}\n{\"a\":[]}", Format::JsonLines);
    assert_eq!(all.report.summary.contradictory(), 1);
    assert!(all.rejects.is_empty());
}

#[test]
fn a_recipe_names_all_that_is_wrong_with_it() {
    let text = r#"id = "No Good"
tilte = "x"

[constant]
duty = ["none", "filng"]

[[column]]
name = "a"
crosswalk = "gc-service-typ-2024"

[[column]]
name = "a"
codes = { Y = { charge = { not = ["none", "fee", "price", "levy"] } }, N = { channel = { not = "phone" } } }
separator = ""

[[column]]
name = "b"
fact = "custmer"
unmapped = "ignore"

[[column]]
fact = "customer"
positive = { channel = 3 }

[[column]]
name = "c"
positive = { channel = "phone" }
values = { x = "y" }
optional = "yes"

[[column]]
name = "d"
"#;
    let error = Recipe::parse("r.toml", text).unwrap_err();
    let said: Vec<_> = error.problems().iter().map(ToString::to_string).collect();
    let expected = [
        "r.toml:1:6: `No Good` is no id: it takes a-z, 0-9, `.`, `_` and `-`, and begins with a letter or digit",
        "r.toml:2:1: unknown key `tilte`; did you mean `title`?",
        "r.toml:5:17: `filng` is not a value of `duty`; did you mean `filing`?",
        "r.toml:9:13: `gc-service-typ-2024` is not a crosswalk; did you mean `gc-service-type-2024`?",
        "r.toml:12:8: the column `a` stands twice; say all that it means in one place",
        "r.toml:13:26: this leaves no value of `charge`",
        "r.toml:13:88: it can be said which channels were used, not which were not",
        "r.toml:14:13: an empty separator; leave it out if a cell holds one code",
        "r.toml:18:8: `custmer` is not a fact; did you mean `customer`?",
        "r.toml:19:12: `ignore` is no `unmapped`; it may be `error` or `unknown`",
        "r.toml:21:1: `name` is missing",
        "r.toml:23:12: `positive` beside `fact`; a column takes one of them",
        "r.toml:28:10: `values` goes with `fact` only",
        "r.toml:29:12: expected true or false, found a string",
        "r.toml:31:1: the column says nothing; give it `fact`, `crosswalk`, `codes` or `positive`",
    ];
    for (said, expected) in said.iter().zip(expected) {
        assert_eq!(said, expected);
    }
    assert_eq!(said.len(), expected.len());
    for (text, start) in [
        ("id = \"r\"", "r.toml:1:1: the recipe reads nothing"),
        ("id = ", "r.toml:1:6: not valid TOML"),
        ("id = 'r'\ncolumn = 3", "r.toml:2:10: expected a list of tables"),
        ("id = 'r'\n[[column]]\nname = 'x'\ncodes = {}", "r.toml:4:9: no codes"),
    ] {
        let error = Recipe::parse("r.toml", text).unwrap_err().to_string();
        assert!(error.starts_with(start), "{error}");
    }
}

#[test]
fn columns_are_chosen_by_name() {
    assert_eq!(Column::list(" because ,ask").expect("names"), [Column::Because, Column::Ask]);
    assert_eq!(Column::list("ask,ask").unwrap_err().to_string(), "the column `ask` is named twice; name each once");
    assert!(Column::list("").unwrap_err().to_string().contains("it may be `segment`, `status`"));
}

#[test]
fn it_stops_when_told_to() {
    let mut out = Vec::new();
    let text = "capacity\nofficial\n".to_owned();
    let classify = brief().watch(|progress| {
        assert_eq!(progress.rows, 1);
        std::ops::ControlFlow::Break(())
    });
    let report = classify.run(input(text.as_bytes(), Format::Csv), Output::stream("out", &mut out, None), None);
    assert!(matches!(report, Err(TableError::Stopped)));
    assert!(out.is_empty());
}
