//! What a recipe makes of rows whose segment somebody has labelled.

use std::collections::HashMap;
use std::error::Error;
use std::path::{Path, PathBuf};

use govseg::Policy;
use govseg_table::{Classify, Column, Format, Input, Output, Recipe};
use serde::Deserialize;
use serde_json::Value;

/// A source of rows, and how labels name them.
pub(crate) struct Source {
    /// As the labels name it.
    pub(crate) name: &'static str,
    pub(crate) recipe: &'static str,
    /// What the name of its file ends in, before the ending; a slice of it may be named `…_slice`.
    file: &'static str,
    /// The columns that make the id of a label, behind the source's name.
    id: &'static [&'static str],
}

/// The sources that have a recipe and labels.
pub(crate) const SOURCES: [Source; 5] = [
    Source {
        name: "ca23",
        recipe: "gc-service-inventory-2023",
        file: "gc_service_inventory_2023_24",
        id: &["service_id"],
    },
    Source {
        name: "ca18",
        recipe: "gc-service-inventory-2018",
        file: "gc_service_inventory_2018_20",
        id: &["service_id"],
    },
    Source { name: "fpi", recipe: "us-assistance-listings", file: "us_federal_program_inventory", id: &["cfda"] },
    Source { name: "uk", recipe: "uk-transactional-services", file: "uk_transactional_services", id: &["Slug"] },
    Source {
        name: "lgil",
        recipe: "uk-local-services",
        file: "uk_local_service_interactions",
        id: &["lgsl_code", "lgil_code"],
    },
];

/// A row that was labelled.
#[derive(Debug, Deserialize)]
pub(crate) struct Label {
    pub(crate) id: String,
    pub(crate) source: String,
    pub(crate) segment: String,
    /// The segments that the reader found possible as well.
    pub(crate) also: Vec<String>,
}

/// How rows and labels agree.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    /// The labelled rows.
    pub(crate) rows: usize,
    /// Labels whose row the table does not have.
    pub(crate) absent: usize,
    /// Rows in which the label or one of its rivals is possible.
    pub(crate) possible: usize,
    pub(crate) decided: usize,
    /// Decided rows whose segment is the label.
    pub(crate) right: usize,
    pub(crate) contradictions: usize,
}

impl Figures {
    /// The least share of rows in which the label or a rival must be possible, and of decided rows that must be right.
    pub(crate) const LEAST_POSSIBLE: f64 = 0.97;
    pub(crate) const LEAST_RIGHT: f64 = 0.92;

    pub(crate) fn meet_the_bars(&self) -> bool {
        share(self.possible, self.rows) >= Self::LEAST_POSSIBLE
            && (self.decided == 0 || share(self.right, self.decided) >= Self::LEAST_RIGHT)
    }
}

/// A part of a whole; nothing of nothing is 0.
pub(crate) fn share(part: usize, whole: usize) -> f64 {
    let [part, whole] = [part, whole.max(1)].map(|number| f64::from(u32::try_from(number).unwrap_or(u32::MAX)));
    part / whole
}

/// The labels of a file of JSON Lines.
pub(crate) fn labels(path: &Path) -> Result<Vec<Label>, Box<dyn Error>> {
    let text = std::fs::read_to_string(path)?;
    Ok(text.lines().map(serde_json::from_str).collect::<Result<_, _>>()?)
}

impl Source {
    /// The source's file in a folder, if it is there.
    pub(crate) fn file(&self, folder: &Path) -> Option<PathBuf> {
        let mut files: Vec<_> = std::fs::read_dir(folder).ok()?.filter_map(|entry| Some(entry.ok()?.path())).collect();
        files.sort();
        files.into_iter().find(|path| {
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
            stem.strip_suffix("_slice").unwrap_or(stem).ends_with(self.file)
        })
    }

    /// Classifies the source's rows by its recipe alone, and compares them with the labels.
    pub(crate) fn figures(&self, file: &Path, labels: &[Label]) -> Result<Figures, Box<dyn Error>> {
        let rows = self.classified(file)?;
        let mut figures = Figures::default();
        for label in labels.iter().filter(|label| label.source == self.name) {
            let Some(row) = rows.get(&label.id) else {
                figures.absent += 1;
                continue;
            };
            let possible: Vec<&str> =
                row["possible"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            let mut fitting = label.also.iter().chain([&label.segment]);
            figures.rows += 1;
            figures.possible += usize::from(fitting.any(|segment| possible.contains(&segment.as_str())));
            figures.contradictions += usize::from(row["status"] == "contradiction");
            if row["status"] == "decided" {
                figures.decided += 1;
                figures.right += usize::from(row["segment"] == label.segment);
            }
        }
        Ok(figures)
    }

    /// The rows by the id that labels give them. Where an id stands in several years, the last one counts.
    fn classified(&self, file: &Path) -> Result<HashMap<String, Value>, Box<dyn Error>> {
        let recipe = Recipe::builtin(self.recipe)?;
        let mut out = Vec::new();
        Classify::new(Policy::gsa_2008())
            .recipe(&recipe)
            .columns(vec![Column::Segment, Column::Status, Column::Possible])
            .run(Input::file(file, None)?, Output::stream("rows", &mut out, Some(Format::JsonLines)), None)?;
        let mut rows = HashMap::new();
        for line in std::str::from_utf8(&out)?.lines() {
            let row: Value = serde_json::from_str(line)?;
            let parts = self.id.iter().map(|column| row[*column].as_str().unwrap_or_default());
            let id: Vec<_> = std::iter::once(self.name).chain(parts).collect();
            rows.insert(id.join("-"), row);
        }
        Ok(rows)
    }
}
