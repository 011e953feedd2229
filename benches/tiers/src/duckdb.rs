//! What `DuckDB` makes of the same accounts, in Python.

use std::collections::HashMap;
use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use govseg_tiers::Amount;
use serde_json::Value;

use crate::accounts::Account;

/// The sums by ids, and how many seconds the roll-up alone takes on how many threads.
pub(crate) struct Told {
    pub(crate) sums: HashMap<String, Amount>,
    pub(crate) times: Vec<(u64, f64)>,
}

/// Lets `DuckDB` roll accounts up.
pub(crate) fn roll_up(python: &str, accounts: &[Account]) -> Result<Told, Box<dyn Error>> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("../../target/peers");
    fs::create_dir_all(&folder)?;
    let (given, sums): (PathBuf, PathBuf) = (folder.join("accounts.csv"), folder.join("sums.csv"));
    let mut writer = csv::Writer::from_path(&given)?;
    writer.write_record(["id", "parent", "amount"])?;
    for Account { id, parent, micros } in accounts {
        let parent = parent.map_or("", |parent| &accounts[parent].id);
        writer.write_record([id, parent, &Amount::from_micros(i128::from(*micros)).to_string()])?;
    }
    writer.flush()?;
    let output = Command::new(python).arg(here.join("../peers/roll_up.py")).arg(&given).arg(&sums).output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned().into());
    }
    let told = String::from_utf8(output.stdout)?;
    let lines = told.lines().map(serde_json::from_str).collect::<Result<Vec<Value>, _>>()?;
    let time = |line: &Value| Some((line["threads"].as_u64()?, line["seconds"].as_f64()?));
    let times = lines.iter().map(time).collect::<Option<_>>().ok_or("no time was told")?;
    let mut reader = csv::Reader::from_path(&sums)?;
    let rows = reader.deserialize::<(String, String)>().map(|row| {
        let (id, sum) = row?;
        Ok((id, sum.parse()?))
    });
    Ok(Told { sums: rows.collect::<Result<_, Box<dyn Error>>>()?, times })
}
