//! From a file and what it extends to the one policy that decides.

use crate::document::{Fields, Format, Node, Reader, Span, Value};
use crate::policy::source::{Channels, TOP};
use crate::policy::{
    Implication, MeasuredAs, POLICIES, Policy, PolicyError, Problem, ProblemKind, Resolved, Rule, SubSegment,
};
use crate::vocabulary::FactId;
use crate::words::{clip, nearest, quoted};
use crate::{Segment, Vocabulary};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct File {
    name: String,
    text: String,
}

impl File {
    /// A file's name, as it shall stand in messages and by which a ring of `extends` is noticed, and its text.
    pub fn new(name: impl Into<String>, text: impl Into<String>) -> Self {
        Self { name: name.into(), text: text.into() }
    }
}

/// Fetches the files that a policy extends: this crate does no input or output of its own.
pub trait Files {
    /// The file at `path`, relative to the file named `from`.
    ///
    /// # Errors
    /// Why it cannot be read, for the message.
    fn read(&self, from: &str, path: &str) -> Result<File, String>;
}

/// There are no files: a policy may extend the built-in ones only.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _: &str, _: &str) -> Result<File, String> {
        Err("policies given as text can extend built-in policies only".into())
    }
}

/// The text of a built-in policy: `gsa-2008` is the version in force, `gsa-2008@1` just that one.
pub(super) fn builtin(name: &str) -> Option<&'static str> {
    let is_meant = |id: &str, version: &str, in_force: bool| match name.split_once('@') {
        Some((wanted, of)) => wanted == id && of == version,
        None => name == id && in_force,
    };
    POLICIES.iter().find(|(id, version, in_force, _)| is_meant(id, version, *in_force)).map(|(.., text)| *text)
}

pub(super) fn no_policy(id: &str) -> Problem {
    let ids: Vec<_> = Policy::builtin_ids().map(ToOwned::to_owned).chain(Policy::builtin_versions()).collect();
    let message = match nearest(id, &ids) {
        Some(near) => format!("there is no built-in policy `{}`; did you mean `{near}`?", clip(id)),
        None => format!("there is no built-in policy `{}`; there is {}", clip(id), quoted(&ids)),
    };
    Problem::nowhere(ProblemKind::UnknownPolicy, message)
}

/// Reads and resolves a file.
pub(super) fn resolve(file: File, format: Format, files: &dyn Files) -> Result<Resolved, PolicyError> {
    resolve_within(file, format, files, &mut Vec::new()).map_err(PolicyError::new)
}

/// How many files may stand between a policy and the last one it extends.
const LONGEST_CHAIN: usize = 32;

fn resolve_within(
    file: File,
    format: Format,
    files: &dyn Files,
    above: &mut Vec<String>,
) -> Result<Resolved, Vec<Problem>> {
    let name = file.name.clone();
    let mut source = Reader::new(file.name, file.text);
    let Some(document) = source.document(format) else { return Err(source.into_problems()) };
    let Some(top) = source.fields(&document, &TOP) else { return Err(source.into_problems()) };

    let mut policy = Resolved::default();
    let mut orphaned = false;
    if let Some(node) = top.get("extends") {
        above.push(name.clone());
        match base(&mut source, node, &name, files, above) {
            Base::Resolved(base) => policy = *base,
            Base::Unfit(problems) => return Err([source.into_problems(), problems].concat()),
            Base::Missing => orphaned = true,
        }
        above.pop();
    }
    if let Some(id) = source.id(&top) {
        policy.id = id;
    }
    if let Some(version) = source.required_string(&top, "version") {
        version.clone_into(&mut policy.version);
    }
    policy.title = source.optional_string(&top, "title");

    drop_inherited(&mut source, &top, &mut policy);
    add_facts(&mut source, &top, &mut policy.vocabulary);
    add_implications(&mut source, &top, &mut policy);
    let mut ids = Ids::default();
    add_rules(&mut source, &top, &mut policy, &mut ids);
    add_sub_segments(&mut source, &top, &mut policy, &mut ids);
    add_measured_as(&mut source, &top, &mut policy);
    add_weights(&mut source, &top, &mut policy);

    let mut problems = source.into_problems();
    if orphaned {
        // What is missing here may be inherited: only the missing policy could tell.
        problems.retain(|problem| !matches!(problem.kind, ProblemKind::UnknownId | ProblemKind::UnknownFact));
    }
    if problems.is_empty() { Ok(policy) } else { Err(problems) }
}

enum Base {
    Resolved(Box<Resolved>),
    /// The base was found and is unfit: its problems.
    Unfit(Vec<Problem>),
    /// There is none; the source says so.
    Missing,
}

/// The policy that `extends` names.
fn base(source: &mut Reader, node: &Node, name: &str, files: &dyn Files, above: &mut Vec<String>) -> Base {
    let Some(target) = source.string(node) else { return Base::Missing };
    let (file, format) = if let Some(text) = builtin(target) {
        (File::new(target, text), Format::Json)
    } else {
        match files.read(name, target) {
            Ok(file) => (file, Format::of_name(target)),
            Err(reason) => {
                let ids: Vec<_> = Policy::builtin_ids().collect();
                let mend = nearest(target, &ids).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
                let message = format!(
                    "`{}` is no built-in policy ({}) and cannot be read as a file: {reason}{mend}",
                    clip(target),
                    quoted(&ids)
                );
                source.fail(ProblemKind::UnknownPolicy, &node.span, message);
                return Base::Missing;
            }
        }
    };
    if above.contains(&file.name) || above.len() > LONGEST_CHAIN {
        let ring: Vec<_> = above.iter().chain([&file.name]).map(String::as_str).collect();
        let message = if above.len() > LONGEST_CHAIN {
            format!("more than {LONGEST_CHAIN} policies extend one another")
        } else {
            format!("policies extend one another in a ring: {}", ring.join(" -> "))
        };
        source.fail(ProblemKind::ExtendsCycle, &node.span, message);
        return Base::Missing;
    }
    match resolve_within(file, format, files, above) {
        Ok(base) => Base::Resolved(Box::new(base)),
        Err(problems) => Base::Unfit(problems),
    }
}

fn drop_inherited(source: &mut Reader, top: &Fields<'_>, policy: &mut Resolved) {
    for node in source.items(top, "drop") {
        let Some(id) = source.string(node) else { continue };
        let (rules, subs) = (policy.rules.len(), policy.sub_segments.len());
        policy.rules.retain(|rule| rule.id != id);
        policy.sub_segments.retain(|sub| sub.id != id);
        if (rules, subs) == (policy.rules.len(), policy.sub_segments.len()) {
            let inherited: Vec<_> =
                policy.rules.iter().map(|rule| &rule.id).chain(policy.sub_segments.iter().map(|sub| &sub.id)).collect();
            let mend = nearest(id, &inherited).map_or(String::new(), |near| format!("; did you mean `{near}`?"));
            source.fail(
                ProblemKind::UnknownId,
                &node.span,
                format!("no inherited rule or sub-segment has the id `{}`{mend}", clip(id)),
            );
        }
    }
}

fn add_facts(source: &mut Reader, top: &Fields<'_>, vocabulary: &mut Vocabulary) {
    for node in source.items(top, "fact") {
        let Some(fields) = source.fields(node, &["id", "values"]) else { continue };
        let id = source.fact_id(&fields);
        let Some(list) = source.required(&fields, "values") else { continue };
        let mut values: Vec<String> = Vec::new();
        let items = source.list(list);
        for item in items {
            let Some(value) = source.string(item) else { continue };
            let shown = clip(value);
            if value.is_empty()
                || value.trim() != value
                || value.contains(['|', ','])
                || value.contains(char::is_control)
            {
                let message = format!(
                    "`{shown}` cannot be a value: it may not be empty, begin or end with a space, or hold `|` or `,`"
                );
                source.fail(ProblemKind::InvalidFact, &item.span, message);
            } else if values.iter().any(|other| other == value) {
                source.fail(ProblemKind::InvalidFact, &item.span, format!("the value `{shown}` stands twice"));
            } else {
                values.push(value.to_owned());
            }
        }
        // What was refused has been said; how many are left is no matter then.
        if !matches!(list.value, Value::List(_)) || values.len() != items.len() {
            continue;
        }
        if values.len() < 2 {
            source.fail(ProblemKind::InvalidFact, &list.span, "a fact needs at least two values".to_owned());
            continue;
        }
        let Some(id) = id else { continue };
        if vocabulary.fact(&id).is_ok() {
            source.fail(ProblemKind::FactRedefined, fields.place("id"), format!("the fact `{id}` is there already"));
        } else if !vocabulary.add(id, values) {
            let message = format!("more than {} further values in all", Vocabulary::FURTHER_VALUES);
            source.fail(ProblemKind::PolicyTooLarge, &node.span, message);
        }
    }
}

fn add_implications(source: &mut Reader, top: &Fields<'_>, policy: &mut Resolved) {
    let mut implies = Vec::new();
    for node in source.items(top, "implies") {
        let Some(fields) = source.fields(node, &["when", "then"]) else { continue };
        let when = source.when(&fields, &policy.vocabulary, Channels::Refused);
        let Some(then) = source.required(&fields, "then") else { continue };
        let then = source.table(then, &policy.vocabulary, Channels::Refused);
        implies.push(Implication { when, then });
    }
    policy.implies.splice(0..0, implies);
}

/// The ids that this file gives, to notice one that stands twice.
#[derive(Default)]
struct Ids(Vec<String>);

impl Ids {
    /// Takes up an id that is new in this file and not of the other kind among what is inherited.
    fn add(&mut self, source: &mut Reader, place: &Span, id: &str, of_other_kind: bool) -> bool {
        if self.0.iter().any(|other| other == id) || of_other_kind {
            source.fail(
                ProblemKind::DuplicateId,
                place,
                format!("the id `{id}` stands twice; ids are unique across rules and sub-segments"),
            );
            return false;
        }
        self.0.push(id.to_owned());
        true
    }
}

/// This file's items before the inherited ones; one with an inherited id in its place.
fn join<T>(inherited: &mut Vec<T>, mut new: Vec<T>, id: impl Fn(&T) -> String) {
    for old in inherited.iter_mut() {
        if let Some(at) = new.iter().position(|item| id(item) == id(old)) {
            *old = new.remove(at);
        }
    }
    inherited.splice(0..0, new);
}

fn add_rules(source: &mut Reader, top: &Fields<'_>, policy: &mut Resolved, ids: &mut Ids) {
    let mut rules = Vec::new();
    let nodes = source.items(top, "rule");
    for node in nodes {
        let Some(fields) = source.fields(node, &["id", "segment", "when", "cites"]) else { continue };
        let id = source.id(&fields).filter(|id| {
            let taken = policy.sub_segments.iter().any(|sub| sub.id == *id);
            ids.add(source, fields.place("id"), id, taken)
        });
        let segment = source.required(&fields, "segment").and_then(|node| source.segment(node));
        let when = source.when(&fields, &policy.vocabulary, Channels::Refused);
        let cites = fields.get("cites").map(|node| source.strings(node));
        if let (Some(id), Some(segment)) = (id, segment) {
            let place = source.place(fields.place("id"));
            rules.push(Rule { id, segment, when, cites, place });
        }
    }
    join(&mut policy.rules, rules, |rule| rule.id.clone());
    if policy.rules.len() > Policy::MOST_RULES {
        let span = nodes.first().map_or(0..0, |node| node.span.clone());
        source.fail(ProblemKind::PolicyTooLarge, &span, format!("more than {} rules", Policy::MOST_RULES));
    }
}

/// The segment that a sub-segment's id begins with; the alias of a segment is no name for it.
fn divided(id: &str) -> Result<Segment, (ProblemKind, String)> {
    let Some((name, rest)) = id.split_once('.').filter(|(_, rest)| !rest.is_empty()) else {
        let message =
            format!("a sub-segment's id is its segment, a dot and a name, as in `beneficial.grant`; found `{id}`");
        return Err((ProblemKind::InvalidId, message));
    };
    match name.parse::<Segment>() {
        Ok(segment) if segment.to_string() == name => Ok(segment),
        Ok(segment) => {
            Err((ProblemKind::InvalidId, format!("write `{segment}.{rest}`: `{name}` is only read as an alias")))
        }
        Err(error) => {
            Err((ProblemKind::UnknownSegment, format!("a sub-segment's id begins with its segment: {error}")))
        }
    }
}

fn add_sub_segments(source: &mut Reader, top: &Fields<'_>, policy: &mut Resolved, ids: &mut Ids) {
    let mut subs = Vec::new();
    for node in source.items(top, "sub_segment") {
        let Some(fields) = source.fields(node, &["id", "when"]) else { continue };
        let id = source.id(&fields).filter(|id| {
            let taken = policy.rules.iter().any(|rule| rule.id == *id);
            ids.add(source, fields.place("id"), id, taken)
        });
        let when = source.when(&fields, &policy.vocabulary, Channels::Allowed);
        let Some(id) = id else { continue };
        match divided(&id) {
            Ok(segment) => {
                let place = source.place(fields.place("id"));
                subs.push(SubSegment { id, segment, when, place });
            }
            Err((kind, message)) => source.fail(kind, fields.place("id"), message),
        }
    }
    join(&mut policy.sub_segments, subs, |sub| sub.id.clone());
}

fn add_measured_as(source: &mut Reader, top: &Fields<'_>, policy: &mut Resolved) {
    let mut added = Vec::new();
    for node in source.items(top, "measured_as") {
        let Some(fields) = source.fields(node, &["when", "segment", "measures", "by", "why", "on"]) else { continue };
        let when = source.when(&fields, &policy.vocabulary, Channels::Allowed);
        let segment = fields.get("segment").and_then(|node| source.segment(node));
        let measures = fields.get("measures").map(|node| source.strings(node));
        if fields.get("segment").is_none() && measures.as_ref().is_none_or(Vec::is_empty) {
            source.fail(
                ProblemKind::MissingKey,
                &node.span,
                "`segment` or `measures` must say how it is measured instead".to_owned(),
            );
        }
        let (by, why) = (source.optional_string(&fields, "by"), source.optional_string(&fields, "why"));
        let on = source.date(&fields, "on");
        let place = source.place(&node.span);
        added.push(MeasuredAs { when, segment, measures, by, why, on, place });
    }
    policy.measured_as.splice(0..0, added);
}

fn add_weights(source: &mut Reader, top: &Fields<'_>, policy: &mut Resolved) {
    const HEAVIEST: u32 = 1_000_000;
    let Some(node) = top.get("weights") else { return };
    let Value::Table(facts) = &node.value else {
        source.wrong_type(node, "a table from fact to values");
        return;
    };
    for entry in facts {
        let fact = match policy.vocabulary.fact(&entry.key) {
            Ok(FactId::CHANNEL) => {
                source.fail(
                    ProblemKind::ChannelNotAllowed,
                    &entry.span,
                    "the channel is never asked and has no weights".to_owned(),
                );
                continue;
            }
            Ok(fact) => fact,
            Err(error) => {
                source.fail(ProblemKind::UnknownFact, &entry.span, error.to_string());
                continue;
            }
        };
        let Value::Table(values) = &entry.node.value else {
            source.wrong_type(&entry.node, "a table from value to weight");
            continue;
        };
        for value in values {
            let index = match policy.vocabulary.value(fact, &value.key) {
                Ok(set) => set.trailing_zeros() as usize,
                Err(error) => {
                    source.fail(ProblemKind::UnknownValue, &value.span, error.to_string());
                    continue;
                }
            };
            match value.node.value {
                Value::Integer(weight) if (1..=i64::from(HEAVIEST)).contains(&weight) => {
                    let weight = u32::try_from(weight).unwrap_or(HEAVIEST);
                    policy.weights.change(fact, |of_fact| of_fact.change(index, |known| *known = weight));
                }
                Value::Integer(_) | Value::Boolean(_) | Value::Other(_) => source.fail(
                    ProblemKind::InvalidWeight,
                    &value.node.span,
                    "a weight is an integer from 1 to 1000000".to_owned(),
                ),
                _ => source.wrong_type(&value.node, "an integer from 1 to 1000000"),
            }
        }
    }
}
