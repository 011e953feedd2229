//! Accounts rolled up beside `DuckDB`'s recursive SQL: equal on random forests, and a million accounts six levels deep
//! assigned to tiers in at most half of the time that `DuckDB` takes for the roll-up alone; and a million accounts of other
//! shapes within bounded memory. Ends with an error where that does not hold.

mod accounts;
mod duckdb;
mod shapes;

use std::error::Error;
use std::hint::black_box;
use std::time::Instant;

use accounts::Account;
use govseg_tiers::{Accounts, Amount, Assignment, Choices, Forest, Program, RollUp};

/// What we may take of `DuckDB`'s time.
const LIMIT: f64 = 0.5;
const RUNS: usize = 5;

fn main() -> Result<(), Box<dyn Error>> {
    if let Some(shape) = std::env::args().nth(1) {
        return shapes::one(&shape);
    }
    shapes::all()?;
    let python = std::env::var("GOVSEG_PEERS_PYTHON").map_err(|_| {
        std::env::var("GOVSEG_PEERS_MISSING").unwrap_or_else(|_| "run by `cargo xtask bench-tiers`".to_owned())
    })?;
    for (forests, most) in [(400, 12), (100, 200), (4, 2_000)] {
        let accounts = accounts::forests(forests, most);
        let told = duckdb::roll_up(&python, &accounts)?;
        equal(&accounts, &told.sums)?;
        println!("{forests} random forests of up to {most} accounts: all {} sums are DuckDB's", accounts.len());
    }
    let accounts = accounts::six_levels();
    let told = duckdb::roll_up(&python, &accounts)?;
    equal(&accounts, &told.sums)?;
    times(&accounts, &told.times)
}

/// Whether all sums are those that `DuckDB` tells.
fn equal(accounts: &[Account], sums: &std::collections::HashMap<String, Amount>) -> Result<(), Box<dyn Error>> {
    for (account, sum) in accounts.iter().zip(rolled(&columns(accounts))) {
        let theirs = sums.get(&account.id).copied();
        if sum != theirs {
            return Err(format!("{}: {sum:?}, by DuckDB {theirs:?}", account.id).into());
        }
    }
    Ok(())
}

/// Accounts as they are given: ids, parents, amounts.
type Columns<'a> = (Vec<&'a str>, Vec<Option<&'a str>>, Vec<Option<Amount>>);

fn columns(accounts: &[Account]) -> Columns<'_> {
    let ids = accounts.iter().map(|account| account.id.as_str()).collect();
    let parents = accounts.iter().map(|account| account.parent.map(|parent| accounts[parent].id.as_str())).collect();
    (ids, parents, accounts.iter().map(|account| Some(Amount::from_micros(i128::from(account.micros)))).collect())
}

fn rolled((ids, parents, own): &Columns<'_>) -> Vec<Option<Amount>> {
    let forest = Forest::build(ids, parents, &Choices::default()).expect("a forest");
    forest.roll_up(own, RollUp::Sum).expect("small amounts").values
}

/// Prints what everybody takes; an error past the limit.
fn times(accounts: &[Account], theirs: &[(u64, f64)]) -> Result<(), Box<dyn Error>> {
    let fastest = theirs.iter().map(|(_, seconds)| *seconds).fold(f64::INFINITY, f64::min);
    println!("\n{:<56} {:>9} {:>7}", format!("{} accounts, six levels deep", accounts.len()), "seconds", "ratio");
    let print = |name: &str, seconds: f64| println!("{name:<56} {seconds:>9.3} {:>7.2}", seconds / fastest);
    for (threads, seconds) in theirs {
        print(&format!("DuckDB, recursive SQL, roll-up alone, {threads} thread(s)"), *seconds);
    }
    let columns = columns(accounts);
    print("govseg, roll-up alone, 1 thread", timed(|| rolled(&columns).len()));
    let program = Program::builtin("shared-services")?;
    let start = Instant::now();
    let read = read(&program, accounts)?;
    print("govseg, reading the cells, 1 thread", start.elapsed().as_secs_f64());
    let assigned = timed(|| Assignment::new(&program, &read, None).map_or(0, |tiers| tiers.outcomes().len()));
    print("govseg, tiers assigned, 1 thread", assigned);
    let met = assigned <= LIMIT * fastest;
    if met { Ok(()) } else { Err(format!("it takes more than {LIMIT} times what DuckDB takes").into()) }
}

/// The accounts as a table's rows.
fn read(program: &Program, accounts: &[Account]) -> Result<Accounts, Box<dyn Error>> {
    let mut reader = Accounts::reader(program, &["account", "parent", "revenue"])?;
    for Account { id, parent, micros } in accounts {
        let revenue = Amount::from_micros(i128::from(*micros)).to_string();
        reader.row(&[id.as_str(), parent.map_or("", |parent| &accounts[parent].id), &revenue]);
    }
    Ok(reader.finish()?)
}

fn timed(mut run: impl FnMut() -> usize) -> f64 {
    let mut fastest = f64::INFINITY;
    for _ in 0..RUNS {
        let start = Instant::now();
        black_box(run());
        fastest = fastest.min(start.elapsed().as_secs_f64());
    }
    fastest
}
