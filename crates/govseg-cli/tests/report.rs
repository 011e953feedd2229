//! `govseg classify --report`.

mod common;

use common::{files, folder, govseg_in, read, write};

const TABLE: &str = "office,service,customer,capacity\nParks,Camping,citizen,\nParks,Payroll,,official\n";

#[test]
fn a_report_is_written_beside() {
    let folder = folder("report");
    write(&folder, "in.csv", TABLE);
    let naming = ["--organization", "office", "--label", "service"];
    let run = |arguments: &[&str]| {
        let call = [&["classify", "in.csv", "-o", "out.csv", "--report", "page.html"], &naming[..], arguments].concat();
        govseg_in(&folder, &call, b"")
    };
    let ran = run(&[]);
    assert!(ran.code == 0 && ran.err.contains("\nreport in page.html\n"), "{ran:?}");
    let page = read(&folder, "page.html");
    assert!(page.contains("<html lang=\"en\">") && page.contains("<bdi>Parks</bdi>") && page.contains("Payroll"));
    assert!(page.contains("The customer acts for a") || page.contains("the customer acts for a"), "{page}");
    assert_eq!(files(&folder), ["in.csv", "out.csv", "page.html"]);

    assert_eq!(run(&["--lang", "es"]).code, 0);
    assert!(read(&folder, "page.html").contains("<html lang=\"es\">"));
    let again = run(&["--type", "servce"]);
    assert!(
        again.err.contains("the table has no column `servce`") && again.err.contains("did you mean `service`?"),
        "{again:?}"
    );
}

#[test]
fn a_report_that_cannot_be() {
    let folder = folder("no-report");
    write(&folder, "in.csv", TABLE);
    let run =
        |arguments: &[&str]| govseg_in(&folder, &[&["classify", "in.csv", "-o", "out.csv"], arguments].concat(), b"");
    let stream = run(&["--report", "-"]);
    assert!(stream.code == 2 && stream.err.contains("--report takes a file"), "{stream:?}");
    assert_eq!(run(&["--organization", "office"]).code, 2);
    let same = run(&["--report", "out.csv"]);
    assert!(same.code == 1 && same.err.contains("out.csv"), "{same:?}");
    assert_eq!(run(&["--report", "nowhere/page.html"]).code, 1);
    // A row that cannot be read ends it: neither the table nor the page appears.
    write(&folder, "in.csv", "customer\nmilitry\n");
    assert_eq!(run(&["--report", "page.html"]).code, 1);
    assert_eq!(files(&folder), ["in.csv"]);
}

#[test]
fn a_report_of_a_table_by_column_is_the_same() {
    let folder = folder("report-by-column");
    write(&folder, "in.csv", TABLE);
    let run = |from: &str, to: &str, page: &str| {
        let naming = ["--organization", "office", "--label", "service", "--report", page, "-q"];
        let ran = govseg_in(&folder, &[&["classify", from, "-o", to], &naming[..]].concat(), b"");
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{from}");
        read(&folder, page)
    };
    let expected = run("in.csv", "out.csv", "csv.html");
    for ending in ["parquet", "arrow", "arrows"] {
        let name = format!("in.{ending}");
        let call = ["classify", "in.csv", "-o", &name, "--columns", "rule", "--prefix", "old_", "-q"];
        assert_eq!(govseg_in(&folder, &call, b"").code, 0);
        let page = run(&name, &format!("out.{ending}"), &format!("{ending}.html"));
        assert!(page.contains("<bdi>Parks</bdi>") && page.contains("Payroll"), "{ending}");
        assert_eq!(page.replace(&name, "in.csv"), expected, "{ending}");
    }
}
