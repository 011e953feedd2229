//! What a column's name tells about what may be in it.

/// The words of a name in small letters, without the `s` of a plural.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut small_before = false;
    for letter in name.chars() {
        if !letter.is_alphanumeric() || small_before && letter.is_uppercase() {
            words.push(String::new());
        }
        small_before = letter.is_lowercase();
        if letter.is_alphanumeric()
            && let Some(word) = words.last_mut()
        {
            word.extend(letter.to_lowercase());
        }
    }
    words.retain(|word| !word.is_empty());
    words.iter().map(|word| singular(word)).collect()
}

fn singular(word: &str) -> String {
    match word.strip_suffix('s') {
        Some(one) if one.len() > 2 && !one.ends_with(['s', 'u', 'i']) => one.to_owned(),
        _ => word.to_owned(),
    }
}

/// Words of column names that tell a channel; the first that stands in a name counts.
const CHANNELS: [(&str, &[&str]); 11] = [
    ("email", &["email"]),
    ("fax", &["fax"]),
    ("self_service_kiosk", &["kiosk"]),
    ("chatbot", &["chatbot"]),
    ("live_chat", &["chat", "livechat"]),
    ("sms_text_messages", &["sms"]),
    ("phone", &["phone", "telephone", "call", "tel"]),
    ("in_person", &["inperson", "counter", "walkin"]),
    ("postal_mail", &["mail", "post", "postal", "letter"]),
    ("mobile_app", &["app"]),
    ("website", &["web", "website", "online", "internet"]),
];

/// The channel that a name tells.
pub(super) fn channel(name: &str) -> Option<&'static str> {
    // Two words that belong together are looked for as one, too: `in_person`, `e-mail`.
    let words = words(name);
    let pairs = words.windows(2).map(<[String]>::concat);
    let all: Vec<String> = words.iter().cloned().chain(pairs).collect();
    let told = CHANNELS.iter().find(|(_, told)| all.iter().any(|word| told.contains(&word.as_str())));
    told.map(|(channel, _)| *channel)
}

/// What a column is for in a report.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Organization,
    Type,
    Label,
}

const ORGANIZATIONS: [&str; 11] = [
    "organization",
    "organisation",
    "org",
    "department",
    "agency",
    "ministry",
    "bureau",
    "owner",
    "unit",
    "office",
    "desk",
];
const TYPES: [&str; 4] = ["type", "category", "kind", "class"];
const NAMES: [&str; 3] = ["name", "title", "label"];
/// Words of columns that speak to programs, or of somebody else.
const POOR: [&str; 14] = [
    "id",
    "code",
    "abbr",
    "abbreviation",
    "url",
    "uri",
    "slug",
    "fr",
    "client",
    "customer",
    "recipient",
    "program",
    "popular",
    "file",
];

/// How well a name fits a role; 0 is not at all.
pub(super) fn fit(name: &str, role: Role) -> usize {
    let words = words(name);
    let has = |any: &[&str]| words.iter().any(|word| any.contains(&word.as_str()));
    let fits = match role {
        Role::Organization => has(&ORGANIZATIONS),
        Role::Type => has(&TYPES) && !has(&ORGANIZATIONS),
        Role::Label => has(&NAMES) && !has(&ORGANIZATIONS) || words == ["service"],
    };
    if !fits {
        return 0;
    }
    let better = usize::from(has(&NAMES)) + usize::from(has(&["service"])) + usize::from(has(&["en"]));
    let worse = words.iter().filter(|word| POOR.contains(&word.as_str())).count();
    (2 + better).saturating_sub(2 * worse)
}

/// What a yes or no under this name may mean: for yes and for no, as TOML.
pub(super) fn yes_and_no(name: &str) -> Option<(String, String)> {
    const SAID: [(&[&str], &str, &str); 5] = [
        (
            &["fee", "charge", "cost", "paid", "price"],
            "{ charge = [\"fee\", \"price\"] }",
            "{ charge = [\"none\", \"levy\"] }",
        ),
        (
            &["mandatory", "compulsory", "obligatory"],
            "{ obligation = \"mandatory\" }",
            "{ obligation = { not = \"mandatory\" } }",
        ),
        (&["voluntary"], "{ obligation = \"voluntary\" }", "{ obligation = { not = \"voluntary\" } }"),
        (
            &["determination", "eligibility", "qualification"],
            "{ determination = \"yes\" }",
            "{ determination = \"no\" }",
        ),
        (&["official"], "{ capacity = \"official\" }", "{ capacity = \"private\" }"),
    ];
    let words = words(name);
    let told = SAID.iter().find(|(told, _, _)| words.iter().any(|word| told.contains(&word.as_str())));
    match (told, channel(name)) {
        (Some((_, yes, no)), _) => Some(((*yes).to_owned(), (*no).to_owned())),
        (None, Some(channel)) => Some((format!("{{ channel = \"{channel}\" }}"), "{}".to_owned())),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_taken_apart() {
        assert_eq!(words("num_applications_byPhone"), ["num", "application", "by", "phone"]);
        assert_eq!(words("Customer types (status)"), ["customer", "type", "status"]);
    }

    #[test]
    fn channels_are_told_by_names() {
        for (name, told) in [
            ("num_phone_enquiries", Some("phone")),
            ("calls_received", Some("phone")),
            ("E-mail contacts", Some("email")),
            ("postal_mail_applications", Some("postal_mail")),
            ("in_person_applications", Some("in_person")),
            ("OnlineApplications", Some("website")),
            ("num_applications_by_other", None),
            ("fiscal_yr", None),
        ] {
            assert_eq!(channel(name), told, "{name}");
        }
    }
}
