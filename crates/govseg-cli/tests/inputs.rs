//! `govseg classify` with several inputs, other encodings, spreadsheets and threads.

mod common;

use common::{files, folder, govseg_in, read, write};

#[test]
fn several_inputs_and_patterns() {
    let folder = folder("several");
    std::fs::create_dir(folder.join("logs")).expect("writable");
    write(&folder, "logs/b.csv", "capacity,id\nofficial,2\n");
    write(&folder, "logs/a.csv", "id,capacity\n1,official\n");
    write(&folder, "c.jsonl", "{\"id\":3}\n");
    let run = |arguments: &[&str]| {
        let call = [&["classify"], arguments, &["-o", "out.csv", "--columns", "segment"]].concat();
        govseg_in(&folder, &call, b"id,capacity\n4,\n")
    };
    let ran = run(&["logs/*.csv", "c.jsonl", "-"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(
        read(&folder, "out.csv"),
        "id,capacity,segment\n1,official,intergovernmental\n2,official,intergovernmental\n3,,\n4,,\n"
    );
    assert!(ran.err.starts_with("4 rows from 4 files, logs/a.csv to standard input\n"), "{ran:?}");
    let ran = run(&["logs/a.csv", "logs/b.csv"]);
    assert!(ran.err.starts_with("2 rows from logs/a.csv and logs/b.csv\n"), "{ran:?}");

    write(&folder, "logs/c.csv", "id,note\n1,x\n");
    for (arguments, expected) in [
        (&["logs/*.tsv"][..], "no file matches `logs/*.tsv`"),
        (&["logs/[a-b.csv"], "the pattern `logs/[a-b.csv`"),
        (&["logs/*.csv"], "logs/c.csv has not the columns of logs/a.csv: it lacks `capacity` and has `note` besides"),
        (&["logs/a.csv", "logs/[a]*"], "logs/a.csv is named twice"),
        (&["out.csv", "c.jsonl"], "the output would overwrite out.csv"),
        (&["logs/a.csv", "none.csv"], "cannot read none.csv"),
    ] {
        let ran = run(arguments);
        assert!(ran.code == 1 && ran.err.contains(expected), "{arguments:?}: {ran:?}");
    }
    assert_eq!(read(&folder, "out.csv").lines().count(), 3, "what was there stays");
}

#[test]
fn rejected_rows_name_their_file() {
    let folder = folder("several-rejects");
    write(&folder, "a.csv", "id,capacity\n1,official\n");
    write(&folder, "b.csv", "id,capacity\n1,official\n2,oficial\n");
    let call = ["classify", "a.csv", "b.csv", "-o", "out.csv"];
    let ran = govseg_in(&folder, &call, b"");
    assert!(ran.err.starts_with("error: b.csv: row 2 (line 3), column `capacity`: `oficial`"), "{ran:?}");
    assert_eq!((ran.code, files(&folder)), (1, vec!["a.csv".to_owned(), "b.csv".to_owned()]));
    let ran = govseg_in(&folder, &[&call[..], &["--rejects", "bad.jsonl"]].concat(), b"");
    assert!(ran.code == 3 && ran.err.contains("3 rows from a.csv and b.csv"), "{ran:?}");
    assert!(
        read(&folder, "bad.jsonl").starts_with("{\"file\":\"b.csv\",\"row\":2,\"line\":3,\"column\":\"capacity\",")
    );
}

#[test]
fn encodings() {
    let folder = folder("encodings");
    write(&folder, "in.csv", b"capacity;note\nofficial;\xE9t\xE9\n");
    let run = |arguments: &[&str]| {
        let call = [&["classify", "in.csv", "-o", "out.csv", "--columns", "segment"], arguments].concat();
        govseg_in(&folder, &call, b"")
    };
    let ran = run(&[]);
    assert!(
        ran.code == 1 && ran.err.contains("in.csv: row 1 (line 2), column `note`: not UTF-8 from byte 10"),
        "{ran:?}"
    );
    assert!(ran.err.contains("`--encoding windows-1252`"), "{ran:?}");
    let ran = run(&["--encoding", "windows-1252"]);
    assert_eq!(ran.code, 0, "{ran:?}");
    assert_eq!(read(&folder, "out.csv"), "capacity;note;segment\nofficial;été;intergovernmental\n");
    let ran = run(&["--encoding", "windows-1225"]);
    assert!(ran.code == 1 && ran.err.contains("did you mean `windows-1252`?"), "{ran:?}");
    // Spreadsheet programs save "Unicode text" so, with a mark at its beginning.
    let marked: Vec<u8> =
        "\u{feff}capacity\tnote\r\nofficial\té\r\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    write(&folder, "in.csv", marked);
    assert_eq!(run(&[]).code, 0);
    assert_eq!(read(&folder, "out.csv"), "capacity\tnote\tsegment\r\nofficial\té\tintergovernmental\r\n");
}

#[test]
fn threads_do_not_change_the_outcome() {
    let folder = folder("threads");
    let rows: Vec<String> = (0..100_000).map(|id| format!("{id},{}\n", ["official", "private", ""][id % 3])).collect();
    write(&folder, "in.csv", format!("id,capacity\n{}", rows.concat()));
    let run = |threads: &str| {
        let ran = govseg_in(&folder, &["classify", "in.csv", "-o", "out.csv", "--threads", threads], b"");
        assert_eq!(ran.code, 0, "{ran:?}");
        (ran.err, read(&folder, "out.csv"))
    };
    let one = run("1");
    assert!(one.1.lines().skip(1).zip(0..).all(|(line, id)| line.starts_with(&format!("{id},"))));
    assert!(one == run("2") && one == run("7"), "the same bytes and the same numbers");
    for wrong in ["0", "many"] {
        assert_eq!(govseg_in(&folder, &["classify", "in.csv", "-o", "out.csv", "--threads", wrong], b"").code, 2);
    }
}
