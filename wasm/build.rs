//! Compiles the default policy, so that the module need not read and compile it each time a page loads.

use std::path::PathBuf;
use std::{env, fs};

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    fs::write(out.join("gsa-2008.bin"), govseg::Policy::gsa_2008().to_compiled()).expect("OUT_DIR is writable");
}
