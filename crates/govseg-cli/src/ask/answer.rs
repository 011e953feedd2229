//! What can be said to a question, and the words for it.

use std::collections::BTreeMap;

use govseg::{Language, Prompt, interview_words};

/// What was said.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// One of these values.
    Values(Vec<String>),
    NotSure,
    Back,
    /// Another answer to an earlier question, to this one if it is named.
    Change(Option<String>),
    Stop,
}

/// The words around the questions, in one language.
#[derive(Clone, Copy)]
pub(super) struct Words(&'static BTreeMap<String, String>);

impl Words {
    pub(super) fn new(language: Language) -> Self {
        Self(interview_words(language))
    }

    pub(super) fn word(self, key: &str) -> &'static str {
        self.0.get(key).map_or("", String::as_str)
    }

    /// The text with one {place} filled.
    pub(super) fn with(self, key: &str, place: &str, text: &str) -> String {
        self.word(key).replace(&format!("{{{place}}}"), text)
    }

    /// What a line says to a question, or what to say to it: help if that is what it asks for. Values by number or name
    /// come first, so that no command hides one.
    pub(super) fn read(self, line: &str, prompt: &Prompt) -> Result<Said, String> {
        let line = line.trim();
        let value = |part: &str| {
            let numbered = || prompt.choices.get(part.parse::<usize>().ok()?.checked_sub(1)?);
            let named = prompt.choices.iter().find(|choice| choice.value.eq_ignore_ascii_case(part));
            named.or_else(numbered).map(|choice| choice.value.clone())
        };
        let parts: Vec<&str> = line.split([',', '|']).map(str::trim).collect();
        if let Some(values) = parts.iter().map(|part| value(part)).collect() {
            return Ok(Said::Values(values));
        }
        let (command, rest) = line.split_once(char::is_whitespace).unwrap_or((line, ""));
        let is = |short: &str, key: &str| {
            [short, self.word(key)].iter().any(|known| line.eq_ignore_ascii_case(known))
                || line.to_lowercase() == self.word(key)
        };
        match () {
            () if is("?", "help") => Err(help(prompt)),
            () if is("n", "not_sure") => Ok(Said::NotSure),
            () if is("b", "back") => Ok(Said::Back),
            () if is("q", "stop") => Ok(Said::Stop),
            () if command.eq_ignore_ascii_case("c") || command.to_lowercase() == self.word("change") => {
                let fact = rest.trim();
                Ok(Said::Change((!fact.is_empty()).then(|| fact.to_owned())))
            }
            () => Err(self.unknown(parts.into_iter().find(|part| value(part).is_none()).unwrap_or(line), prompt)),
        }
    }

    /// What to say to an answer that is none of the choices.
    pub(super) fn unknown(self, answer: &str, prompt: &Prompt) -> String {
        let values: Vec<&str> = prompt.choices.iter().map(|choice| choice.value.as_str()).collect();
        self.none_of("no_choice", answer, &values)
    }

    /// What to say to the name of a fact that was not answered yet.
    pub(super) fn unanswered(self, fact: &str, answered: &[String]) -> String {
        self.none_of("no_answer", fact, &answered.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn none_of(self, key: &str, said: &str, choices: &[&str]) -> String {
        let mend = match govseg::words::nearest(said, choices) {
            Some(near) => self.with("did_you_mean", "near", &near),
            None => self.with("choose", "choices", &choices.join(", ")),
        };
        self.with(key, "answer", &govseg::words::clip(said)).replace("{mend}", &mend)
    }
}

/// What helps to answer: why it is asked, and what each value means.
pub(super) fn help(prompt: &Prompt) -> String {
    let values = prompt.choices.iter().filter(|choice| !choice.help.is_empty());
    let values = values.map(|choice| format!("{}: {}", choice.value, choice.help));
    let lines = [prompt.help.clone(), prompt.reason.clone()].into_iter().chain(values);
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use govseg::{Interview, Policy};

    use super::*;

    #[test]
    fn lines_are_read_in_both_languages() {
        let policy = Policy::gsa_2008();
        let prompt = Interview::new(policy).prompt(Language::English).expect("a question");
        let values = |values: &[&str]| Said::Values(values.iter().map(|&value| value.to_owned()).collect());
        for (language, line, said) in [
            (Language::English, "1", values(&["private"])),
            (Language::English, " Official \n", values(&["official"])),
            (Language::English, "2, private", values(&["official", "private"])),
            (Language::English, "Not sure", Said::NotSure),
            (Language::English, "c", Said::Change(None)),
            (Language::English, "change customer", Said::Change(Some("customer".to_owned()))),
            (Language::English, "q", Said::Stop),
            (Language::Spanish, "ATRÁS", Said::Back),
            (Language::Spanish, "no lo sé", Said::NotSure),
            (Language::Spanish, "b", Said::Back),
        ] {
            assert_eq!(Words::new(language).read(line, &prompt), Ok(said), "{line}");
        }
        for (line, expected) in [
            ("?", "Choose official if the customer acts for"),
            ("help", "Choose official if the customer acts for"),
            ("offical", "`offical` is not among the answers; did you mean `official`?"),
            ("1,3", "`3` is not among the answers; choose private, official"),
            ("", "`` is not among the answers; choose private, official"),
        ] {
            let message = Words::new(Language::English).read(line, &prompt).expect_err("none of the answers");
            assert!(message.starts_with(expected), "{message}");
        }
    }
}
