//! An interview line by line, in a pipe or on a plain terminal. Questions go to standard error, so that standard output
//! holds the decision alone.

use std::io::{self, BufRead as _, IsTerminal as _, Read as _, Write as _};

use govseg::{Language, Prompt};

use super::answer::{Said, Words};
use super::talk::Face;
use crate::failure::Failure;
use crate::style::{FAINT, STRONG, painted};
use crate::text::{WIDTH, hanging, wrapped};

/// How long a line may be.
const LONGEST: u64 = 1 << 16;

pub(super) struct Plain {
    words: Words,
    /// Whether it was said how to answer.
    begun: bool,
}

impl Plain {
    pub(super) fn new(language: Language) -> Self {
        Self { words: Words::new(language), begun: false }
    }
}

impl Face for Plain {
    fn ask(&mut self, prompt: &Prompt, _: &[String]) -> Result<Said, Failure> {
        if !std::mem::replace(&mut self.begun, true) {
            self.tell(self.words.word("how_to"))?;
        }
        show(&question(prompt))?;
        loop {
            show("> ")?;
            let line = line()?;
            // A terminal shows what is typed into it; of a pipe nobody would see it.
            if line.is_none() || !io::stdin().is_terminal() {
                show(&format!("{}\n", line.as_deref().unwrap_or_default().trim_end()))?;
            }
            let Some(line) = line else { return Ok(Said::Stop) };
            match self.words.read(&line, prompt) {
                Ok(said) => return Ok(said),
                Err(message) => self.tell(&message)?,
            }
        }
    }

    fn tell(&mut self, text: &str) -> Result<(), Failure> {
        let lines = text.lines().flat_map(|line| wrapped(line, WIDTH));
        show(&lines.map(|line| line + "\n").collect::<String>())
    }

    fn choose(&mut self, question: &str, facts: &[String]) -> Result<Option<String>, Failure> {
        self.tell(&format!("{question} ({})", facts.join(", ")))?;
        show("> ")?;
        Ok(line()?.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()))
    }
}

/// The question, why it is asked, how many are left, and the numbered answers.
fn question(prompt: &Prompt) -> String {
    let mut lines = vec![String::new(), painted(STRONG, &hanging(&prompt.question, 0))];
    let beside = format!("{} {}", prompt.reason, prompt.progress);
    lines.extend(wrapped(&beside, WIDTH).iter().map(|line| painted(FAINT, line)));
    let widest = prompt.choices.iter().map(|choice| choice.value.chars().count()).max().unwrap_or_default();
    lines.extend((1..).zip(&prompt.choices).map(|(number, choice)| {
        let value = &choice.value;
        match &choice.label {
            label if label == value => format!("{number:>3}  {}", painted(STRONG, value)),
            label => {
                format!("{number:>3}  {}  {}", painted(STRONG, &format!("{value:widest$}")), painted(FAINT, label))
            }
        }
    }));
    lines.into_iter().map(|line| line + "\n").collect()
}

fn show(text: &str) -> Result<(), Failure> {
    let mut out = anstream::stderr().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::Gone),
        Err(error) => Err(Failure::Input(format!("cannot write to standard error: {error}"))),
        Ok(()) => Ok(()),
    }
}

/// The next line of standard input; none at its end.
pub(super) fn line() -> Result<Option<String>, Failure> {
    let unreadable = |error: &dyn std::fmt::Display| Failure::Input(format!("cannot read standard input: {error}"));
    let mut bytes = Vec::new();
    io::stdin().lock().take(LONGEST).read_until(b'\n', &mut bytes).map_err(|error| unreadable(&error))?;
    if bytes.len() as u64 == LONGEST {
        return Err(unreadable(&"a line is longer than 64 KiB"));
    }
    let line = String::from_utf8(bytes).map_err(|_| unreadable(&"it is not UTF-8"))?;
    Ok((!line.is_empty()).then_some(line))
}
