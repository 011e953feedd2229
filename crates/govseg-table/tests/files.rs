//! Files appear when they are complete, and not before.

#[path = "common/folders.rs"]
mod folders;

use std::fs;
use std::path::Path;

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Report, TableError};

use folders::{files, folder};

fn classify(input: &Path, output: &Path, rejects: Option<&Path>) -> Result<Report, TableError> {
    Classify::new(Policy::gsa_2008()).columns(vec![Column::Segment]).run(
        Input::file(input, None)?,
        Output::file(output, None),
        rejects.map(|path| Output::file(path, Some(Format::JsonLines))),
    )
}

#[test]
fn an_output_may_replace_its_input() {
    let folder = folder("replace");
    let table = folder.join("table.csv");
    fs::write(&table, "capacity\nofficial\n").expect("writable");
    classify(&table, &table, None).expect("it works");
    assert_eq!(fs::read_to_string(&table).expect("readable"), "capacity,segment\nofficial,intergovernmental\n");
    assert_eq!(files(&folder), ["table.csv"]);
}

#[test]
fn nothing_is_left_of_work_that_failed() {
    let folder = folder("failed");
    let (table, out, rejects) = (folder.join("in.csv"), folder.join("out.csv"), folder.join("bad.txt"));
    fs::write(&table, "capacity\nofficial\noficial\n").expect("writable");
    fs::write(&out, "before").expect("writable");
    let error = classify(&table, &out, None).unwrap_err();
    assert!(error.to_string().ends_with("did you mean `official`?"), "{error}");
    assert_eq!(fs::read_to_string(&out).expect("readable"), "before");
    assert_eq!(files(&folder), ["in.csv", "out.csv"]);

    let report = classify(&table, &out, Some(&rejects)).expect("it works");
    assert_eq!(report.summary.rows_rejected, 1);
    assert_eq!(fs::read_to_string(&out).expect("readable"), "capacity,segment\nofficial,intergovernmental\n");
    assert_eq!(
        fs::read_to_string(&rejects).expect("readable"),
        format!(
            "{{\"file\":\"{}\",\"row\":2,\"line\":3,\"column\":\"capacity\",\"reason\":\"`oficial` is not a value of \
             `capacity`; did you mean `official`?\",\"text\":\"oficial\"}}\n",
            table.display()
        )
    );
}

#[test]
fn a_file_of_rejects_is_there_even_if_it_is_empty() {
    let folder = folder("empty");
    let (table, out, rejects) = (folder.join("in.csv"), folder.join("out.csv"), folder.join("bad.jsonl"));
    fs::write(&table, "capacity\nofficial\n").expect("writable");
    fs::write(&rejects, "from yesterday").expect("writable");
    classify(&table, &out, Some(&rejects)).expect("it works");
    assert_eq!(fs::read_to_string(&rejects).expect("readable"), "");
}

#[test]
fn rejects_overwrite_neither_input_nor_output() {
    let folder = folder("same");
    let (table, out) = (folder.join("in.csv"), folder.join("out.csv"));
    fs::write(&table, "capacity\nofficial\n").expect("writable");
    for rejects in [&table, &out, &folder.join(".").join("in.csv")] {
        assert!(matches!(classify(&table, &out, Some(rejects)), Err(TableError::SameFile { .. })));
    }
    assert_eq!(files(&folder), ["in.csv"]);
}

#[test]
fn places_that_cannot_be_read_or_written() {
    let folder = folder("places");
    let table = folder.join("in.csv");
    fs::write(&table, "capacity\nofficial\n").expect("writable");
    let error = |input: &Path, output: &Path| classify(input, output, None).unwrap_err().to_string();
    assert!(error(&folder.join("none.csv"), &table).starts_with("cannot read "));
    assert!(error(&table, &folder.join("none").join("out.csv")).starts_with("cannot write "));
    assert!(error(&table, &folder.join("out.txt")).contains(".csv, .tsv, .jsonl, .ndjson"));
    fs::create_dir(folder.join("dir.csv")).expect("writable");
    assert!(error(&table, &folder.join("dir.csv")).starts_with("cannot write "));
    assert_eq!(files(&folder), ["dir.csv", "in.csv"]);
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::PermissionsExt as _;

    let folder = folder("links");
    let (table, real, link) = (folder.join("in.csv"), folder.join("real.csv"), folder.join("link.csv"));
    fs::write(&table, "capacity\nofficial\n").expect("writable");
    fs::write(&real, "").expect("writable");
    fs::set_permissions(&real, fs::Permissions::from_mode(0o600)).expect("ours");
    std::os::unix::fs::symlink(&real, &link).expect("writable");
    classify(&table, &link, None).expect("it works");
    assert!(fs::symlink_metadata(&link).expect("there").is_symlink());
    assert_eq!(fs::metadata(&real).expect("there").permissions().mode() & 0o777, 0o600);
    assert!(fs::read_to_string(&real).expect("readable").starts_with("capacity,segment\n"));
}

#[cfg(unix)]
#[test]
fn a_device_is_written_to_and_not_replaced() {
    let folder = folder("device");
    let (table, device) = (folder.join("in.csv"), Path::new("/dev/null"));
    fs::write(&table, "capacity\nofficial\n").expect("writable");
    let run = Classify::new(Policy::gsa_2008()).run(
        Input::file(&table, None).expect("there"),
        Output::file(device, Some(Format::Csv)),
        None,
    );
    run.expect("it works");
    assert!(!fs::metadata(device).expect("there").is_file());
}

#[test]
fn a_stream_that_is_held_back_may_be_large() {
    let rows = 400_000;
    let table = format!("note,capacity\n{}", "something longer to say,official\n".repeat(rows));
    let mut out = Vec::new();
    let input = Input::stream("in", table.as_bytes(), Some(Format::Csv));
    let report = Classify::new(Policy::gsa_2008())
        .columns(vec![Column::Segment])
        .run(input, Output::stream("out", &mut out, None), None)
        .expect("it works");
    assert_eq!(report.summary.rows_out, rows as u64);
    let expected =
        "note,capacity,segment\n".len() + rows * "something longer to say,official,intergovernmental\n".len();
    assert_eq!(out.len(), expected);
}
