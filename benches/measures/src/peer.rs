//! The same sums by polars, in Python, from the same columns.

use std::fs::File;
use std::num::NonZero;
use std::path::Path;
use std::process::Command;

use arrow_array::RecordBatch;
use arrow_ipc::writer::FileWriter;
use govseg_measure::Report;
use serde_json::Value;

/// How long polars takes, in seconds, if its answers are ours; or why that is not known.
pub(crate) fn run(batches: &[RecordBatch], report: &Report, threads: NonZero<usize>) -> Result<f64, String> {
    let python = std::env::var("GOVSEG_PEERS_PYTHON").map_err(|_| {
        std::env::var("GOVSEG_PEERS_MISSING").unwrap_or_else(|_| "run by `cargo xtask measure-bench`".to_owned())
    })?;
    let path = std::env::temp_dir().join(format!("govseg-log-{}.arrow", std::process::id()));
    let told = write(&path, batches).map_err(|error| error.to_string()).and_then(|()| {
        let script = concat!(env!("CARGO_MANIFEST_DIR"), "/../peers/measures.py");
        let run = Command::new(python).arg(script).arg(&path).env("POLARS_MAX_THREADS", threads.to_string()).output();
        run.map_err(|error| error.to_string())
    });
    // What cannot be removed lies where the system clears up.
    let _ = std::fs::remove_file(&path);
    let told = told?;
    if !told.status.success() {
        return Err(String::from_utf8_lossy(&told.stderr).lines().last().unwrap_or("it failed").to_owned());
    }
    let said: Value = serde_json::from_slice(&told.stdout).map_err(|error| error.to_string())?;
    compare(&said, report)?;
    said["seconds"].as_f64().ok_or_else(|| "it tells no time".to_owned())
}

fn write(path: &Path, batches: &[RecordBatch]) -> Result<(), arrow_schema::ArrowError> {
    let Some(first) = batches.first() else { return Ok(()) };
    let mut writer = FileWriter::try_new(File::create(path)?, &first.schema())?;
    batches.iter().try_for_each(|batch| writer.write(batch))?;
    writer.finish()
}

/// Every value, mean and variance behind it must be the same.
fn compare(said: &Value, report: &Report) -> Result<(), String> {
    let mut compared = 0;
    for outcome in &report.outcomes {
        let [segment, channel] = outcome.group.as_slice() else { continue };
        let theirs = &said["groups"][format!("{segment}|{channel}")][outcome.estimate.measure];
        let (Some(theirs), Some(ours)) = (theirs.as_f64(), outcome.estimate.value) else { continue };
        if (theirs - ours).abs() > 1e-9 * ours.abs() {
            return Err(format!("{} of {segment}, {channel}: {ours} here, {theirs} there", outcome.estimate.measure));
        }
        compared += 1;
    }
    if compared == 6 * 5 * 8 { Ok(()) } else { Err(format!("{compared} answers were compared, not all")) }
}
