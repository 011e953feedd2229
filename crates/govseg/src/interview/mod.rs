//! An interview: the fewest questions that decide a contact.

#[cfg(feature = "catalog")]
mod prompt;

use std::fmt;

use crate::decision::ask::Questions;
use crate::vocabulary::FactId;
use crate::{Contact, Decision, Error, Policy, Question};

#[cfg(feature = "catalog")]
pub use prompt::{Choice, Prompt, interview_words};

/// What was answered to a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// One of these values, as a set.
    Values(u64),
    /// The person does not know. The fact stays as open as it was, and is not asked again.
    NotSure,
}

/// Asks the next best question until no answer can change what is possible.
///
/// It keeps what was known at the start and the answers in the order they came, and works out everything else from
/// them: [`Policy::ask`] is the stateless form. What it worked out for one question it remembers for the next.
///
/// ```
/// use govseg::{Interview, Policy, Segment};
///
/// let mut interview = Interview::new(Policy::gsa_2008());
/// assert_eq!(interview.fact(), Some("capacity"));
/// interview.answer("private")?;
/// interview.not_sure();
/// interview.back();
/// while let Some(fact) = interview.fact() {
///     match fact {
///         "obligation" => interview.answer("mandatory")?,
///         _ => interview.not_sure(),
///     };
/// }
/// assert_eq!(interview.decision().segment(), Some(Segment::Dutiful));
/// # Ok::<(), govseg::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Interview<'p> {
    policy: &'p Policy,
    start: Contact,
    answers: Vec<(FactId, Answer)>,
    question: Option<Question>,
    memory: Memory<'p>,
}

/// The plan of the last question, and the facts that it may not ask. A copy of an interview begins without: only time is
/// lost.
#[derive(Default)]
struct Memory<'p>(Option<(Vec<FactId>, Questions<'p>)>);

impl Clone for Memory<'_> {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl fmt::Debug for Memory<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

impl<'p> Interview<'p> {
    /// An interview about a contact of which nothing is known.
    pub fn new(policy: &'p Policy) -> Self {
        Self::with(policy, Contact::UNKNOWN)
    }

    /// An interview about a contact of which something is known already.
    pub fn with(policy: &'p Policy, contact: impl Into<Contact>) -> Self {
        Self::resume(policy, contact, Vec::new())
    }

    /// An interview at the point to which its answers led, for callers that keep it as data.
    ///
    /// ```
    /// use govseg::{Interview, Policy};
    ///
    /// let mut interview = Interview::new(Policy::gsa_2008());
    /// interview.answer("private")?;
    /// let (start, answers) = (interview.start(), interview.answers().to_vec());
    /// assert_eq!(Interview::resume(Policy::gsa_2008(), start, answers).fact(), interview.fact());
    /// # Ok::<(), govseg::Error>(())
    /// ```
    pub fn resume(policy: &'p Policy, start: impl Into<Contact>, answers: Vec<(FactId, Answer)>) -> Self {
        let mut interview = Self { policy, start: start.into(), answers, question: None, memory: Memory::default() };
        interview.ask();
        interview
    }

    /// The policy that decides.
    pub const fn policy(&self) -> &'p Policy {
        self.policy
    }

    /// The next question; none when no answer can change what is possible.
    pub const fn question(&self) -> Option<&Question> {
        self.question.as_ref()
    }

    /// The fact that the next question asks for.
    pub fn fact(&self) -> Option<&'p str> {
        self.question.as_ref().map(|question| self.policy.vocabulary().name(question.fact))
    }

    /// The values that can be answered to the next question: those that some completion has.
    pub fn choices(&self) -> Vec<&'p str> {
        let Some(question) = &self.question else { return Vec::new() };
        let (names, contact) = (self.policy.vocabulary(), self.contact());
        let possible = names.get(contact, question.fact);
        let fits = |set: u64| !self.policy.decide(names.narrow(contact, question.fact, set)).possible().is_empty();
        let sets = (0..names.values(question.fact).len()).map(|index| 1_u64 << index);
        let set = sets.filter(|set| possible & set != 0 && fits(*set)).fold(0, |all, set| all | set);
        names.names_in(question.fact, set).collect()
    }

    /// Answers the question with a value. Without a question nothing happens.
    ///
    /// # Errors
    /// [`Error::UnknownValue`] if the fact has no such value.
    pub fn answer(&mut self, value: &str) -> Result<(), Error> {
        self.answer_any(&[value])
    }

    /// Answers the question with several values, any of which may be the right one.
    ///
    /// # Errors
    /// [`Error::UnknownValue`] if the fact has no such value, [`Error::EmptyValue`] if there is none.
    pub fn answer_any(&mut self, values: &[&str]) -> Result<(), Error> {
        let Some(question) = &self.question else { return Ok(()) };
        let fact = question.fact;
        let set = self.set_of(fact, values)?;
        self.push(fact, Answer::Values(set));
        Ok(())
    }

    /// Says that the answer is not known. Without a question nothing happens.
    pub fn not_sure(&mut self) {
        if let Some(question) = &self.question {
            let fact = question.fact;
            self.push(fact, Answer::NotSure);
        }
    }

    /// Takes the last answer back.
    pub fn back(&mut self) {
        self.answers.pop();
        self.ask();
    }

    /// Changes an earlier answer, and keeps those that came after it unless they cannot be true together with it: those
    /// are given back. Without values the answer becomes "not sure".
    ///
    /// # Errors
    /// [`Error::UnknownFact`] if the fact was not answered, [`Error::UnknownValue`] if it has no such value.
    pub fn change(&mut self, fact: &str, values: &[&str]) -> Result<Vec<FactId>, Error> {
        let (at, fact) = self.answered(fact)?;
        let answer = if values.is_empty() { Answer::NotSure } else { Answer::Values(self.set_of(fact, values)?) };
        let later = self.answers.split_off(at);
        self.answers.push((fact, answer));
        let mut dropped = Vec::new();
        for (fact, answer) in later.into_iter().skip(1) {
            self.answers.push((fact, answer));
            if self.decision().possible().is_empty() {
                self.answers.pop();
                dropped.push(fact);
            }
        }
        self.ask();
        Ok(dropped)
    }

    /// What was known at the start.
    pub const fn start(&self) -> Contact {
        self.start
    }

    /// The answers, in the order they came.
    pub fn answers(&self) -> &[(FactId, Answer)] {
        &self.answers
    }

    /// What is known by now.
    pub fn contact(&self) -> Contact {
        let names = self.policy.vocabulary();
        self.answers.iter().fold(self.start, |contact, &(fact, answer)| match answer {
            Answer::Values(set) => names.narrow(contact, fact, set),
            Answer::NotSure => contact,
        })
    }

    /// What follows from what is known by now.
    pub fn decision(&self) -> Decision<'p> {
        self.policy.decide(self.contact())
    }

    /// The place of the answer to a question that was asked.
    fn answered(&self, fact: &str) -> Result<(usize, FactId), Error> {
        let names = self.policy.vocabulary();
        let fact = names.fact(fact)?;
        let at = self.answers.iter().position(|(answered, _)| *answered == fact);
        at.map(|at| (at, fact)).ok_or_else(|| {
            let answered = self.answers.iter().map(|(fact, _)| names.name(*fact).to_owned());
            Error::unknown_fact(names.name(fact), answered.collect())
        })
    }

    fn set_of(&self, fact: FactId, values: &[&str]) -> Result<u64, Error> {
        let names = self.policy.vocabulary();
        let set = values.iter().try_fold(0, |set, value| Ok::<_, Error>(set | names.value(fact, value)?))?;
        if set == 0 { Err(Error::EmptyValue { fact: names.name(fact).to_owned() }) } else { Ok(set) }
    }

    fn push(&mut self, fact: FactId, answer: Answer) {
        self.answers.push((fact, answer));
        self.ask();
    }

    fn ask(&mut self) {
        let (names, contact) = (self.policy.vocabulary(), self.contact());
        // A fact that was answered is not asked again, even if several values were left possible. Of a known one there
        // is nothing to ask: naming it would only forget the plan.
        let answered = |fact: &FactId| self.answers.iter().any(|(known, _)| known == fact);
        let open = |fact: &FactId| names.get(contact, *fact).count_ones() > 1;
        let never: Vec<FactId> = names.facts().filter(answered).filter(open).collect();
        if self.memory.0.as_ref().is_none_or(|(planned, _)| *planned != never) {
            let plan = Questions::new(self.policy, &never, Policy::STATE_BUDGET);
            self.memory.0 = Some((never, plan));
        }
        self.question = self.memory.0.as_mut().and_then(|(_, plan)| plan.next(contact));
    }
}
