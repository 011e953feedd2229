//! The default policy written out by hand, as a table of every assignment.
//!
//! The rules below repeat section 4 of the domain in plain `if`s. They are not read from the policy file and
//! know nothing of rules as data: they are what the policy file, the reference and the engine are held against.

use crate::canonical::sha256_hex;
use flate2::{Compression, GzBuilder, read::GzDecoder};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

/// A contact of which all eight facts that the default policy looks at are known.
#[derive(Clone, Copy, Debug)]
pub struct Contact {
    /// Who the customer is.
    pub customer: &'static str,
    /// For whom the customer acts.
    pub capacity: &'static str,
    /// Whether the customer may choose.
    pub obligation: &'static str,
    /// Whether the contact only moves information.
    pub content: &'static str,
    /// Whether government must determine eligibility or qualification.
    pub determination: &'static str,
    /// What the customer gains.
    pub benefit: &'static str,
    /// What the customer pays.
    pub charge: &'static str,
    /// What is demanded of the customer.
    pub duty: &'static str,
}

/// What the table says of a contact that cannot be.
pub const CONTRADICTION: &str = "contradiction";

impl Contact {
    /// Whether the customer can have this capacity.
    pub fn is_consistent(&self) -> bool {
        // Whoever acts for a government is a government agency, and a government agency acts for itself.
        if self.customer == "government_agency" {
            return self.capacity == "official";
        }
        // Only military and law enforcement are both a person and an organization.
        if self.customer == "military" || self.customer == "law_enforcement" {
            return true;
        }
        self.capacity == "private"
    }

    /// The segment and the rule that gives it.
    pub fn segment_and_rule(&self) -> (&'static str, &'static str) {
        if !self.is_consistent() {
            return (CONTRADICTION, "");
        }

        if self.capacity == "official" {
            return ("intergovernmental", "intergovernmental.official");
        }

        if self.obligation == "mandatory" {
            return ("dutiful", "dutiful.imposed");
        }
        if self.charge == "levy" {
            return ("dutiful", "dutiful.imposed");
        }
        if self.duty == "audit" || self.duty == "investigation" || self.duty == "prohibition" || self.duty == "penalty"
        {
            return ("dutiful", "dutiful.imposed");
        }

        if self.benefit != "none" {
            return ("beneficial", "beneficial.benefit");
        }
        if self.obligation == "required_for_benefit" {
            return ("beneficial", "beneficial.benefit");
        }
        // Deciding whether a record may be released is no eligibility, so the content must be a service.
        if self.determination == "yes" && self.content == "service" {
            return ("beneficial", "beneficial.benefit");
        }

        if self.charge == "price" {
            return ("commercial", "commercial.price");
        }

        if self.content == "information_only" {
            return ("informational", "informational.information");
        }

        ("other", "other.remainder")
    }
}

/// Every assignment of the eight facts, the last fact changing fastest.
pub fn every_contact() -> Vec<Contact> {
    let mut contacts = Vec::new();
    for customer in
        ["citizen", "noncitizen", "business", "government_agency", "military", "law_enforcement", "other_entity"]
    {
        for capacity in ["private", "official"] {
            for obligation in ["voluntary", "required_for_benefit", "mandatory"] {
                for content in ["information_only", "service"] {
                    for determination in ["yes", "no"] {
                        for benefit in ["none", "financial", "administrative", "diplomatic"] {
                            for charge in ["none", "fee", "price", "levy"] {
                                for duty in
                                    ["none", "reporting", "filing", "audit", "investigation", "prohibition", "penalty"]
                                {
                                    contacts.push(Contact {
                                        customer,
                                        capacity,
                                        obligation,
                                        content,
                                        determination,
                                        benefit,
                                        charge,
                                        duty,
                                    });
                                }
                            }
                        }
                    }
                }
            }
        }
    }
    contacts
}

/// The table as CSV.
///
/// # Panics
///
/// Never: writing to a string cannot fail.
pub fn table() -> String {
    let mut csv = String::from("customer,capacity,obligation,content,determination,benefit,charge,duty,segment,rule\n");
    for contact in every_contact() {
        let Contact { customer, capacity, obligation, content, determination, benefit, charge, duty } = contact;
        let (segment, rule) = contact.segment_and_rule();
        writeln!(
            csv,
            "{customer},{capacity},{obligation},{content},{determination},{benefit},{charge},{duty},{segment},{rule}"
        )
        .expect("writing to a string cannot fail");
    }
    csv
}

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("golden")
}

/// Where the table lies, compressed.
pub fn table_path() -> PathBuf {
    folder().join("gsa-2008.csv.gz")
}

/// Where the hash of the uncompressed table lies.
pub fn hash_path() -> PathBuf {
    folder().join("gsa-2008.csv.sha256")
}

/// The line that `sha256sum` would print for the uncompressed table.
fn hash_line(table: &str) -> String {
    format!("{}  gsa-2008.csv\n", sha256_hex(table))
}

/// Writes the table and its hash.
///
/// # Errors
///
/// If a file cannot be written.
pub fn write() -> io::Result<()> {
    let table = table();
    fs::create_dir_all(folder())?;
    // Time and operating system are left out of the header, so that the same table gives the same file.
    let mut gzip = GzBuilder::new().mtime(0).operating_system(255).write(Vec::new(), Compression::best());
    gzip.write_all(table.as_bytes())?;
    fs::write(table_path(), gzip.finish()?)?;
    fs::write(hash_path(), hash_line(&table))
}

/// What is wrong with the written table and hash; `None` where they are what [`write()`] would write.
///
/// The uncompressed table is compared, so that another version of the compressor does no harm.
pub fn check() -> Option<String> {
    let fresh = table();
    let mut written = String::new();
    let path = table_path();
    let read = fs::File::open(&path).and_then(|file| GzDecoder::new(file).read_to_string(&mut written));
    if let Err(error) = read {
        return Some(format!("{}: {error}", path.display()));
    }
    if written != fresh {
        return Some(format!("{}: not the table of today", path.display()));
    }
    let path = hash_path();
    match fs::read_to_string(&path) {
        Err(error) => Some(format!("{}: {error}", path.display())),
        Ok(line) if line != hash_line(&fresh) => Some(format!("{}: not the hash of the table", path.display())),
        Ok(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decide::decide;
    use crate::facts::Facts;
    use crate::policy::Policy;

    fn facts(contact: &Contact) -> Facts {
        [
            ("customer", contact.customer),
            ("capacity", contact.capacity),
            ("obligation", contact.obligation),
            ("content", contact.content),
            ("determination", contact.determination),
            ("benefit", contact.benefit),
            ("charge", contact.charge),
            ("duty", contact.duty),
        ]
        .map(|(fact, value)| (fact.to_owned(), vec![value.to_owned()]))
        .into()
    }

    #[test]
    fn the_table_has_every_assignment() {
        let contacts = every_contact();
        assert_eq!(contacts.len(), 18_816);
        let consistent = contacts.iter().filter(|contact| contact.is_consistent());
        assert_eq!(consistent.count(), 12_096);
        assert_eq!(table().lines().count(), 1 + 18_816);
    }

    #[test]
    fn the_committed_table_is_the_one_written_here() {
        assert_eq!(check(), None);
    }

    /// The reference, which reads the policy file, and the rules above say the same. The step has no factor in
    /// common with the number of values of any fact, so that the sample meets them in all mixtures.
    #[test]
    fn the_reference_agrees_on_a_sample() {
        let policy = Policy::built_in();
        for contact in every_contact().iter().step_by(11) {
            let decision = decide(&policy, &facts(contact));
            let (segment, rule) = contact.segment_and_rule();
            if segment == CONTRADICTION {
                assert_eq!(decision.status, CONTRADICTION, "{contact:?}");
                assert_eq!(decision.because.keys().collect::<Vec<_>>(), ["capacity", "customer"], "{contact:?}");
            } else {
                assert_eq!(decision.segment.as_deref(), Some(segment), "{contact:?}");
                assert_eq!(decision.rule.as_deref(), Some(rule), "{contact:?}");
            }
        }
    }

    /// All of it, but only the part that decides the segment.
    #[test]
    fn the_first_rule_of_the_policy_file_is_the_one_of_the_table() {
        let policy = Policy::built_in();
        for contact in every_contact() {
            let completion = facts(&contact).into_iter().map(|(fact, values)| (fact, values[0].clone())).collect();
            let (_, rule) = contact.segment_and_rule();
            if contact.is_consistent() {
                let first = crate::completion::first_rule(&policy, &completion);
                assert_eq!(first.map(|rule| rule.id.as_str()), Some(rule), "{contact:?}");
            }
        }
    }
}
