//! How one service is to be measured, and the columns that say so.

use govseg::measures::{Fit, Fitting, SurveyForm, SurveyQuestion, measurement};
use govseg::{Language, Status};
use serde_json::{Value, json};

/// The plan of a service.
pub(super) struct Service {
    pub(super) fitting: Fitting,
    most: usize,
}

/// How several values stand in one cell.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Lists {
    /// As a list.
    Apart,
    /// As one text, with `|` between them.
    Joined,
}

impl Service {
    pub(super) fn new(fitting: Fitting, most: usize) -> Self {
        Self { fitting, most }
    }

    /// The measures of the plan.
    pub(super) fn fits(&self) -> &[Fit] {
        self.fitting.fits.get(..self.most).unwrap_or(&self.fitting.fits)
    }

    pub(super) fn status(&self) -> Status {
        match self.fitting.segments.len() {
            0 => Status::Contradiction,
            1 => Status::Decided,
            _ => Status::Open,
        }
    }

    /// The questions of a form that are left out here.
    pub(super) fn left_out<'f>(&self, form: &'f SurveyForm) -> Vec<&'f SurveyQuestion> {
        let asked = self.fitting.questions(form);
        form.questions.iter().filter(|question| !asked.iter().any(|kept| std::ptr::eq(*kept, *question))).collect()
    }

    /// The columns that are added to the row, in order.
    pub(super) fn columns(&self, lists: Lists) -> Vec<(&'static str, Value)> {
        let list = |items: Vec<String>| match lists {
            Lists::Apart => json!(items),
            Lists::Joined if items.is_empty() => Value::Null,
            Lists::Joined => json!(items.join("|")),
        };
        let (fitting, fits) = (&self.fitting, self.fits());
        let choice = fitting.choice.as_ref();
        let own = fitting.own.iter().cloned();
        let measures = own.chain(fits.iter().map(|fit| fit.measure.id.clone()));
        let own = fitting.own.iter().map(|_| "ours".to_owned());
        let basis = own.chain(fits.iter().map(|fit| fit.measure.status.segments.to_string()));
        let (methods, surveys) = (fitting.methods(), fitting.surveys());
        let mut columns = vec![
            ("segment", json!(fitting.segments.single())),
            ("status", json!(<&str>::from(self.status()))),
            ("possible", list(fitting.segments.iter().map(|segment| segment.to_string()).collect())),
            ("measured_as", json!(choice.and_then(|choice| choice.segment))),
            ("measured_as_by", json!(choice.and_then(|choice| choice.by.as_ref()))),
            ("measured_as_why", json!(choice.and_then(|choice| choice.why.as_ref()))),
            ("measured_as_on", json!(choice.and_then(|choice| choice.on.as_ref()))),
            ("measures", list(measures.collect())),
            ("measures_basis", list(basis.collect())),
            ("data", list(Fitting::inputs(fits).into_iter().map(ToOwned::to_owned).collect())),
            ("methods", list(methods.iter().map(|method| method.id.clone()).collect())),
            ("survey", list(surveys.iter().map(|survey| survey.id.clone()).collect())),
            ("survey_when", list(surveys.iter().map(|survey| survey.timing.to_string()).collect())),
        ];
        for (name, form) in QUESTIONS.into_iter().zip(&measurement().forms) {
            let asked = if surveys.is_empty() { Vec::new() } else { fitting.questions(form) };
            let asks = |question: &SurveyQuestion| question.asks.get(&Language::English).cloned().unwrap_or_default();
            columns.push((name, list(asked.into_iter().map(asks).collect())));
        }
        columns
    }
}

/// The columns of the questions, in the order of the forms.
const QUESTIONS: [&str; 2] = ["questions_thumbs", "questions_agreement"];
