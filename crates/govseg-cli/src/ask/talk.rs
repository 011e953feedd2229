//! A conversation with a person: asks, does what was said, and goes on until there is nothing to ask.

use govseg::{Interview, Language, Prompt};

use super::answer::{Said, Words};
use crate::failure::Failure;

/// How questions and remarks reach a person, and answers come back.
pub(super) trait Face {
    /// Asks. The facts answered so far can be changed.
    fn ask(&mut self, prompt: &Prompt, answered: &[String]) -> Result<Said, Failure>;
    /// Says something.
    fn tell(&mut self, text: &str) -> Result<(), Failure>;
    /// Lets one of several facts be chosen; none if that is no longer wanted.
    fn choose(&mut self, question: &str, facts: &[String]) -> Result<Option<String>, Failure>;
}

pub(super) fn with(face: &mut dyn Face, interview: &mut Interview<'_>, language: Language) -> Result<(), Failure> {
    let words = Words::new(language);
    while let Some(prompt) = interview.prompt(language) {
        match face.ask(&prompt, &answered(interview))? {
            Said::Values(values) => {
                let values: Vec<&str> = values.iter().map(String::as_str).collect();
                interview.answer_any(&values)?;
            }
            Said::NotSure => interview.not_sure(),
            Said::Back if interview.answers().is_empty() => face.tell(words.word("nothing_to_change"))?,
            Said::Back => interview.back(),
            Said::Change(fact) => change(face, interview, fact, language)?,
            Said::Stop => break,
        }
    }
    Ok(())
}

/// Puts an earlier question again, and keeps the later answers as far as they still can be true.
fn change(
    face: &mut dyn Face,
    interview: &mut Interview<'_>,
    fact: Option<String>,
    language: Language,
) -> Result<(), Failure> {
    let words = Words::new(language);
    let answered = answered(interview);
    if answered.is_empty() {
        return face.tell(words.word("nothing_to_change"));
    }
    let Some(fact) = fact.map_or_else(|| face.choose(words.word("which_answer"), &answered), |fact| Ok(Some(fact)))?
    else {
        return Ok(());
    };
    let Ok(prompt) = interview.asked(&fact, language) else { return face.tell(&words.unanswered(&fact, &answered)) };
    let values = match face.ask(&prompt, &answered)? {
        Said::Values(values) => values,
        Said::NotSure => Vec::new(),
        Said::Back | Said::Change(_) | Said::Stop => return Ok(()),
    };
    let dropped = interview.change(&fact, &values.iter().map(String::as_str).collect::<Vec<_>>())?;
    if dropped.is_empty() {
        return Ok(());
    }
    let names = interview.policy().vocabulary();
    let dropped: Vec<&str> = dropped.into_iter().map(|fact| names.name(fact)).collect();
    face.tell(&words.with("given_back", "facts", &dropped.join(", ")))
}

/// The names of the facts answered so far, in order.
fn answered(interview: &Interview<'_>) -> Vec<String> {
    let names = interview.policy().vocabulary();
    interview.answers().iter().map(|(fact, _)| names.name(*fact).to_owned()).collect()
}
