//! The main job on real input: what a stranger sees first.

use crate::run::{Outcome, root, run};

pub(crate) fn demo() -> Outcome {
    run("cargo", &["build", "--quiet", "-p", "govseg-cli"])?;
    let govseg = root().join("target/debug").join(format!("govseg{}", std::env::consts::EXE_SUFFIX));
    let govseg = govseg.to_str().ok_or("the repository's path is not UTF-8")?;
    std::fs::create_dir_all(root().join("target/demo")).map_err(|error| format!("target/demo: {error}"))?;
    run(
        govseg,
        &[
            "classify",
            "tests/data/gc_service_inventory_2023_24_slice.csv",
            "--recipe",
            "gc-service-inventory-2023",
            "-o",
            "target/demo/segmented.csv",
        ],
    )?;
    run(
        govseg,
        &[
            "decide",
            "customer=citizen",
            "content=service",
            "benefit=diplomatic",
            "charge=fee",
            "obligation=voluntary",
            "duty=none",
        ],
    )
}

/// How large a policy may be before an analysis takes too long or too much.
pub(crate) fn limits() -> Outcome {
    run("cargo", &["run", "--release", "--quiet", "-p", "govseg-limits"])
}
