//! What one column says: from the text of a cell to the facts that it leaves possible.

use std::borrow::Cow;
use std::collections::HashMap;

use govseg::{Contact, FactId, Vocabulary};
use serde_json::value::RawValue;

use govseg::words::{clip, mend};

use crate::error::Reason;

/// How the cells of one column are read.
#[derive(Clone, Debug)]
pub(crate) struct ColumnRule {
    pub(crate) name: String,
    pub(crate) meaning: Meaning,
    /// What stands between several codes of one cell, if a cell can hold several.
    pub(crate) separator: Option<String>,
    pub(crate) combine: Combine,
    pub(crate) unmapped: Unmapped,
    /// Texts that mean "unknown", besides the empty cell.
    pub(crate) empty: Vec<String>,
    /// Whether small and capital letters are the same; the texts above are small then.
    pub(crate) ignore_case: bool,
    /// The column of the recipe, by its place, of which this one is an alternative, as codes of one cell are.
    pub(crate) alternative_to: Option<usize>,
    /// Whether a table may lack the column.
    pub(crate) optional: bool,
    /// Whether the column holds facts in wire form, where an empty text or list in JSON is an error.
    pub(crate) strict: bool,
}

/// What cells mean.
#[derive(Clone, Debug)]
pub(crate) enum Meaning {
    /// Values of a fact, some perhaps by another name.
    Fact { fact: FactId, values: HashMap<String, Contact> },
    /// Codes, each of which says something.
    Codes(Codes),
    /// A count: above zero, these facts hold.
    Positive(Contact),
}

/// What codes say.
#[derive(Clone, Debug)]
pub(crate) struct Codes {
    /// The crosswalk they come from, if they are not the recipe's own.
    pub(crate) scheme: Option<String>,
    pub(crate) codes: HashMap<String, Contact>,
}

/// What several codes in one cell mean together.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Combine {
    /// They are alternatives.
    #[default]
    Any,
    /// They all hold.
    All,
}

/// What a code that nothing is known of means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Unmapped {
    #[default]
    Error,
    Unknown,
}

impl ColumnRule {
    /// What stands between several values of a fact.
    pub(crate) const SEPARATOR: &str = "|";

    /// The scheme whose codes the column holds, if it holds those of one.
    pub(crate) fn scheme(&self) -> Option<&str> {
        match &self.meaning {
            Meaning::Codes(codes) => codes.scheme.as_deref(),
            Meaning::Fact { .. } | Meaning::Positive(_) => None,
        }
    }

    /// The rule for a column that is named like a fact and holds its values.
    pub(crate) fn fact(fact: FactId, names: &Vocabulary) -> Self {
        Self {
            name: names.name(fact).to_owned(),
            meaning: Meaning::Fact { fact, values: HashMap::new() },
            separator: Some(Self::SEPARATOR.to_owned()),
            combine: Combine::Any,
            unmapped: Unmapped::Error,
            empty: Vec::new(),
            ignore_case: false,
            alternative_to: None,
            optional: true,
            strict: true,
        }
    }

    /// The rule that takes small and capital letters for the same.
    ///
    /// # Errors
    /// Two texts that are the same then and do not say the same.
    pub(crate) fn ignoring_case(mut self) -> Result<Self, (String, String)> {
        match &mut self.meaning {
            Meaning::Fact { values: codes, .. } | Meaning::Codes(Codes { codes, .. }) => {
                *codes = in_small_letters(codes)?;
            }
            Meaning::Positive(_) => {}
        }
        self.empty = self.empty.iter().map(|text| text.to_lowercase()).collect();
        self.ignore_case = true;
        Ok(self)
    }

    /// A text as it stands among codes and values.
    fn folded<'c>(&self, text: &'c str) -> Cow<'c, str> {
        if self.ignore_case { text.to_lowercase().into() } else { text.into() }
    }

    /// Whether the same texts come again and again, so that it pays to remember what they say.
    pub(crate) fn repeats(&self) -> bool {
        !matches!(self.meaning, Meaning::Positive(_))
    }

    /// Reads a cell of plain text.
    pub(crate) fn text(&self, cell: &str, names: &Vocabulary) -> Result<Contact, Reason> {
        let cell = cell.trim();
        if self.is_empty(cell) {
            return Ok(Contact::UNKNOWN);
        }
        if !self.strict
            && cell.starts_with('[')
            && let Ok(list) = serde_json::from_str::<Vec<&RawValue>>(cell)
        {
            // Some exports write lists as JSON into a cell.
            return self.list(list.iter().map(|item| self.json_leaf(item.get(), names, true)));
        }
        match &self.separator {
            Some(separator) if cell.contains(separator.as_str()) => {
                self.several(cell.split(separator.as_str()).map(str::trim), names)
            }
            _ => self.one(cell, names),
        }
    }

    /// Reads a cell of JSON.
    pub(crate) fn json(&self, cell: &str, names: &Vocabulary) -> Result<Contact, Reason> {
        let list: Vec<&RawValue> = match cell.as_bytes().first() {
            Some(b'n') => return Ok(Contact::UNKNOWN),
            Some(b'[') => serde_json::from_str(cell).map_err(|error| json_error(&error))?,
            _ => return self.json_leaf(cell, names, false),
        };
        self.list(list.iter().map(|item| self.json_leaf(item.get(), names, true)))
    }

    /// Reads a string, number or boolean; within a list a string is one code, whatever it holds.
    fn json_leaf(&self, cell: &str, names: &Vocabulary, in_list: bool) -> Result<Contact, Reason> {
        match cell.as_bytes().first() {
            Some(b'"') if in_list => self.item(&json_string(cell)?, names),
            Some(b'"') => match json_string(cell)?.trim() {
                "" if self.strict => Err(EMPTY_STRING.into()),
                code => self.text(code, names),
            },
            Some(b't' | b'f') => self.boolean(cell == "true", names),
            Some(b'n') => Err(NULL_PART.into()),
            Some(b'[') => Err(LIST_PART.into()),
            Some(b'{') => Err("an object; write a string or a list of strings".into()),
            _ => self.number(cell, names),
        }
    }

    /// Reads a list, whose items are read already.
    pub(crate) fn list(&self, items: impl Iterator<Item = Result<Contact, Reason>>) -> Result<Contact, Reason> {
        let mut items = items.peekable();
        if self.strict && items.peek().is_none() {
            return Err(EMPTY_LIST.into());
        }
        self.fold(&mut items)
    }

    /// Reads a text within a list: one code, whatever it holds.
    pub(crate) fn item(&self, text: &str, names: &Vocabulary) -> Result<Contact, Reason> {
        match text.trim() {
            "" if self.strict => Err(EMPTY_PART.into()),
            code if self.is_empty(code) => Ok(Contact::UNKNOWN),
            code => self.one(code, names),
        }
    }

    /// Reads a boolean: the yes and no of a fact that has them, or a code.
    pub(crate) fn boolean(&self, value: bool, names: &Vocabulary) -> Result<Contact, Reason> {
        let code = if value { "true" } else { "false" };
        match &self.meaning {
            Meaning::Fact { fact, values } if !values.contains_key(code) => {
                let word = if value { "yes" } else { "no" };
                let set = names.value(*fact, word).map_err(|_| {
                    let takes = govseg::words::quoted(names.values(*fact));
                    Reason::from(format!("a boolean; `{}` takes {takes}", names.name(*fact)))
                })?;
                Ok(names.narrow(Contact::UNKNOWN, *fact, set))
            }
            _ => self.one(code, names),
        }
    }

    /// Reads a number, which may be a code or a count but is no value of a fact.
    pub(crate) fn number(&self, text: &str, names: &Vocabulary) -> Result<Contact, Reason> {
        match &self.meaning {
            Meaning::Fact { values, .. } if values.is_empty() => {
                Err("a number; write a string or a list of strings".into())
            }
            _ => self.one(text, names),
        }
    }

    pub(crate) fn is_empty(&self, text: &str) -> bool {
        text.is_empty() || self.empty.iter().any(|empty| *empty == self.folded(text))
    }

    fn several<'c>(&self, parts: impl Iterator<Item = &'c str>, names: &Vocabulary) -> Result<Contact, Reason> {
        let mut parts = parts.map(|part| match part {
            "" => Err(EMPTY_PART.into()),
            part if self.is_empty(part) => Ok(Contact::UNKNOWN),
            part => self.one(part, names),
        });
        self.fold(&mut parts)
    }

    fn fold(&self, parts: &mut dyn Iterator<Item = Result<Contact, Reason>>) -> Result<Contact, Reason> {
        let mut whole: Option<Contact> = None;
        for part in parts {
            let part = part?;
            whole = Some(match (whole, self.combine) {
                (None, _) => part,
                (Some(whole), Combine::Any) => whole.union(part),
                (Some(whole), Combine::All) => whole.narrow(part),
            });
        }
        Ok(whole.unwrap_or(Contact::UNKNOWN))
    }

    /// Reads one code.
    fn one(&self, code: &str, names: &Vocabulary) -> Result<Contact, Reason> {
        match self.look_up(code, names) {
            Err(_) if self.unmapped == Unmapped::Unknown => Ok(Contact::UNKNOWN),
            said => said,
        }
    }

    /// What a code says, if it is mapped.
    pub(crate) fn look_up(&self, code: &str, names: &Vocabulary) -> Result<Contact, Reason> {
        let folded = self.folded(code);
        match &self.meaning {
            Meaning::Fact { fact, values } => match values.get(folded.as_ref()) {
                Some(contact) => Ok(*contact),
                None => match names.value(*fact, &folded) {
                    Ok(set) => Ok(names.narrow(Contact::UNKNOWN, *fact, set)),
                    Err(error) => Err(match govseg::words::nearest(code, &sorted(values)) {
                        Some(near) => format!("`{}` is not mapped; did you mean `{near}`?", clip(code)).into(),
                        None => error.into(),
                    }),
                },
            },
            Meaning::Codes(codes) => codes.codes.get(folded.as_ref()).copied().ok_or_else(|| codes.no_code(code)),
            Meaning::Positive(contact) => {
                count(code).map(|above_zero| if above_zero { *contact } else { Contact::UNKNOWN })
            }
        }
    }

    /// The codes in a value, but for texts that mean "unknown".
    pub(crate) fn codes_in(&self, value: &serde_json::Value) -> Vec<String> {
        let codes = codes_in(value, self.separator.as_deref());
        codes.into_iter().filter(|code| !self.is_empty(code)).collect()
    }
}

/// The codes in a value: the items of a list, the parts of a text, or the value itself.
pub(crate) fn codes_in(value: &serde_json::Value, separator: Option<&str>) -> Vec<String> {
    let items = match value {
        serde_json::Value::Array(items) => Some(items.clone()),
        serde_json::Value::String(cell) if cell.trim_start().starts_with('[') => serde_json::from_str(cell).ok(),
        _ => None,
    };
    if let Some(items) = items {
        return items.iter().map(crate::profile::text).collect();
    }
    let cell = crate::profile::text(value);
    match separator {
        Some(separator) => cell.split(separator).map(|part| part.trim().to_owned()).collect(),
        None => vec![cell],
    }
}

const EMPTY_PART: &str = "an empty value among several; leave out the separator";
pub(crate) const NULL_PART: &str = "null within a list; leave it out, or write null for the whole if it is unknown";
pub(crate) const LIST_PART: &str = "a list within a list";
const EMPTY_STRING: &str = "an empty string; leave the key out (or write null) if it is unknown";
const EMPTY_LIST: &str = "an empty list; leave the key out (or write null) if it is unknown";

impl Codes {
    fn no_code(&self, code: &str) -> Reason {
        let known = sorted(&self.codes);
        let of = self.scheme.as_ref().map_or_else(|| "that the recipe maps".into(), |scheme| format!("of `{scheme}`"));
        format!("`{}` is not a code {of}; {}", clip(code), mend(code, &known)).into()
    }
}

/// The codes with small letters only, or two that would then be one and do not say the same.
fn in_small_letters(codes: &HashMap<String, Contact>) -> Result<HashMap<String, Contact>, (String, String)> {
    let mut small: HashMap<String, (&str, Contact)> = HashMap::with_capacity(codes.len());
    for code in sorted(codes) {
        let Some(&contact) = codes.get(code) else { continue };
        match small.insert(code.to_lowercase(), (code, contact)) {
            Some((other, said)) if said != contact => return Err((other.to_owned(), code.to_owned())),
            _ => {}
        }
    }
    Ok(small.into_iter().map(|(code, (_, contact))| (code, contact)).collect())
}

fn sorted(codes: &HashMap<String, Contact>) -> Vec<&str> {
    let mut known: Vec<_> = codes.keys().map(String::as_str).collect();
    known.sort_unstable();
    known
}

/// Whether a number is above zero. Commas may group its digits by three.
pub(crate) fn count(text: &str) -> Result<bool, Reason> {
    let grouped = text.split(',').skip(1).all(|group| group.split('.').next().is_some_and(|digits| digits.len() == 3));
    let plain: Cow<'_, str> = if grouped && text.contains(',') { text.replace(',', "").into() } else { text.into() };
    match plain.parse::<f64>() {
        Ok(number) if number.is_finite() => Ok(number > 0.0),
        _ => Err(format!("`{}` is not a number", clip(text)).into()),
    }
}

/// The text of a JSON string.
pub(crate) fn json_string(cell: &str) -> Result<Cow<'_, str>, Reason> {
    // Without an escape the text stands there as it is.
    match cell.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(plain) if !plain.contains('\\') => Ok(plain.into()),
        _ => serde_json::from_str::<String>(cell).map(Cow::Owned).map_err(|error| json_error(&error).into()),
    }
}

/// What the parser says, without the line: a row is one line.
pub(crate) fn json_error(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let message = text.split(" at line ").next().unwrap_or_default();
    format!("not valid JSON: {message} at column {}", error.column())
}
