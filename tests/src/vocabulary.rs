//! The words of the domain, in the order that the contract gives them.

/// The six segments, in the order in which decisions list them.
pub const SEGMENTS: [&str; 6] = ["informational", "beneficial", "dutiful", "commercial", "intergovernmental", "other"];

/// The segment that takes what no rule takes.
pub const OTHER: &str = "other";

/// The one fact whose list means "all of these were used" instead of "one of these".
pub const CHANNEL: &str = "channel";

/// The 18 channels of the data form of OMB Circular A-11, section 280.
pub const CHANNELS: [&str; 18] = [
    "computer",
    "mobile",
    "email",
    "chatbot",
    "phone",
    "automated_phone",
    "in_person",
    "paper",
    "postal_mail",
    "fax",
    "self_service_kiosk",
    "other_non_digital",
    "website",
    "mobile_app",
    "live_chat",
    "sms_text_messages",
    "social_media",
    "other_digital",
];

/// The twelve built-in facts, each with its closed list of values.
pub const FACTS: [(&str, &[&str]); 12] = [
    (
        "customer",
        &["citizen", "noncitizen", "business", "government_agency", "military", "law_enforcement", "other_entity"],
    ),
    ("capacity", &["private", "official"]),
    ("obligation", &["voluntary", "required_for_benefit", "mandatory"]),
    ("content", &["information_only", "service"]),
    ("direction", &["to_customer", "from_customer", "both"]),
    ("determination", &["yes", "no"]),
    ("benefit", &["none", "financial", "administrative", "diplomatic"]),
    ("charge", &["none", "fee", "price", "levy"]),
    ("duty", &["none", "reporting", "filing", "audit", "investigation", "prohibition", "penalty"]),
    ("occurrence", &["routine", "exceptional", "unique"]),
    ("outcome", &["none", "recruitment", "enrollment", "payment", "award", "recommendation", "contract"]),
    (CHANNEL, &CHANNELS),
];

/// A fact and the values that it can have, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// The name of the fact.
    pub id: String,
    /// Its closed list of values.
    pub values: Vec<String>,
}

/// The twelve built-in facts.
pub fn built_in_facts() -> Vec<Fact> {
    FACTS
        .iter()
        .map(|(id, values)| Fact {
            id: (*id).to_owned(),
            values: values.iter().map(|value| (*value).to_owned()).collect(),
        })
        .collect()
}

/// The segment that a word names, where a segment is expected: archived pages call the sixth one *exceptional*.
pub fn segment(word: &str) -> Option<&'static str> {
    let word = if word == "exceptional" { OTHER } else { word };
    SEGMENTS.into_iter().find(|segment| *segment == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_are_those_of_the_contract() {
        let sizes: Vec<usize> = FACTS.iter().map(|(_, values)| values.len()).collect();
        assert_eq!(sizes, [7, 2, 3, 2, 3, 2, 4, 4, 7, 3, 7, 18]);
    }

    #[test]
    fn exceptional_is_an_old_name_of_other() {
        assert_eq!(segment("exceptional"), Some("other"));
        assert_eq!(segment("dutiful"), Some("dutiful"));
        assert_eq!(segment("dutifull"), None);
    }
}
