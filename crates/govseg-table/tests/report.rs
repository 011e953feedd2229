//! The report of a table, read back as the XML that it is.

use std::collections::HashSet;
use std::fmt::Write as _;
use std::num::NonZero;

use base64::Engine as _;
use govseg::{Language, Policy};
use govseg_table::{Classify, Format, Input, Naming, Output, Recipe, Report, page};
use roxmltree::{Document, Node, ParsingOptions};
use sha2::{Digest, Sha256};

/// Names that try to be more than names.
const NAMES: [&str; 7] = [
    "<script>alert(1)</script>",
    "\"quoted\" & 'quoted' ]]>",
    "وزارة الخارجية",
    "🏛️ Office of <!-- emoji -->",
    "Donaudampfschifffahrtsgesellschaftskapitänswitwenrentenauszahlungsstelle",
    "",
    "&amp; \u{1} \u{202e}reversed",
];

/// A table in which everything occurs, written as JSON Lines.
fn table() -> String {
    let facts = [
        r#""capacity":"official""#,
        r#""customer":"citizen","obligation":"voluntary","benefit":"financial","charge":"none","duty":"none""#,
        r#""customer":"citizen","obligation":"mandatory""#,
        r#""customer":["citizen","government_agency"],"charge":"levy""#,
        r#""customer":"citizen","capacity":"official""#,
        r#""benefit":"none","customer":"business""#,
        r#""obligation":["voluntary","mandatory"]"#,
        r#""duty":"unheard-of""#,
    ];
    let mut table = String::new();
    for (index, facts) in (0..400).map(|index| (index, facts[index * index % 31 % facts.len()])) {
        let (office, kind) = (json(NAMES[index % NAMES.len()]), json(NAMES[index / 7 % 3]));
        let label = json(&format!("Service {index} {}", NAMES[index % 5]));
        writeln!(table, r#"{{"office":{office},"kind":{kind},"service":{label},{facts}}}"#).unwrap();
    }
    table
}

fn json(text: &str) -> String {
    serde_json::to_string(text).unwrap()
}

fn naming() -> Naming {
    let column = |name: &str| Some(name.to_owned());
    Naming { organization: column("office"), kind: column("kind"), label: column("service") }
}

/// Classifies with a report in English.
fn run(classify: Classify<'_>, table: &str, format: Format, naming: Naming) -> (String, Report) {
    let (mut out, mut rejects, mut html) = (Vec::new(), Vec::new(), Vec::new());
    let report = classify
        .report(Output::stream("page", &mut html, None), Language::English, naming)
        .run(
            Input::stream("folder/table.jsonl", table.as_bytes(), Some(format)),
            Output::stream("out", &mut out, None),
            Some(Output::stream("rejects.jsonl", &mut rejects, None)),
        )
        .unwrap();
    (String::from_utf8(html).unwrap(), report)
}

fn everything() -> (String, Report) {
    run(Classify::new(Policy::gsa_2008()), &table(), Format::JsonLines, naming())
}

fn parsed(html: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(html, options).unwrap_or_else(|error| panic!("{error}\n{html}"))
}

fn elements<'a, 'd>(within: Node<'a, 'd>, name: &'static str) -> impl Iterator<Item = Node<'a, 'd>> {
    within.descendants().filter(move |node| node.has_tag_name(name))
}

fn text(node: Node<'_, '_>) -> String {
    node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect()
}

fn number(cell: Node<'_, '_>) -> u64 {
    text(cell).chars().filter(char::is_ascii_digit).collect::<String>().parse().unwrap()
}

/// The rows of the table whose caption begins so: the head of each, and its cells.
fn rows<'a, 'd>(page: &'a Document<'d>, caption: &str) -> Vec<(String, Vec<Node<'a, 'd>>)> {
    let table = elements(page.root(), "table")
        .find(|table| elements(*table, "caption").any(|found| text(found).starts_with(caption)))
        .unwrap_or_else(|| panic!("no table {caption}"));
    let rows = elements(table, "tr").filter(|row| !row.parent_element().unwrap().has_tag_name("thead"));
    rows.map(|row| {
        let head = elements(row, "th").next().unwrap();
        (text(head), elements(row, "td").collect())
    })
    .collect()
}

#[test]
fn the_numbers_are_those_of_the_summary() {
    let (html, report) = everything();
    let (page, summary) = (parsed(&html), &report.summary);
    assert!(summary.decided() > 0 && summary.open.populations > 0 && summary.open.unknown > 0);
    assert!(summary.contradictory() > 0 && summary.rows_rejected > 0);

    let kinds = rows(&page, "Rows by segment");
    let counts: Vec<u64> = kinds.iter().map(|(_, cells)| number(cells[0])).collect();
    let mut expected: Vec<u64> = summary.segments.values().copied().collect();
    expected.extend([summary.open.populations, summary.open.unknown, summary.contradictory(), summary.rows_out]);
    assert_eq!(counts, expected);

    // Each column of a table of groups adds up to its last row, and all of them to the summary.
    for caption in ["Rows by organization (column", "Rows by type (column"] {
        let groups = rows(&page, caption);
        let (total, parts) = groups.split_last().unwrap();
        let numbers = |cells: &[Node<'_, '_>]| -> Vec<u64> {
            (0..cells.len()).filter(|&index| index != 1 && index != 2).map(|index| number(cells[index])).collect()
        };
        let total = numbers(&total.1);
        for (column, sum) in total.iter().enumerate() {
            assert_eq!(parts.iter().map(|(_, cells)| numbers(cells)[column]).sum::<u64>(), *sum);
        }
        assert_eq!(total[0], summary.rows_out);
        assert_eq!(total[1..].iter().sum::<u64>(), summary.rows_out);
        assert_eq!(*total.last().unwrap(), summary.contradictory());
    }

    let asked: u64 =
        rows(&page, "The question to ask next").iter().map(|(_, cells)| number(cells[0]) + number(cells[1])).sum();
    assert_eq!(asked, summary.open.unknown);
    let (_, last) = rows(&page, "The facts that together decide").pop().unwrap();
    assert_eq!(number(last[1]), summary.open.unknown, "all facts together decide everything");
    let possible: u64 = rows(&page, "What the open rows may").iter().map(|(_, cells)| number(cells[0])).sum();
    assert_eq!(possible, summary.open.populations + summary.open.unknown);
    let clashes: u64 = rows(&page, "What clashes").iter().map(|(_, cells)| number(cells[1])).sum();
    assert_eq!(clashes, summary.contradictory());
    assert_eq!(rows(&page, "The first of them").len() as u64, summary.rows_rejected.min(20));
}

#[test]
fn each_segment_that_was_decided_has_its_measures() {
    let (html, report) = everything();
    let page = parsed(&html);
    let decided: Vec<_> = report.summary.segments.iter().filter(|(_, rows)| **rows > 0).collect();
    assert!(decided.len() > 1);
    let tables = elements(page.root(), "caption").map(text).filter(|caption| caption.starts_with("Measures for"));
    assert_eq!(tables.count(), decided.len());
    for (segment, _) in decided {
        let lines = rows(&page, &format!("Measures for contacts that are {segment}"));
        let fits = govseg::measures::Fitting::of(govseg::Segments::NONE.with(*segment), govseg::Facts::UNKNOWN).fits;
        let names: Vec<_> = fits.iter().take(5).map(|fit| fit.measure.name[&Language::English].clone()).collect();
        assert_eq!(lines.into_iter().map(|(name, _)| name).collect::<Vec<_>>(), names);
    }
}

#[test]
fn every_text_comes_out_as_it_is() {
    let (html, _) = everything();
    let page = parsed(&html);
    let names: HashSet<String> = elements(page.root(), "bdi").map(text).collect();
    for name in NAMES.iter().map(|name| name.replace('\u{1}', "\u{fffd}")).filter(|name| !name.is_empty()) {
        assert!(names.contains(&name), "{name}");
    }
    assert!(names.contains("Service 0 <script>alert(1)</script>"));
    assert_eq!(elements(page.root(), "script").count(), 0);
    assert!(page.descendants().all(|node| !node.is_comment()));
    assert!(text(page.root()).contains("not named"), "the office without a name");
    assert!(!html.contains("folder/"), "the folder is nobody's business");
}

#[test]
fn nothing_comes_from_elsewhere() {
    let (html, _) = everything();
    let page = parsed(&html);
    for node in page.descendants().filter(Node::is_element) {
        let name = node.tag_name().name();
        assert!(!["img", "link", "iframe", "object", "embed", "script", "base", "form"].contains(&name), "{name}");
        for attribute in node.attributes() {
            assert!(!["src", "srcset", "style", "data", "action"].contains(&attribute.name()), "{attribute:?}");
            assert!(!attribute.name().starts_with("on"), "{attribute:?}");
            assert!(attribute.name() != "href" || name == "a", "{attribute:?}");
        }
    }
    let style = text(elements(page.root(), "style").next().unwrap());
    assert!(!style.contains("url(") && !style.contains("@import"), "{style}");
    let digest = base64::engine::general_purpose::STANDARD.encode(Sha256::digest(&style));
    let policy =
        elements(page.root(), "meta").find_map(|meta| meta.attribute("http-equiv").and(meta.attribute("content")));
    let policy = policy.unwrap();
    assert!(policy.starts_with("default-src 'none'; "), "{policy}");
    assert!(policy.contains(&format!("style-src 'sha256-{digest}'")), "page.css has another digest: sha256-{digest}");
}

#[test]
fn it_can_be_read_without_seeing_it() {
    let (html, _) = everything();
    let page = parsed(&html);
    let ids: Vec<&str> = page.descendants().filter_map(|node| node.attribute("id")).collect();
    assert_eq!(ids.len(), ids.iter().collect::<HashSet<_>>().len(), "{ids:?}");
    for node in page.descendants().filter(Node::is_element) {
        if let Some(named) = node.attribute("aria-labelledby") {
            assert!(ids.contains(&named), "{named}");
        }
        if let Some(target) = node.attribute("href").and_then(|href| href.strip_prefix('#')) {
            assert!(ids.contains(&target), "{target}");
        }
    }
    for table in elements(page.root(), "table") {
        assert_eq!(elements(table, "caption").count(), 1);
        assert!(elements(table, "th").all(|head| head.attribute("scope").is_some()));
        let widths: HashSet<usize> =
            elements(table, "tr").map(|row| row.children().filter(Node::is_element).count()).collect();
        assert_eq!(widths.len(), 1, "rows of one length");
    }
    assert!(elements(page.root(), "svg").all(|drawn| drawn.attribute("aria-hidden") == Some("true")));
    let levels = page.descendants().filter_map(|node| node.tag_name().name().strip_prefix('h')?.parse::<u32>().ok());
    let levels: Vec<u32> = levels.collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
    for landmark in ["header", "main", "nav", "footer"] {
        assert_eq!(elements(page.root(), landmark).count(), 1, "{landmark}");
    }
}

#[test]
fn spanish_has_no_english_left() {
    let (english, report) = everything();
    let html = page(Policy::gsa_2008(), None, &report, Language::Spanish).unwrap();
    let spanish = parsed(&html);
    assert_eq!(spanish.root_element().attribute("lang"), Some("es"));
    // What is said, without what is quoted and what comes from the data.
    let said = spanish.descendants().filter(|node| {
        node.is_text()
            && node.ancestors().all(|node| {
                !["bdi", "code", "style"].contains(&node.tag_name().name()) && node.attribute("lang") != Some("en")
            })
    });
    let said: String = said.filter_map(|node| node.text()).flat_map(|text| [text, " "]).collect();
    let words: HashSet<&str> = said.split(|letter: char| !letter.is_alphabetic()).collect();
    for word in ["the", "of", "and", "is", "are", "row", "rows", "with", "what", "which", "that", "or", "not", "all"] {
        assert!(!words.contains(word), "`{word}` in {said}");
    }
    assert!(words.contains("filas") && words.contains("informativo"), "{said}");
    assert!(!said.contains('{') && !text(parsed(&english).root_element()).contains("{n}"));
    // The same elements in the same order: neither language lacks a part.
    let shape = |page: &Document<'_>| -> Vec<String> {
        let tags = page.descendants().filter(Node::is_element).map(|node| node.tag_name().name().to_owned());
        tags.collect()
    };
    assert_eq!(shape(&spanish), shape(&parsed(&english)));
}

#[test]
fn many_organizations_are_folded_and_none_is_lost() {
    let organizations = 12_000_u64;
    let mut table = "office,capacity\n".to_owned();
    for index in 0..organizations {
        writeln!(table, "Office {index},official").unwrap();
        // The last of those that are told apart is a large one, so it is shown.
        if index == 9_999 {
            table.push_str(&"Office 9999,\n".repeat(7));
        }
    }
    let naming = Naming { organization: Some("office".into()), ..Naming::default() };
    let (html, report) = run(Classify::new(Policy::gsa_2008()), &table, Format::Csv, naming);
    let page = parsed(&html);
    let groups = rows(&page, "Rows by organization");
    assert_eq!(groups.len(), 202);
    assert_eq!((groups[0].0.as_str(), number(groups[0].1[0])), ("Office 9999", 8));
    assert_eq!(groups[200].0, "all others (9,800 and more)");
    assert_eq!(number(groups[200].1[0]), organizations - 200);
    assert_eq!(number(groups[201].1[0]), report.summary.rows_out);
    assert!(html.len() < 400_000, "{}", html.len());
    assert!(!text(page.root()).contains("Rows by type"), "no column names types");
}

#[test]
fn examples_are_of_different_organizations() {
    let offices = ["A", "A", "A", "B", "A", "C", "A"];
    let table = offices.join(",official\n") + ",official\n";
    let naming = Naming { organization: Some("office".into()), ..Naming::default() };
    let (html, _) = run(Classify::new(Policy::gsa_2008()), &format!("office,capacity\n{table}"), Format::Csv, naming);
    let page = parsed(&html);
    let samples = elements(page.root(), "ul").filter(|list| list.attribute("class") == Some("samples"));
    let samples: Vec<String> = samples.flat_map(|list| elements(list, "span").map(text).collect::<Vec<_>>()).collect();
    assert_eq!(samples, ["A, row 1", "A, row 2", "B, row 4", "C, row 6"]);
}

#[test]
fn a_recipe_says_where_the_data_come_from_and_what_its_codes_mean() {
    let recipe = Recipe::builtin("gc-service-inventory-2023").unwrap();
    let table = "{\"service_type\":\"GNC,RES\",\"owner_org_title\":\"Parks\",\"service_name_en\":\"Prize\"}\n";
    let (html, _) =
        run(Classify::new(Policy::gsa_2008()).recipe(&recipe), table, Format::JsonLines, Naming::of(&recipe));
    let page = parsed(&html);
    assert_eq!(text(elements(page.root(), "h1").next().unwrap()), recipe.title().unwrap());
    let said = text(page.root());
    for part in [recipe.id(), recipe.source().unwrap(), recipe.licence().unwrap(), recipe.note().unwrap()] {
        assert!(said.contains(part), "{part}");
    }
    assert!(said.contains(Policy::gsa_2008().digest()));
    assert!(said.contains("Grants and Contributions; Resources"), "{said}");
}

#[test]
fn each_value_counts() {
    let classify = Classify::new(Policy::gsa_2008()).each("customer").unwrap();
    let (html, report) = run(classify, &table(), Format::JsonLines, naming());
    assert!(report.summary.rows_out + report.summary.rows_rejected > report.summary.rows_in);
    let page = parsed(&html);
    assert_eq!(number(rows(&page, "Rows by segment").pop().unwrap().1[0]), report.summary.rows_out);
    assert!(text(page.root()).contains("Each was taken once for every value of this fact: the customer."));
}

#[test]
fn the_page_is_the_same_with_any_number_of_threads() {
    // Enough bytes that the work is shared, and organizations whose order tells the batches apart.
    let mut table = "office,kind,service,capacity,customer,charge\n".to_owned();
    for index in 0..60_000 {
        let capacity = ["official", "", "private", ""][index / 3 % 4];
        let customer = ["citizen", "business", "citizen|government_agency", ""][index / 7 % 4];
        let charge = ["", "levy"][index / 5 % 2];
        writeln!(table, "Office {},{},Service {index},{capacity},{customer},{charge}", index / 40, index % 13).unwrap();
    }
    let with = |threads: usize| {
        let classify = Classify::new(Policy::gsa_2008()).threads(NonZero::new(threads).unwrap());
        run(classify, &table, Format::Csv, naming()).0
    };
    let alone = with(1);
    for threads in [2, 3] {
        assert!(alone == with(threads), "{threads} threads");
    }
}

#[test]
fn rows_of_several_files_are_told_apart() {
    let (mut out, mut rejects, mut html) = (Vec::new(), Vec::new(), Vec::new());
    let second = "office,capacity\nA,official\nB,official\nC,offical\n";
    let first = "office,capacity\nA,\nA,\nA,official\n";
    let naming = Naming { organization: Some("office".into()), ..Naming::default() };
    Classify::new(Policy::gsa_2008())
        .report(Output::stream("page", &mut html, None), Language::English, naming)
        .run(
            [("in/first.csv", first), ("in/second.csv", second)]
                .map(|(name, text)| Input::stream(name, text.as_bytes(), None)),
            Output::stream("out", &mut out, None),
            Some(Output::stream("rejects", &mut rejects, None)),
        )
        .unwrap();
    let html = String::from_utf8(html).unwrap();
    let page = parsed(&html);
    let segment = elements(page.root(), "ul").filter(|list| list.attribute("class") == Some("samples")).last().unwrap();
    let places: Vec<String> =
        elements(segment, "span").map(|place| text(place).replace(['\u{2068}', '\u{2069}'], "")).collect();
    assert_eq!(places, ["A, row 3 of first.csv", "A, row 1 of second.csv", "B, row 2 of second.csv"]);
    assert_eq!(text(elements(page.root(), "h1").next().unwrap()), "first.csv … second.csv (2)");
    assert_eq!(text(rows(&page, "The first of them")[0].1[0]), "second.csv");
}

#[test]
fn an_empty_table_has_a_page() {
    let (html, _) = run(Classify::new(Policy::gsa_2008()), "", Format::JsonLines, naming());
    assert!(text(parsed(&html).root()).contains("Nothing is left to do"));
}

#[test]
fn without_asking_there_is_none() {
    let mut out = Vec::new();
    let report = Classify::new(Policy::gsa_2008())
        .run(Input::stream("in", "capacity\nofficial\n".as_bytes(), None), Output::stream("out", &mut out, None), None)
        .unwrap();
    assert!(page(Policy::gsa_2008(), None, &report, Language::English).is_none());
}
