//! The plan as a document: services that are measured alike stand together; what all of them share follows once.

use std::rc::Rc;

use govseg::markdown::capital;
use govseg::measures::{Fitting, Measure, MeasureWords, SurveyForm, measurement};
use govseg::{Language, Status};

use super::service::Service;
use crate::document::Block;
use crate::text::grouped;

/// How many services of a group are named.
const MOST_NAMES: usize = 5;

/// Services that are measured alike.
struct Group {
    service: Rc<Service>,
    /// What is said of how they are measured.
    said: Vec<Vec<String>>,
    count: u64,
    names: Vec<String>,
}

pub(super) struct Document {
    table: String,
    policy: String,
    words: MeasureWords,
    groups: Vec<Group>,
}

impl Document {
    pub(super) fn new(table: &str, policy: &str, language: Language) -> Self {
        let (table, policy) = (table.to_owned(), policy.to_owned());
        Self { table, policy, words: MeasureWords::new(language), groups: Vec::new() }
    }

    /// Adds a service by its name.
    pub(super) fn add(&mut self, service: &Rc<Service>, name: String) {
        let alike = |group: &&mut Group| Rc::ptr_eq(&group.service, service);
        if let Some(group) = self.groups.iter_mut().find(alike) {
            return group.see(name);
        }
        let said = self.said(service);
        let fitting = &service.fitting;
        let alike = |group: &&mut Group| {
            let other = &group.service.fitting;
            (other.segments, other.measured) == (fitting.segments, fitting.measured) && group.said == said
        };
        match self.groups.iter_mut().find(alike) {
            Some(group) => group.see(name),
            None => self.groups.push(Group { service: Rc::clone(service), said, count: 1, names: vec![name] }),
        }
    }

    /// The document, the largest groups first.
    pub(super) fn blocks(mut self) -> Vec<Block> {
        self.groups.sort_by_key(|group| std::cmp::Reverse(group.count));
        let mut blocks = vec![
            Block::Heading(1, self.words.say("plan_title", &[("table", &self.table)])),
            Block::Paragraph(self.words.say("plan_intro", &[("policy", &self.policy)])),
            Block::Paragraph(self.say("plan_defaults")),
            Block::Heading(2, self.say("plan_kinds")),
        ];
        for group in &self.groups {
            blocks.extend(self.group(group));
        }
        let measured = self.groups.iter().any(|group| group.service.status() != Status::Contradiction);
        if measured {
            blocks.push(Block::Heading(2, self.say("plan_forms")));
            blocks.push(Block::Paragraph(self.say("plan_forms_help")));
            blocks.extend(measurement().forms.iter().flat_map(|form| self.form(form)));
            blocks.push(Block::Heading(2, self.say("plan_glossary")));
            blocks.extend(self.measures().into_iter().flat_map(|measure| self.in_full(measure)));
        }
        blocks
    }

    fn say(&self, key: &str) -> String {
        self.words.say(key, &[])
    }

    fn group(&self, group: &Group) -> Vec<Block> {
        let fitting = &group.service.fitting;
        let heading = match group.service.status() {
            Status::Contradiction => self.say("plan_contradiction_heading"),
            _ => capital(&self.words.segments(fitting.segments)),
        };
        let services = match group.count {
            1 => self.say("plan_services_one"),
            count => self.words.say("plan_services_several", &[("n", &grouped(count))]),
        };
        let names = group.names.join("; ");
        let services = self.words.say("plan_examples", &[("services", &services), ("names", &names)]);
        let mut blocks = vec![Block::Heading(3, heading), Block::Paragraph(services)];
        if group.service.status() == Status::Contradiction {
            blocks.push(Block::Paragraph(self.say("plan_contradiction")));
            return blocks;
        }
        blocks.extend(self.words.introduction(fitting).into_iter().map(Block::Paragraph));
        let heads = ["plan_measure", "why", "data", "status"].map(|key| capital(&self.say(key)));
        blocks.push(Block::Table(heads.to_vec(), group.said.clone()));
        blocks.push(Block::List(self.surveys(fitting, &group.service)));
        blocks
    }

    /// A line for each measure: its name, why it fits, what it takes, and how well that is founded.
    fn said(&self, service: &Service) -> Vec<Vec<String>> {
        let fitting = &service.fitting;
        let line = |fit: &govseg::measures::Fit| {
            vec![
                format!("{} ({})", self.words.text(&fit.measure.name), fit.measure.id),
                self.words.why(fit, fitting.measured, fitting.facts()),
                fit.measure.inputs.join(", "),
                self.words.basis(fit.measure.status.segments),
            ]
        };
        service.fits().iter().map(line).collect()
    }

    /// When to ask, and what not to ask.
    fn surveys(&self, fitting: &Fitting, service: &Service) -> Vec<String> {
        let mut said = Vec::new();
        for survey in fitting.surveys() {
            let limits =
                survey.limits.as_ref().map_or_else(String::new, |limits| format!(" {}", self.words.text(limits)));
            let when = self.words.word("timing", &survey.timing);
            said.push(format!("{}: {when}.{limits}", self.words.text(&survey.name)));
        }
        for question in measurement().forms.iter().flat_map(|form| service.left_out(form)) {
            said.push(self.words.say("plan_without", &[("question", self.words.text(&question.asks))]));
        }
        said
    }

    fn form(&self, form: &SurveyForm) -> Vec<Block> {
        let source = measurement().source(&form.source).map_or("", |source| &source.title);
        let questions = form.questions.iter().map(|question| {
            let answers = self.words.word("answers", &question.answers);
            format!("{} ({answers})", self.words.text(&question.asks))
        });
        let about = format!("{}: {source} ({})", capital(&self.say("source")), form.status);
        let mut blocks = vec![Block::Heading(3, self.words.text(&form.name).to_owned()), Block::Paragraph(about)];
        blocks.push(Block::List(questions.collect()));
        blocks.extend(form.note.clone().map(Block::Paragraph));
        blocks
    }

    /// The measures of all groups, each once, in the order of the catalogue.
    fn measures(&self) -> Vec<&'static Measure> {
        let used = |measure: &&Measure| {
            let mut fits = self.groups.iter().flat_map(|group| group.service.fits());
            fits.any(|fit| fit.measure.id == measure.id)
        };
        measurement().measures.iter().filter(used).collect()
    }

    fn in_full(&self, measure: &Measure) -> [Block; 2] {
        let source = measure.source.as_deref().and_then(|id| measurement().source(id));
        let source = source.map_or_else(
            || self.say("no_source"),
            |source| format!("{} {}", source.title, source.url.as_deref().unwrap_or_default()),
        );
        let entries = [
            ("tells", Some(self.words.text(&measure.definition).to_owned())),
            ("formula", Some(self.words.formula(&measure.formula))),
            ("data", Some(measure.inputs.join(", "))),
            ("number", Some(self.words.number(measure.unit, measure.direction))),
            ("target", measure.target.as_ref().map(|target| self.words.target(target))),
            ("source", Some(source)),
            ("status", Some(self.words.status(measure))),
            ("note", measure.note.clone()),
        ];
        let entries =
            entries.into_iter().filter_map(|(key, text)| Some(format!("{}: {}", capital(&self.say(key)), text?)));
        let heading = format!("{} ({})", self.words.text(&measure.name), measure.id);
        [Block::Heading(3, heading), Block::List(entries.collect())]
    }
}

impl Group {
    fn see(&mut self, name: String) {
        self.count += 1;
        if self.names.len() < MOST_NAMES {
            self.names.push(name);
        }
    }
}
