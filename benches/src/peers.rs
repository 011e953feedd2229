//! The same policy given to others: rule engines and data frames. Their rules are made from the policy's, not by hand.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use datalogic_rs::{Engine, ParsedData};
use govseg::{Fact, Facts, Policy};
use serde_json::{Map, Value, json};

use crate::table::{Limit, Table};

/// What the data frames are called when they cannot be had.
const FRAMES: [&str; 4] = [
    "polars when/then, Enum columns",
    "polars when/then, String columns",
    "DuckDB CASE, ENUM columns",
    "DuckDB CASE, VARCHAR columns",
];

/// One contact after the other, each already parsed.
pub(crate) fn engines(table: &mut Table, policy: &Policy, known: &[Facts]) {
    const NAME: &str = "datalogic-rs, full contact";
    let engine = Engine::new();
    let logic = engine.compile(&json_logic(policy).to_string()).expect("sound JSONLogic");
    let objects: Vec<ParsedData> = known
        .iter()
        .map(|&facts| ParsedData::from_json(&Value::Object(object(facts)).to_string()).expect("sound JSON"))
        .collect();
    let mut session = engine.session();
    for (object, &facts) in objects.iter().zip(known) {
        let found = session.eval_borrowed(&logic, object).expect("an answer").as_str().map(str::to_owned);
        assert_eq!(found, policy.decide(facts).segment().map(|segment| segment.to_string()), "{facts:?}");
        session.reset();
    }
    table.row(NAME, known.len(), Limit::None, || {
        let mut all = 0;
        for object in &objects {
            all += session
                .eval_borrowed(&logic, object)
                .ok()
                .and_then(datalogic_rs::DataValue::as_str)
                .map_or(0, str::len);
            session.reset();
        }
        all
    });
}

/// Whole tables, in Python; `cargo xtask bench` says which one, or why there is none.
pub(crate) fn frames(table: &mut Table, policy: &Policy, known: &[Facts]) {
    let told = match std::env::var("GOVSEG_PEERS_PYTHON") {
        Ok(python) => run(&python, policy, known),
        Err(_) => {
            Err(std::env::var("GOVSEG_PEERS_MISSING").unwrap_or_else(|_| "run by `cargo xtask bench`".to_owned()))
        }
    };
    for name in FRAMES {
        let seconds = told.clone().and_then(|told| {
            let row = told.iter().find(|row| row["name"] == name).ok_or("nothing was told of it")?;
            row["seconds"].as_f64().ok_or_else(|| row["wrong"].as_str().unwrap_or("no time was told").to_owned())
        });
        table.measured(name, Limit::None, seconds);
    }
}

/// What the program in Python tells.
fn run(python: &str, policy: &Policy, known: &[Facts]) -> Result<Vec<Value>, String> {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = here.join("../target/peers");
    write(&folder, policy, known).map_err(|error| format!("{}: {error}", folder.display()))?;
    let output = Command::new(python)
        .arg(here.join("peers/run.py"))
        .arg(&folder)
        .output()
        .map_err(|error| format!("`{python}` cannot be run: {error}"))?;
    let said = String::from_utf8_lossy(&output.stderr);
    if !output.status.success() {
        return Err(said.lines().last().unwrap_or("it failed and did not say why").to_owned());
    }
    let told = String::from_utf8_lossy(&output.stdout);
    told.lines().map(|line| serde_json::from_str(line).map_err(|error| format!("{line}: {error}"))).collect()
}

/// The policy and the contacts, each with its segment, as files that the others read.
fn write(folder: &Path, policy: &Policy, known: &[Facts]) -> std::io::Result<()> {
    fs::create_dir_all(folder)?;
    fs::write(folder.join("policy.json"), policy.to_json())?;
    let mut file = std::io::BufWriter::new(fs::File::create(folder.join("contacts.csv"))?);
    let names: Vec<&str> = object(known[0])
        .keys()
        .filter_map(|name| Fact::ALL.iter().map(<&str>::from).find(|fact| fact == name))
        .collect();
    writeln!(file, "{},segment", names.join(","))?;
    for &facts in known {
        let object = object(facts);
        for name in &names {
            write!(file, "{},", object[*name].as_str().unwrap_or_default())?;
        }
        writeln!(file, "{}", policy.decide(facts).segment().map(<&str>::from).unwrap_or_default())?;
    }
    file.flush()
}

/// The known facts of a contact.
fn object(facts: Facts) -> Map<String, Value> {
    facts.iter().map(|(fact, values)| (fact.to_string(), json!(values[0]))).collect()
}

/// The rules as `JSONLogic`: the first that holds.
fn json_logic(policy: &Policy) -> Value {
    let policy: Value = serde_json::from_str(policy.to_json()).expect("a policy is JSON");
    let mut ways = Vec::new();
    for rule in policy["rule"].as_array().into_iter().flatten() {
        ways.push(
            rule["when"]
                .as_array()
                .map_or(json!(true), |tables| json!({ "or": tables.iter().map(holds).collect::<Vec<_>>() })),
        );
        ways.push(rule["segment"].clone());
    }
    ways.push(json!("other"));
    json!({ "if": ways })
}

/// All conditions of a table.
fn holds(table: &Value) -> Value {
    let conditions = table.as_object().into_iter().flatten().map(|(fact, values)| match values.as_array() {
        Some(values) if values.len() == 1 => json!({ "==": [{ "var": fact }, values[0]] }),
        _ => json!({ "in": [{ "var": fact }, values] }),
    });
    json!({ "and": conditions.collect::<Vec<_>>() })
}
