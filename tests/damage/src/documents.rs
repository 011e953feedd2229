//! Documents: recipes, policies, facts. What is read can be written and read again; what is not is said where.

use govseg::Policy;
use govseg_table::Recipe;

/// A recipe is read, or each of its problems has a place.
pub fn recipe(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Err(error) = Recipe::parse("recipe.toml", text) {
        assert!(error.to_string().starts_with("recipe.toml:"), "{error}");
    }
}

/// A policy in TOML, and the JSON of what it says, are one.
pub fn policy_toml(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    policy(Policy::from_toml(text));
}

/// A policy in JSON, and the JSON of what it says, are one.
pub fn policy_json(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    policy(Policy::from_json(text));
}

fn policy(read: Result<Policy, govseg::Error>) {
    match read {
        Ok(policy) => {
            let again = Policy::from_json(policy.to_json()).expect("what a policy says of itself is a policy");
            assert_eq!(again.digest(), policy.digest());
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}

/// Facts that are read are the same when they are written and read again.
pub fn facts(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let policy = Policy::gsa_2008();
    match policy.parse(text) {
        Ok(contact) => {
            let written = policy.vocabulary().to_json(contact);
            assert_eq!(policy.parse(&written).expect("facts"), contact, "{written}");
        }
        Err(error) => assert!(!error.to_string().is_empty()),
    }
}
