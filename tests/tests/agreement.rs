//! The recipes hold their bars on the labelled rows that ship with the project.

#[path = "../examples/agreement/figures.rs"]
mod figures;

use std::path::Path;

use figures::{Figures, SOURCES};

#[test]
fn every_recipe_leaves_the_label_possible_and_is_right_when_it_decides() {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/labelled");
    let labels = figures::labels(&data.join("labels.jsonl")).expect("the labels");
    let mut decided = 0;
    for source in &SOURCES {
        let file = source.file(&data).unwrap_or_else(|| panic!("no rows of {}", source.name));
        let figures = source.figures(&file, &labels).expect("readable rows");
        assert!(figures.rows >= 40 && figures.absent == 0, "{}: {figures:?}", source.name);
        assert!(figures.meet_the_bars(), "{}: {figures:?}", source.name);
        assert!(figures.contradictions == 0, "{}: {figures:?}", source.name);
        decided += figures.decided;
    }
    assert!(decided >= 10, "the recipes decide hardly anything: {decided}");
}

#[test]
fn the_bars_can_be_missed() {
    let missed = Figures { rows: 100, possible: 96, ..Figures::default() };
    assert!(!missed.meet_the_bars());
    let wrong = Figures { rows: 100, possible: 100, decided: 10, right: 9, ..Figures::default() };
    assert!(!wrong.meet_the_bars());
}
