//! An evaluation as a table for people, and as JSON.

use std::fmt;

use serde_json::{Map, Value, json};

use crate::evaluation::{Evaluation, Measures, Per};

impl fmt::Display for Evaluation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [rows, organizations, repeats] = self.counts;
        writeln!(
            f,
            "{rows} rows of {organizations} organizations, each told by a model of the others'; {repeats} repeats"
        )?;
        writeln!(
            f,
            "\n{:20}{:>10}{:>10}{:>16}{:>13}{:>19}",
            "", "accuracy", "macro-F1", "label or rival", "surer half", "calibration error"
        )?;
        let mut line = |name: &str, of: &Measures| {
            writeln!(
                f,
                "{name:20}{:>10.3}{:>10.3}{:>16.3}{:>13.3}{:>19.3}",
                of.accuracy, of.macro_f1, of.label_or_rival, of.surer_half, of.calibration_error
            )
        };
        line("model", &self.mean())?;
        for (repeat, measures) in (1..).zip(&self.repeats) {
            line(&format!("  repeat {repeat}"), measures)?;
        }
        let Measures { accuracy, macro_f1, label_or_rival, .. } = self.majority;
        writeln!(f, "{:20}{accuracy:>10.3}{macro_f1:>10.3}{label_or_rival:>16.3}", "majority")?;
        writeln!(f, "\n{:20}{:>10}{:>10}{:>10}{:>10}", "segment", "rows", "precision", "recall", "F1")?;
        self.segments.iter().try_for_each(|per| write_per(f, per))?;
        writeln!(f, "\n{:20}{:>10}{:>10}{:>10}", "source", "rows", "accuracy", "coverage")?;
        self.sources.iter().try_for_each(|per| write_per(f, per))?;
        writeln!(f, "\n{:20}{:>10}{:>10}{:>10}{:>10}", "fact", "rows", "coverage", "values", "of")?;
        self.facts.iter().try_for_each(|per| write_per(f, per))?;
        writeln!(f, "{:20}{:>10}{:>10.3}  of sets that shall hold the truth with 0.9", "all", "", self.coverage)
    }
}

fn write_per(f: &mut fmt::Formatter<'_>, per: &Per) -> fmt::Result {
    write!(f, "{:20}{:>10}", per.name, per.rows)?;
    per.figures.iter().try_for_each(|figure| write!(f, "{figure:>10.3}"))?;
    writeln!(f)
}

impl Evaluation {
    /// As JSON: `mean`, `repeats`, `majority`, `coverage`; by name `segments`, `sources` and `facts`.
    pub fn to_json(&self) -> String {
        let named = |all: &[Per], names: [&str; 3]| {
            let of = |per: &Per| {
                let figures = names.iter().zip(&per.figures).map(|(name, figure)| ((*name).to_owned(), json!(figure)));
                let rows = ("rows".to_owned(), json!(per.rows));
                (per.name.clone(), Value::Object(figures.chain([rows]).collect()))
            };
            Value::Object(all.iter().map(of).collect::<Map<_, _>>())
        };
        json!({
            "coverage": self.coverage,
            "facts": named(&self.facts, ["coverage", "values", "of"]),
            "majority": self.majority,
            "mean": self.mean(),
            "repeats": self.repeats,
            "segments": named(&self.segments, ["precision", "recall", "f1"]),
            "sources": named(&self.sources, ["accuracy", "coverage", ""]),
        })
        .to_string()
    }
}
