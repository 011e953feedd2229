//! How one contact is to be measured: its segments, the agency's choice, the measures, the methods, and what to ask.

use super::catalog::{Method, SurveyForm, SurveyQuestion, Timing, measurement};
use super::choice::{Choice, Choices};
use super::rank::{Fit, measures_for, suits};
use crate::{Contact, Error, Facts, Policy, Segments};

/// Tells how contacts are measured under one policy.
///
/// ```
/// use govseg::measures::Measuring;
/// use govseg::{Channel, Facts, Policy, Segment};
///
/// let policy = Policy::from_toml(r#"
///     id = "agency"
///     version = "1"
///     extends = "gsa-2008"
///
///     [[measured_as]]
///     when = { benefit = "diplomatic" }
///     segment = "commercial"
///     by = "Consular Affairs"
///     why = "applicants pay a fee and expect a date"
///     on = 2026-11-01
/// "#)?;
/// let passport = policy.parse(r#"{"benefit": "diplomatic", "capacity": "private", "obligation": "voluntary", "charge": "fee", "duty": "none"}"#)?;
/// let fitting = Measuring::new(&policy)?.of(passport);
/// assert_eq!(fitting.segments.single(), Some(Segment::Beneficial));
/// assert_eq!(fitting.measured.single(), Some(Segment::Commercial));
/// assert_eq!(fitting.choice.unwrap().by.as_deref(), Some("Consular Affairs"));
/// assert_eq!(fitting.fits[0].measure.id, "order_accuracy");
/// # Ok::<(), govseg::Error>(())
/// ```
#[derive(Debug)]
pub struct Measuring<'p> {
    policy: &'p Policy,
    choices: Choices,
}

impl<'p> Measuring<'p> {
    /// Under a policy, whose `measured_as` is honoured.
    ///
    /// # Errors
    /// If its choices are too large to be told apart exactly.
    pub fn new(policy: &'p Policy) -> Result<Self, Error> {
        Ok(Self { policy, choices: Choices::new(policy)? })
    }

    /// How a contact is to be measured.
    pub fn of(&self, contact: impl Into<Contact>) -> Fitting {
        let contact = contact.into();
        self.within(self.policy.decide(contact).possible(), contact)
    }

    /// The same for a contact of which the possible segments are known from elsewhere.
    pub fn within(&self, segments: Segments, contact: impl Into<Contact>) -> Fitting {
        let contact = contact.into();
        if segments.is_empty() {
            return Fitting::of(Segments::NONE, contact.facts);
        }
        let (mut choices, none) = self.choices.of(contact);
        match choices.pop() {
            Some(only) if choices.is_empty() && !none => Fitting::chosen(segments, contact.facts, only),
            last => {
                choices.extend(last);
                Fitting { perhaps: choices, ..Fitting::of(segments, contact.facts) }
            }
        }
    }
}

/// How a contact, or a kind of contact, is to be measured.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Fitting {
    /// The segments still possible: no choice of measures changes them.
    pub segments: Segments,
    /// The segments whose methods are used: the same, unless the agency chose another one.
    pub measured: Segments,
    /// What the agency chose, if it did.
    pub choice: Option<Choice>,
    /// Choices of the agency that hold for some of what the contact may still be. Too little is known to tell, so that
    /// the default stands.
    pub perhaps: Vec<Choice>,
    /// Measures that the choice names and the catalogue does not know: the agency's own.
    pub own: Vec<String>,
    /// The measures, the best first.
    pub fits: Vec<Fit>,
    facts: Facts,
}

impl Fitting {
    /// How many measures make a list that can be kept in mind.
    pub const SHORT: usize = 8;

    /// For segments of which no policy says anything; the facts narrow the channels, customers and so on.
    pub fn of(segments: Segments, facts: Facts) -> Self {
        Self {
            segments,
            measured: segments,
            choice: None,
            perhaps: Vec::new(),
            own: Vec::new(),
            fits: measures_for(segments, facts),
            facts,
        }
    }

    fn chosen(segments: Segments, facts: Facts, choice: Choice) -> Self {
        let measured = choice.segment.map_or(segments, |segment| Segments::NONE.with(segment));
        let mut fitting = Self { segments, ..Self::of(measured, facts) };
        let named = |id: &String| measurement().measure(id);
        let chosen: Vec<_> = choice.measures.iter().filter_map(named).collect();
        fitting.own = choice.measures.iter().filter(|id| named(id).is_none()).cloned().collect();
        fitting.fits.retain(|fit| !chosen.iter().any(|measure| measure.id == fit.measure.id));
        let chosen = chosen.into_iter().map(|measure| Fit::chosen(measure, measured));
        fitting.fits.splice(0..0, chosen);
        fitting.choice = Some(choice);
        fitting
    }

    /// What is known of the contact.
    pub const fn facts(&self) -> Facts {
        self.facts
    }

    /// The methods, the first one first. Where several segments are possible, those stand first that belong to more of them.
    pub fn methods(&self) -> Vec<&'static Method> {
        let defaults = self.measured.iter().filter_map(|segment| measurement().default_of(segment));
        let named: Vec<_> = defaults.flat_map(|default| &default.methods).collect();
        let mut methods: Vec<&Method> = Vec::new();
        for method in named.iter().filter_map(|id| measurement().method(id)) {
            if suits(&method.channels, self.facts) != Some(false) && !methods.iter().any(|known| known.id == method.id)
            {
                methods.push(method);
            }
        }
        methods.sort_by_key(|method| std::cmp::Reverse(named.iter().filter(|id| **id == &method.id).count()));
        methods
    }

    /// The surveys that fit, the first one first; they say when to ask.
    pub fn surveys(&self) -> Vec<&'static Method> {
        let mut surveys = self.methods();
        surveys.extend(&measurement().methods);
        let asks = |method: &Method| {
            matches!(method.timing, Timing::Immediate | Timing::EndOfJourney | Timing::Deferred | Timing::Relational)
        };
        let of_segment = |method: &Method| method.primary.iter().any(|&segment| self.measured.contains(segment));
        let mut kept: Vec<&Method> = Vec::new();
        for method in surveys {
            let fits = asks(method) && of_segment(method) && suits(&method.channels, self.facts) != Some(false);
            if fits && !kept.iter().any(|known| known.id == method.id) {
                kept.push(method);
            }
        }
        kept
    }

    /// The questions of a form that can be asked about this contact: without those about employees, where the channels
    /// bring nobody in touch with any.
    pub fn questions<'f>(&self, form: &'f SurveyForm) -> Vec<&'f SurveyQuestion> {
        let asked = |question: &&SurveyQuestion| {
            let mut measures = question.measures.iter().filter_map(|id| measurement().measure(id));
            question.measures.is_empty() || measures.any(|measure| suits(&measure.channels, self.facts) != Some(false))
        };
        form.questions.iter().filter(asked).collect()
    }

    /// The data that some measures take, each once, in the order in which it is first needed.
    pub fn inputs(fits: &[Fit]) -> Vec<&'static str> {
        let mut inputs: Vec<&str> = Vec::new();
        for input in fits.iter().flat_map(|fit| &fit.measure.inputs) {
            if !inputs.contains(&input.as_str()) {
                inputs.push(input);
            }
        }
        inputs
    }
}
