//! Built-in policies stay what they were: whoever recorded a decision can make it again.

use std::collections::BTreeMap;

use govseg::Policy;

/// The digests that were ever shipped. A line here may be added; to change one is to break somebody's records.
const SHIPPED: &str = include_str!("../../../crates/govseg/data/policies/digests.txt");

#[test]
fn every_shipped_version_is_there_and_unchanged() {
    let shipped: BTreeMap<String, String> = SHIPPED
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| {
            line.split_once(' ').map(|(name, digest)| (name.to_owned(), digest.to_owned())).expect("name and digest")
        })
        .collect();
    let built_in: BTreeMap<String, String> = Policy::builtin_versions()
        .map(|name| {
            let policy = Policy::builtin(&name).unwrap();
            assert_eq!(name, format!("{}@{}", policy.id(), policy.version()));
            (name, policy.digest().to_owned())
        })
        .collect();
    assert_eq!(built_in, shipped, "digests.txt lists every version; a policy that changes gets a new one");
    assert_eq!(shipped["gsa-2008@1"], "sha256:679d7d66e1c4a81473dd28343a22343d8629f7f7b286430df4a0fd5445d27e00");
}

#[test]
fn a_version_is_named_or_the_one_in_force_is_meant() {
    for id in Policy::builtin_ids() {
        let in_force = Policy::builtin(id).unwrap();
        let named = Policy::builtin(&format!("{id}@{}", in_force.version())).unwrap();
        assert_eq!(named.digest(), in_force.digest());
    }
    let missing = Policy::builtin("gsa-2008@0").unwrap_err();
    assert!(missing.to_string().contains("did you mean `gsa-2008@1`?"), "{missing}");
    let pinned = Policy::from_json(r#"{"id": "a", "version": "1", "extends": "gsa-2008@1"}"#).unwrap();
    assert!(pinned.rules().eq(Policy::gsa_2008().rules()));
}
