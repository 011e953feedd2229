//! `ts/generated/data.ts`: the whole taxonomy, as one text that JavaScript parses when it is first asked for.

use std::fs;

use crate::{Outcome, package};

pub(crate) fn write() -> Outcome {
    let folder = package().join("ts/generated");
    fs::create_dir_all(&folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    let catalog: serde_json::Value =
        serde_json::from_str(&govseg::catalog_json()).map_err(|error| format!("the catalogue: {error}"))?;
    // The text of a JSON text is a JavaScript string.
    let text = serde_json::Value::String(catalog.to_string());
    let path = folder.join("data.ts");
    fs::write(&path, format!("const text: string =\n  {text};\n\nexport default text;\n"))
        .map_err(|error| format!("{}: {error}", path.display()))
}
