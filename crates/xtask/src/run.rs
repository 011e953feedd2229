//! Running other programs, each shown as it is run.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

/// Done, or why not and what to do about it.
pub(crate) type Outcome<T = ()> = Result<T, String>;

/// The repository's root: where cargo says that it runs this, so that a moved repository still finds itself.
pub(crate) fn root() -> &'static Path {
    static HERE: LazyLock<PathBuf> =
        LazyLock::new(|| std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or(env!("CARGO_MANIFEST_DIR").into()).into());
    HERE.ancestors().nth(2).unwrap_or(&HERE)
}

fn command(folder: &str, program: &str, arguments: &[&str]) -> Command {
    let mut command = Command::new(program);
    command.args(arguments).current_dir(root().join(folder));
    command
}

/// Runs a program at the root and shows what it prints.
pub(crate) fn run(program: &str, arguments: &[&str]) -> Outcome {
    run_with(program, arguments, &[])
}

/// The same, with environment variables.
pub(crate) fn run_with(program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
    run_in("", program, arguments, variables)
}

/// The same, in a folder of the repository. A `PATH` among the variables is where the program is looked for.
pub(crate) fn run_in(folder: &str, program: &str, arguments: &[&str], variables: &[(&str, &str)]) -> Outcome {
    let shown = format!("{program} {}", arguments.join(" "));
    eprintln!("\n{folder}$ {shown}");
    let status = command(folder, program, arguments)
        .envs(variables.iter().copied())
        .stdin(Stdio::null())
        .status()
        .map_err(|error| format!("`{program}` cannot be run ({error}); is it installed and on the PATH?"))?;
    if status.success() { Ok(()) } else { Err(format!("`{shown}` failed")) }
}

/// Runs a program at the root for what it prints.
pub(crate) fn output(program: &str, arguments: &[&str]) -> Outcome<String> {
    let output = command("", program, arguments)
        .stdin(Stdio::null())
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| format!("`{program}` cannot be run ({error}); is it installed and on the PATH?"))?;
    if !output.status.success() {
        return Err(format!("`{program} {}` failed", arguments.join(" ")));
    }
    String::from_utf8(output.stdout).map_err(|_| format!("`{program}` printed something that is not UTF-8"))
}
