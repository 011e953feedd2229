//! A table of ten million rows through the command: how fast, in how much memory, and whether in order.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader, BufWriter, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::run::{Outcome, root, run};

const ROWS: u64 = 10_000_000;

/// The columns of the table that are facts, with the values that its rows have.
const FACTS: [(&str, &[&str]); 8] = [
    ("customer", &["citizen", "business", "government_agency", "citizen|business", ""]),
    ("capacity", &["private", "official", ""]),
    ("obligation", &["voluntary", "required_for_benefit", "mandatory", ""]),
    ("content", &["information_only", "service", ""]),
    ("determination", &["yes", "no", ""]),
    ("benefit", &["none", "financial", "administrative", ""]),
    ("charge", &["none", "fee", "price", "levy", ""]),
    ("duty", &["none", "reporting", "audit", ""]),
];

/// Makes the table, classifies it with one thread and with two, and checks what came out.
pub(crate) fn large() -> Outcome {
    run("cargo", &["build", "--release", "--quiet", "-p", "govseg-cli", "-p", "govseg-benches"])?;
    let folder = root().join("target/large");
    fs::create_dir_all(&folder).map_err(|error| format!("target/large: {error}"))?;
    let (table, out, copied) = (folder.join("table.csv"), folder.join("out.csv"), folder.join("copied.csv"));
    let size = make(&table).map_err(|error| format!("{}: {error}", table.display()))?;
    println!("{ROWS} rows, {} MB\n\n{:<34}{:>10}{:>14}{:>14}", size / 1_000_000, "", "seconds", "rows/s", "peak MB");
    let [table, out, copied] = [&table, &out, &copied].map(|path| path.to_string_lossy().into_owned());
    let classify = ["classify", &table, "-o", &out, "--columns", "segment,status", "--quiet", "--threads"];
    measured("csv crate: read and write", "csv-copy", &[&table, &copied])?;
    let one = measured("classify, 1 thread", "govseg", &[&classify[..], &["1"]].concat())?;
    let two = measured("classify, 2 threads", "govseg", &[&classify[..], &["2"]].concat())?;
    println!("\n2 threads are {:.2} times as fast as 1", one.as_secs_f64() / two.as_secs_f64());
    in_order(Path::new(&out))?;
    println!("all rows are there, in the order in which they came");
    // What stays is large; what cannot be removed is overwritten next time.
    let _ = fs::remove_dir_all(folder);
    Ok(())
}

/// Writes the table; says how many bytes.
fn make(path: &Path) -> std::io::Result<u64> {
    let mut file = BufWriter::new(File::create(path)?);
    let names: Vec<&str> = FACTS.iter().map(|(name, _)| *name).collect();
    writeln!(file, "id,{},remark", names.join(","))?;
    let mut state = 1_u64;
    for id in 0..ROWS {
        write!(file, "{id}")?;
        // A small generator of numbers (an odd multiplier modulo a power of two); its high bits vary most. Some 5,000
        // different contacts come again and again.
        state = if id % 5_000 == 0 { 1 } else { state };
        for (_, values) in FACTS {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
            let pick = usize::try_from(state >> 40).unwrap_or_default() % values.len();
            write!(file, ",{}", values.get(pick).copied().unwrap_or_default())?;
        }
        writeln!(file, ",received at the counter")?;
    }
    file.flush()?;
    Ok(path.metadata()?.len())
}

/// Runs a program that was built, and prints how long it took and how much memory it had at most.
fn measured(name: &str, program: &str, arguments: &[&str]) -> Outcome<Duration> {
    let program = root().join("target/release").join(format!("{program}{}", std::env::consts::EXE_SUFFIX));
    let program = std::env::var_os("CARGO_TARGET_DIR").map_or(program.clone(), |folder| {
        Path::new(&folder).join("release").join(program.file_name().unwrap_or_default())
    });
    let begun = Instant::now();
    let mut child = Command::new(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .spawn()
        .map_err(|error| format!("{}: {error}", program.display()))?;
    let mut peak = None;
    let status = loop {
        if let Some(status) = child.try_wait().map_err(|error| error.to_string())? {
            break status;
        }
        peak = peak_memory(child.id()).or(peak);
        std::thread::sleep(Duration::from_millis(20));
    };
    let took = begun.elapsed();
    if !status.success() {
        return Err(format!("`{}` failed", program.display()));
    }
    let peak = peak.map_or_else(|| "unknown".to_owned(), |kilobytes| (kilobytes / 1000).to_string());
    #[expect(clippy::cast_precision_loss, reason = "a number to show")]
    let rate = ROWS as f64 / took.as_secs_f64();
    println!("{name:<34}{:>10.1}{rate:>14.0}{peak:>14}", took.as_secs_f64());
    Ok(took)
}

/// The most memory that a process had so far, in kilobytes, where the system tells.
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}

/// Every row of the table must be in what came out, in its place.
fn in_order(path: &Path) -> Outcome {
    let file = File::open(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut next = 0;
    for line in BufReader::new(file).lines().skip(1) {
        let line = line.map_err(|error| error.to_string())?;
        if line.split(',').next() != Some(&next.to_string()) {
            return Err(format!("row {next} is not in its place: {line}"));
        }
        next += 1;
    }
    if next == ROWS { Ok(()) } else { Err(format!("{next} rows came out")) }
}
