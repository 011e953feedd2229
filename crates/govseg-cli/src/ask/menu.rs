//! An interview on a terminal: the arrow keys move, typing narrows the list, Enter chooses.

use std::io;

use dialoguer::console::Term;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{FuzzySelect, MultiSelect};
use govseg::{Language, Prompt};

use super::answer::{Said, Words, help};
use super::talk::Face;
use crate::failure::Failure;
use crate::text::{WIDTH, wrapped};

pub(super) struct Menu {
    words: Words,
    theme: ColorfulTheme,
    terminal: Term,
}

impl Menu {
    pub(super) fn new(language: Language) -> Self {
        let terminal = Term::stderr();
        let shown = terminal.clone();
        // The keys are read in a way that makes an interruption a signal, which would leave the cursor hidden.
        let _ = ctrlc::set_handler(move || {
            let _ = shown.show_cursor();
            std::process::exit(130);
        });
        Self { words: Words::new(language), theme: ColorfulTheme::default(), terminal }
    }

    /// The place of the one that is chosen; none for Escape.
    fn one(&self, question: &str, items: &[String]) -> Result<Option<usize>, Failure> {
        let select = FuzzySelect::with_theme(&self.theme).with_prompt(question).items(items).default(0);
        select.interact_on_opt(&self.terminal).map_err(|error| self.failed(error))
    }

    fn several(&self, question: &str, items: &[String]) -> Result<Option<Vec<usize>>, Failure> {
        let select = MultiSelect::with_theme(&self.theme).with_prompt(question).items(items);
        select.interact_on_opt(&self.terminal).map_err(|error| self.failed(error))
    }

    fn failed(&self, error: dialoguer::Error) -> Failure {
        // Whoever interrupts wants the cursor back; if there is no terminal any more, there is none to show.
        let _ = self.terminal.show_cursor();
        let dialoguer::Error::IO(error) = error;
        match error.kind() {
            io::ErrorKind::Interrupted => Failure::Interrupted,
            _ => Failure::Input(format!("cannot ask on this terminal: {error} (--plain reads lines)")),
        }
    }
}

impl Face for Menu {
    fn ask(&mut self, prompt: &Prompt, answered: &[String]) -> Result<Said, Failure> {
        let values = (1..).zip(&prompt.choices);
        let values: Vec<String> = values.map(|(number, choice)| format!("{number}  {}", choice.label)).collect();
        let mut commands = vec!["several", "not_sure", "help"];
        if !answered.is_empty() {
            commands.extend(["back", "change"]);
        }
        commands.push("stop");
        let words = commands.iter().map(|command| self.words.word(command).to_owned());
        let items: Vec<String> = values.iter().cloned().chain(words).collect();
        self.tell(&format!("\n{} {}", prompt.reason, prompt.progress))?;
        loop {
            let Some(place) = self.one(&prompt.question, &items)? else { return Ok(Said::Stop) };
            if let Some(choice) = prompt.choices.get(place) {
                return Ok(Said::Values(vec![choice.value.clone()]));
            }
            match place.checked_sub(values.len()).and_then(|place| commands.get(place)).copied() {
                Some("several") => {
                    let chosen = self.several(&prompt.question, &values)?.unwrap_or_default().into_iter();
                    let chosen: Vec<String> =
                        chosen.filter_map(|place| Some(prompt.choices.get(place)?.value.clone())).collect();
                    if !chosen.is_empty() {
                        return Ok(Said::Values(chosen));
                    }
                }
                Some("not_sure") => return Ok(Said::NotSure),
                Some("help") => self.tell(&help(prompt))?,
                Some("back") => return Ok(Said::Back),
                Some("change") => return Ok(Said::Change(None)),
                _ => return Ok(Said::Stop),
            }
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Failure> {
        let lines = text.lines().flat_map(|line| wrapped(line, WIDTH));
        for line in lines {
            self.terminal.write_line(&line).map_err(|error| self.failed(error.into()))?;
        }
        Ok(())
    }

    fn choose(&mut self, question: &str, facts: &[String]) -> Result<Option<String>, Failure> {
        Ok(self.one(question, facts)?.and_then(|place| facts.get(place).cloned()))
    }
}
