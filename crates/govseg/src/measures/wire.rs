//! What fits a contact as JSON, byte for byte the same in every language.

use strum::VariantArray;

use super::catalog::{Method, measurement};
use super::choice::Choice;
use super::fitting::Fitting;
use super::measure::Target;
use super::rank::Fit;
use super::say::MeasureWords;
use crate::json::Json;
use crate::{Language, Segments, Text};

impl Fitting {
    /// As RFC 8785 JSON: `choice`, `measured`, `measures`, `methods`, `own`, `perhaps`, `segments` and `surveys`. Texts are
    /// there in every language. `most` cuts the list of measures.
    ///
    /// ```
    /// use govseg::measures::Fitting;
    /// use govseg::{Facts, Segments, Segment};
    ///
    /// let json = Fitting::of(Segments::NONE.with(Segment::Other), Facts::UNKNOWN).to_json(1);
    /// assert!(json.starts_with(r#"{"choice":null,"measured":["other"],"measures":[{"channels":[],"conditions":[],"#));
    /// ```
    pub fn to_json(&self, most: usize) -> String {
        Json::object([
            ("segments", segments(self.segments)),
            ("measured", segments(self.measured)),
            ("choice", self.choice.as_ref().map_or(Json::Null, choice)),
            ("perhaps", Json::List(self.perhaps.iter().map(choice).collect())),
            ("own", Json::strings(&self.own)),
            ("measures", Json::List(self.fits.iter().take(most).map(|fit| self.fit(fit)).collect())),
            ("methods", Json::List(self.methods().into_iter().map(method).collect())),
            ("surveys", Json::List(self.surveys().into_iter().map(method).collect())),
        ])
        .to_string()
    }

    fn fit(&self, fit: &Fit) -> Json {
        let measure = fit.measure;
        let why = Language::VARIANTS.iter().map(|&language| {
            (language.to_string(), Json::string(MeasureWords::new(language).why(fit, self.measured, self.facts())))
        });
        let symbols = [("symbols".to_owned(), Json::string(&measure.formula.symbols))];
        Json::object([
            ("id", Json::string(&measure.id)),
            ("name", text(&measure.name)),
            ("definition", text(&measure.definition)),
            ("formula", Json::object(words(&measure.formula.words).chain(symbols))),
            ("inputs", Json::strings(&measure.inputs)),
            ("unit", Json::string(measure.unit.to_string())),
            ("direction", Json::string(measure.direction.to_string())),
            ("channels", Json::strings(measure.channels.iter().map(ToString::to_string))),
            ("methods", Json::strings(&measure.methods)),
            ("role", Json::string(fit.role.to_string())),
            ("segments", segments(fit.segments)),
            ("conditions", Json::strings(fit.conditions.iter().map(ToString::to_string))),
            ("why", Json::object(why)),
            ("variants", Json::strings(fit.variants.iter().map(|variant| &variant.id))),
            ("target", measure.target.as_ref().map_or(Json::Null, target)),
            ("source", source(measure.source.as_deref())),
            (
                "status",
                Json::object([
                    ("definition", Json::string(measure.status.definition.to_string())),
                    ("formula", Json::string(measure.status.formula.to_string())),
                    ("segments", Json::string(measure.status.segments.to_string())),
                ]),
            ),
            ("note", Json::optional(measure.note.as_ref())),
        ])
    }
}

fn segments(segments: Segments) -> Json {
    Json::strings(segments.iter().map(|segment| segment.to_string()))
}

fn words(text: &Text) -> impl Iterator<Item = (String, Json)> {
    text.iter().map(|(language, words)| (language.to_string(), Json::string(words)))
}

fn text(text: &Text) -> Json {
    Json::object(words(text))
}

fn choice(choice: &Choice) -> Json {
    Json::object([
        ("segment", Json::optional(choice.segment.map(|segment| segment.to_string()))),
        ("measures", Json::strings(&choice.measures)),
        ("by", Json::optional(choice.by.as_ref())),
        ("why", Json::optional(choice.why.as_ref())),
        ("on", Json::optional(choice.on.as_ref())),
    ])
}

fn target(target: &Target) -> Json {
    Json::object([
        ("says", Json::string(&target.says)),
        ("source", Json::string(&target.source)),
        ("status", Json::string(target.status.to_string())),
    ])
}

fn source(id: Option<&str>) -> Json {
    let source = id.and_then(|id| measurement().source(id));
    source.map_or(Json::Null, |source| {
        Json::object([
            ("id", Json::string(&source.id)),
            ("title", Json::string(&source.title)),
            ("url", Json::optional(source.url.as_ref())),
        ])
    })
}

fn method(method: &'static Method) -> Json {
    Json::object([
        ("id", Json::string(&method.id)),
        ("name", text(&method.name)),
        ("timing", Json::string(method.timing.to_string())),
    ])
}
