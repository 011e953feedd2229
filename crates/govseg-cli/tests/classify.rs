//! `govseg classify`.

mod common;

use std::process::{Command, Stdio};

use common::{files, folder, govseg_in, read, write};

const TABLE: &str = "id,customer,capacity\n1,citizen|military,\n2,military,official\n";

#[test]
fn a_table_is_classified_and_summed_up() {
    let folder = folder("classify");
    write(&folder, "in.csv", TABLE);
    let ran = govseg_in(&folder, &["classify", "in.csv", "-o", "out.csv", "--columns", "segment,status"], b"");
    assert_eq!((ran.code, ran.out.as_str()), (0, ""));
    assert_eq!(
        read(&folder, "out.csv"),
        "id,customer,capacity,segment,status\n1,citizen|military,,,open\n2,military,official,intergovernmental,decided\n"
    );
    assert!(ran.err.starts_with("2 rows from in.csv\n"), "{ran:?}");
    assert!(ran.err.contains("intergovernmental               1    50.0 %"), "{ran:?}");
    assert!(ran.err.contains("nothing is known of capacity (1)"), "{ran:?}");
    assert!(!ran.err.contains('\u{1b}'), "no colour in a pipe");
    assert!(ran.err.lines().all(|line| line.chars().count() <= 80), "{ran:?}");
    let quiet = govseg_in(&folder, &["classify", "in.csv", "-o", "out.jsonl", "--quiet"], b"");
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
    assert_eq!(files(&folder), ["in.csv", "out.csv", "out.jsonl"]);
}

#[test]
fn streams_in_and_out() {
    let folder = folder("streams");
    let columns = ["--columns", "segment", "-q"];
    let run = |arguments: &[&str], input: &str| {
        govseg_in(&folder, &[&["classify", "-", "-o", "-"], &columns[..], arguments].concat(), input.as_bytes())
    };
    assert_eq!(run(&[], "capacity;a\nofficial;\n").out, "capacity;a;segment\nofficial;;intergovernmental\n");
    assert_eq!(
        run(&[], "{\"capacity\":\"official\"}\n").out,
        "{\"capacity\":\"official\",\"segment\":\"intergovernmental\"}\n"
    );
    assert_eq!(
        run(&["--to", "tsv"], "{\"capacity\":\"official\"}\n").out,
        "capacity\tsegment\nofficial\tintergovernmental\n"
    );
    assert_eq!(run(&["--from", "tsv", "--to", "ndjson"], "a,b\nx\n").out, "{\"a,b\":\"x\",\"segment\":null}\n");
    assert_eq!(run(&["--from", "xml"], "").code, 2);
    let summary = govseg_in(&folder, &["classify", "-", "-o", "-"], TABLE.as_bytes());
    assert!(summary.err.starts_with("2 rows from standard input\n") && summary.out.lines().count() == 3, "{summary:?}");
}

#[test]
fn each_and_prefix() {
    let folder = folder("each");
    let run = |arguments: &[&str]| {
        let call = [&["classify", "-", "-o", "-", "--columns", "segment"], arguments].concat();
        govseg_in(&folder, &call, "customer,charge\ncitizen|government_agency,levy\n".as_bytes())
    };
    let ran = run(&["--each", "customer", "--prefix", "x_"]);
    assert_eq!(
        ran.out,
        "customer,charge,x_each,x_segment\ncitizen|government_agency,levy,citizen,dutiful\n\
         citizen|government_agency,levy,government_agency,intergovernmental\n"
    );
    assert!(ran.err.contains("taken once for each customer: 2 rows"), "{ran:?}");
    let hint = run(&[]).err;
    assert!(hint.contains("--each customer would decide the 1 open row with several populations"), "{hint}");
    let wrong = run(&["--each", "custmer"]);
    assert!(wrong.code == 1 && wrong.err.contains("did you mean `customer`?"), "{wrong:?}");
}

#[test]
fn unreadable_rows() {
    let folder = folder("rejects");
    write(&folder, "in.csv", "customer\ncitizen\nmilitry\n");
    let ran = govseg_in(&folder, &["classify", "in.csv", "-o", "out.csv"], b"");
    assert_eq!(ran.code, 1);
    assert!(ran.err.starts_with("error: in.csv: row 2 (line 3), column `customer`: `militry` is not"), "{ran:?}");
    assert!(ran.err.contains("--rejects FILE"), "{ran:?}");
    assert_eq!(files(&folder), ["in.csv"], "no output after a failure");
    let stream = govseg_in(&folder, &["classify", "in.csv", "-o", "-"], b"");
    assert_eq!((stream.code, stream.out.as_str()), (1, ""));

    let ran = govseg_in(&folder, &["classify", "in.csv", "-o", "out.csv", "--rejects", "bad.jsonl"], b"");
    assert_eq!(ran.code, 3);
    assert!(ran.err.contains("rejected                          1   in bad.jsonl"), "{ran:?}");
    assert_eq!(read(&folder, "out.csv").lines().count(), 2);
    assert!(
        read(&folder, "bad.jsonl").starts_with("{\"file\":\"in.csv\",\"row\":2,\"line\":3,\"column\":\"customer\",")
    );
    let quiet = govseg_in(&folder, &["classify", "in.csv", "-o", "out.csv", "--rejects", "bad.jsonl", "-q"], b"");
    assert_eq!((quiet.code, quiet.err.as_str()), (3, ""));
}

#[test]
fn recipes_and_policies_from_files() {
    let folder = folder("recipes");
    let policy = "id = 'a'\nversion = '1'\nextends = 'gsa-2008'\n[[fact]]\nid = 'program'\nvalues = ['grants', 'permits']\n\
                  [[rule]]\nid = 'dutiful.permit'\nsegment = 'dutiful'\nwhen = { program = 'permits' }\n";
    write(&folder, "agency.toml", policy);
    let recipe = "id = 'r'\n[[column]]\nname = 'Programme'\nfact = 'program'\nvalues = { P = 'permits' }\n";
    write(&folder, "recipe.toml", recipe);
    let run = |arguments: &[&str]| {
        let call = [&["classify", "-", "-o", "-", "--columns", "rule", "--policy", "agency.toml"], arguments].concat();
        govseg_in(&folder, &call, b"Programme,program\nP,\n,\n")
    };
    let ran = run(&["--recipe", "recipe.toml"]);
    assert_eq!(ran.out, "Programme,program,rule\nP,,dutiful.permit\n,,\n");
    assert!(ran.err.contains("warning: the column `program` is named like a fact"), "{ran:?}");

    write(&folder, "recipe.toml", recipe.replace("permits", "permit"));
    let ran = run(&["--recipe", "recipe.toml"]);
    assert_eq!(ran.code, 1);
    assert!(ran.err.contains("recipe.toml:5:16: `permit` is not a value of `program`"), "{ran:?}");
    let ran = run(&["--recipe", "gc-service-inventory"]);
    assert!(ran.code == 1 && ran.err.contains("did you mean `gc-service-inventory-20"), "{ran:?}");
    assert!(run(&["--recipe", "none.toml"]).err.contains("cannot read none.toml"));

    let inventory = "service_type,service_scope,client_target_groups,service_fee,num_phone_enquiries\n\
                     \"GNC,RES\",EXTERN,\"NGO,PTC\",N,\"12\"\nGCN,EXTERN,PERSON,N,ND\n";
    let call = ["classify", "-", "-o", "-", "--recipe", "gc-service-inventory-2023", "--columns", "possible"];
    let ran = govseg_in(&folder, &[&call[..], &["--rejects", "bad.jsonl"]].concat(), inventory.as_bytes());
    assert_eq!(ran.code, 3, "{ran:?}");
    assert!(ran.err.contains("warning: the table has no column `num_website_visits`"), "{ran:?}");
    assert!(read(&folder, "bad.jsonl").contains("`GCN` is not a code of `gc-service-type-2024`; did you mean `GNC`?"));
}

#[test]
fn bad_input_and_bad_usage() {
    let folder = folder("bad");
    write(&folder, "in.csv", TABLE);
    write(&folder, "clash.csv", "status\nx\n");
    write(&folder, "in.txt", TABLE);
    for (arguments, code, expected) in [
        (&["none.csv", "-o", "out.csv"][..], 1, "cannot read none.csv"),
        (&["in.txt", "-o", "out.csv"], 1, "(--from, --to)"),
        (&["in.csv", "-o", "out.xls"], 1, "(--from, --to)"),
        (&["in.csv", "-o", "out.xlsx"], 1, "spreadsheets are only read"),
        (&["in.csv", "-o", "none/out.csv"], 1, "cannot write none/out.csv"),
        (&["clash.csv", "-o", "out.csv"], 1, "--prefix govseg_"),
        (&["in.csv", "-o", "out.csv", "--columns", "segmnt"], 1, "did you mean `segment`?"),
        (&["in.csv", "-o", "out.csv", "--rejects", "in.csv"], 1, "the rejected rows would overwrite in.csv"),
        (&["in.csv", "-o", "out.csv", "--rejects", "-"], 2, "--rejects takes a file"),
        (&["in.csv"], 2, "--output"),
    ] {
        let ran = govseg_in(&folder, &[&["classify"], arguments].concat(), b"");
        assert_eq!((ran.code, ran.out.as_str()), (code, ""), "{ran:?}");
        assert!(ran.err.contains(expected), "{ran:?}");
    }
    assert_eq!(files(&folder), ["clash.csv", "in.csv", "in.txt"]);
    let ran = govseg_in(&folder, &["classify", "in.txt", "-o", "out", "--from", "csv", "--to", "jsonl"], b"");
    assert_eq!(ran.code, 0, "{ran:?}");
}

#[test]
fn a_reader_that_goes_away_is_no_failure() {
    let folder = folder("pipe");
    write(&folder, "in.csv", format!("capacity\n{}", "official\n".repeat(300_000)));
    for arguments in [&["classify", "in.csv", "-o", "-", "-q"][..], &["catalog", "--json"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_govseg"))
            .args(arguments)
            .current_dir(&folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the command is there");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(0));
        assert!(output.stderr.is_empty(), "{output:?}");
    }
}

#[cfg(unix)]
#[test]
fn an_interruption_leaves_nothing() {
    let folder = folder("interrupted");
    let mut child = Command::new(env!("CARGO_BIN_EXE_govseg"))
        .args(["classify", "-", "-o", "out.csv", "--from", "csv"])
        .current_dir(&folder)
        .stdin(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the command is there");
    let mut stdin = child.stdin.take().expect("piped");
    let begun = std::time::Instant::now();
    let mut interrupted = false;
    let mut say = |row: &[u8]| std::io::Write::write_all(&mut stdin, row);
    say(b"capacity\n").expect("it listens");
    // Rows keep coming until the command has gone.
    while say(b"official\n").is_ok() {
        std::thread::sleep(std::time::Duration::from_millis(5));
        if !interrupted && !files(&folder).is_empty() {
            let id = child.id().to_string();
            interrupted = Command::new("kill").args(["-INT", &id]).status().expect("kill is there").success();
        }
        assert!(begun.elapsed().as_secs() < 120, "it does not stop");
    }
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    assert!(files(&folder).is_empty(), "{:?}", files(&folder));
}

#[test]
fn tables_by_column() {
    let folder = folder("by_column");
    write(&folder, "in.csv", TABLE);
    let run = |arguments: &[&str], input: &[u8]| {
        let ran = govseg_in(&folder, &[&["classify", "--quiet"], arguments].concat(), input);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{arguments:?}");
    };
    run(&["in.csv", "-o", "one.parquet", "--columns", "segment"], b"");
    run(&["one.parquet", "-o", "two.feather", "--columns", "possible", "--prefix", "x_"], b"");
    run(&["two.feather", "-o", "three", "--to", "arrow", "--columns", "status"], b"");
    run(&["three", "--from", "arrow", "-o", "four.csv", "--columns", "rule"], b"");
    let four = read(&folder, "four.csv");
    let lines: Vec<_> = four.lines().collect();
    assert_eq!(lines[0], "id,customer,capacity,segment,x_possible,status,rule");
    assert!(lines[1].starts_with("1,citizen|military,,,") && lines[1].ends_with(",open,"), "{lines:?}");
    assert!(lines[2].starts_with("2,military,official,intergovernmental,\"[\"\"intergovernmental\"\"]\",decided,"));
    let ran = govseg_in(&folder, &["classify", "-", "-o", "out.csv", "--from", "parquet"], b"PAR1");
    assert!(ran.code == 1 && ran.err.contains("give it as a file"), "{ran:?}");
}
