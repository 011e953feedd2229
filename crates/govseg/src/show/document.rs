//! A policy as a document that people can read: all that it says, in words.

use std::collections::BTreeSet;

use super::is_unconditional;
use super::phrases::Phrases;
use crate::catalog::{Language, catalog};
use crate::markdown::{capital, code, plain, quote};
use crate::policy::space::{facts_of, mentioned};
use crate::policy::{Condition, MeasuredAs, When};
use crate::vocabulary::FactId;
use crate::{Fact, Policy, Segments, Standing};

impl Policy {
    /// The resolved policy as a document in Markdown: what it looks at, what follows from what, its rules in order, how
    /// it divides the segments, what is measured otherwise, and the passages that it rests on.
    ///
    /// ```
    /// use govseg::{Language, Policy};
    ///
    /// let document = Policy::gsa_2008().document(Language::English);
    /// assert!(document.contains("the contact is **intergovernmental** when the customer's capacity is official."));
    /// ```
    pub fn document(&self, language: Language) -> String {
        let phrases = Phrases::in_markdown(&self.resolved, language);
        let document = Document { policy: self, phrases };
        let sections = [
            document.head(),
            document.how(),
            document.facts(),
            document.implications(),
            document.rules(),
            document.sub_segments(),
            document.measured(),
            document.weights(),
            document.passages(),
        ];
        sections.into_iter().flatten().collect::<Vec<_>>().join("\n\n") + "\n"
    }
}

struct Document<'p> {
    policy: &'p Policy,
    phrases: Phrases<'p>,
}

/// The paragraphs and lists of a section.
type Blocks = Vec<String>;

impl Document<'_> {
    fn say(&self, key: &str, filled: &[(&str, &str)]) -> String {
        self.phrases.say(key, filled)
    }

    fn heading(&self, key: &str) -> String {
        format!("## {}", self.say(key, &[]))
    }

    fn head(&self) -> Blocks {
        let policy = self.policy;
        let title = plain(policy.title().unwrap_or(policy.id()));
        let version = self.say("policy", &[("id", &code(policy.id())), ("version", &plain(policy.version()))]);
        vec![format!("# {title}"), version + ".", self.say("digest", &[("digest", &code(policy.digest()))])]
    }

    fn how(&self) -> Blocks {
        let mut said = vec![self.say("how_first", &[])];
        if !self.policy.resolved.rules.iter().any(|rule| is_unconditional(&rule.when)) {
            let other = format!("**{}**", self.phrases.segment(crate::Segment::Other));
            said.push(self.say("how_other", &[("segment", &other)]));
        }
        said.push(self.say("how_open", &[]));
        vec![self.heading("how"), said.join(" ")]
    }

    /// "**The customer** (`customer`): a citizen (`citizen`), a business (`business`)".
    fn fact(&self, fact: FactId) -> String {
        let names = self.policy.vocabulary();
        let is_own = usize::from(fact.0) >= Fact::ALL.len();
        let name = code(names.name(fact));
        let values = names.values(fact).iter().map(|value| {
            if is_own { code(value) } else { format!("{} ({})", self.phrases.value(fact, value), code(value)) }
        });
        let values = self.phrases.listed(&values.collect::<Vec<_>>());
        if is_own {
            let said = self.say("own_fact", &[("fact", &format!("**{name}**"))]);
            format!("- {said}: {values}")
        } else {
            format!("- **{}** ({name}): {values}", capital(&self.phrases.fact(fact)))
        }
    }

    fn facts(&self) -> Blocks {
        let policy = &self.policy.resolved;
        let deciding: BTreeSet<FactId> = mentioned(policy).into_iter().collect();
        let whens = policy.sub_segments.iter().map(|sub| &sub.when).chain(policy.measured_as.iter().map(|m| &m.when));
        let tables: Vec<_> = whens.flatten().flatten().collect();
        let channels = tables.iter().flat_map(|table| table.iter()).any(|c| matches!(c, Condition::Channels { .. }));
        let dividing: BTreeSet<FactId> = tables
            .into_iter()
            .flat_map(facts_of)
            .chain(channels.then_some(FactId::CHANNEL))
            .filter(|fact| !deciding.contains(fact))
            .collect();
        let unused: Vec<FactId> =
            policy.vocabulary.facts().filter(|fact| !deciding.contains(fact) && !dividing.contains(fact)).collect();

        let mut blocks = vec![self.heading("facts")];
        for (key, facts) in [("facts_decide", deciding), ("facts_divide", dividing)] {
            if !facts.is_empty() {
                blocks.push(self.say(key, &[]));
                blocks.push(lines(facts.into_iter().map(|fact| self.fact(fact))));
            }
        }
        if !unused.is_empty() {
            let unused: Vec<_> = unused.into_iter().map(|fact| self.phrases.fact(fact)).collect();
            blocks.push(self.say("facts_unused", &[("facts", &self.phrases.listed(&unused))]));
        }
        blocks
    }

    fn implications(&self) -> Blocks {
        let implies = &self.policy.resolved.implies;
        if implies.is_empty() {
            return Blocks::new();
        }
        let entries = implies.iter().filter(|item| !item.then.is_empty()).map(|item| {
            let then = self.phrases.clause(&item.then);
            let clauses = self.phrases.clauses(&item.when);
            let said = if clauses.is_empty() {
                self.say("implication_always", &[("then", &then)])
            } else {
                let when = clauses.join(&self.say("or_when_within", &[]));
                self.say("implication", &[("when", &when), ("then", &then)])
            };
            format!("- {said}")
        });
        vec![self.heading("implications"), self.say("implications_help", &[]), lines(entries)]
    }

    /// An entry of a list: a statement and its conditions, one behind it, several below it.
    fn conditional(&self, marker: &str, statement: &str, when: &When) -> String {
        let clauses = self.phrases.clauses(when);
        match clauses.as_slice() {
            [] => format!("{marker}{statement} {}.", self.say("always_left", &[])),
            [only] => format!("{marker}{statement} {}.", self.say("when", &[("conditions", only)])),
            [first, rest @ ..] => {
                let first = self.say("when", &[("conditions", first)]);
                let rest = rest.iter().map(|clause| self.say("or_when", &[("conditions", clause)]));
                let below = indent(marker);
                let all = std::iter::once(first).chain(rest).map(|clause| format!("{below}- {clause}"));
                format!("{marker}{statement}\n{}", lines(all))
            }
        }
    }

    fn rules(&self) -> Blocks {
        let rules = &self.policy.resolved.rules;
        if rules.is_empty() {
            return vec![self.heading("rules"), self.say("rules_none", &[])];
        }
        let entries = (1..).zip(rules).map(|(number, rule)| {
            let segment = format!("**{}**", self.phrases.segment(rule.segment));
            let statement = self.say("rule", &[("rule", &code(&rule.id)), ("segment", &segment)]);
            let marker = format!("{number}. ");
            let mut entry = self.conditional(&marker, &statement, &rule.when);
            let sources: Vec<_> = rule.cites.iter().flatten().map(|cite| Self::source(cite)).collect();
            if !sources.is_empty() {
                let source = self.say("source", &[("sources", &sources.join("; "))]);
                entry = format!("{entry}\n\n{}{source}", indent(&marker));
            }
            entry
        });
        vec![self.heading("rules"), entries.collect::<Vec<_>>().join("\n\n")]
    }

    /// A citation with the title of its source, if the catalogue knows it.
    fn source(cite: &str) -> String {
        let known = catalog().citation(cite).and_then(|citation| catalog().source(&citation.source));
        known.map_or_else(|| code(cite), |source| format!("*{}* ({})", plain(&source.title), code(cite)))
    }

    fn sub_segments(&self) -> Blocks {
        let subs = &self.policy.resolved.sub_segments;
        if subs.is_empty() {
            return Blocks::new();
        }
        let mut blocks = vec![self.heading("sub_segments"), self.say("sub_segments_help", &[])];
        for segment in Segments::ALL.iter() {
            let of_segment = subs.iter().filter(|sub| sub.segment == segment);
            let entries = (1..).zip(of_segment).map(|(number, sub)| {
                let id = code(&sub.id);
                let statement = catalog().sub_segment(&sub.id).map_or_else(
                    || format!("{id}:"),
                    |entry| format!("**{}** ({id}):", capital(self.phrases.text(&entry.label))),
                );
                self.conditional(&format!("{number}. "), &statement, &sub.when)
            });
            let entries = lines(entries);
            if !entries.is_empty() {
                blocks.extend([format!("### {}", capital(&self.phrases.segment(segment))), entries]);
            }
        }
        blocks
    }

    fn measured(&self) -> Blocks {
        let measured = &self.policy.resolved.measured_as;
        if measured.is_empty() {
            return Blocks::new();
        }
        let entries = measured.iter().map(|item| self.measured_as(item));
        vec![self.heading("measured"), self.say("measured_help", &[]), lines(entries)]
    }

    fn measured_as(&self, item: &MeasuredAs) -> String {
        let clauses = self.phrases.clauses(&item.when);
        let when = if clauses.is_empty() {
            self.say("always", &[])
        } else {
            self.say("when", &[("conditions", &clauses.join(&self.say("or_when_within", &[])))])
        };
        let segment = item.segment.map(|segment| self.phrases.segment(segment));
        let measures = item.measures.as_ref().map(|measures| {
            let measures: Vec<_> = measures.iter().map(|measure| code(measure)).collect();
            self.phrases.listed(&measures)
        });
        let parts = [
            ("measured_segment", segment),
            ("measured_measures", measures),
            ("measured_by", item.by.as_deref().map(plain)),
            ("measured_why", item.why.as_deref().map(plain)),
            ("measured_on", item.on.as_deref().map(plain)),
        ];
        let parts = parts.into_iter().filter_map(|(key, value)| {
            let value = value.filter(|value| !value.is_empty())?;
            Some(format!("\n  - {}", self.say(key, &[("value", &value)])))
        });
        format!("- {}:{}", capital(&when), parts.collect::<String>())
    }

    fn weights(&self) -> Blocks {
        let weights = &self.policy.resolved.weights;
        if weights.iter().next().is_none() {
            return Blocks::new();
        }
        let names = self.policy.vocabulary();
        let entries = weights.iter().map(|(&fact, weights)| {
            let weights = weights.iter().filter_map(|(&index, weight)| {
                Some(format!("{} {weight}", self.phrases.value(fact, names.values(fact).get(index)?)))
            });
            let weights = self.phrases.listed(&weights.collect::<Vec<_>>());
            format!("- **{}**: {weights}", capital(&self.phrases.fact(fact)))
        });
        vec![self.heading("weights"), self.say("weights_help", &[]), lines(entries)]
    }

    /// What the rules cite, once each, in the source's words.
    fn passages(&self) -> Blocks {
        let mut cites: Vec<&str> = Vec::new();
        for cite in self.policy.resolved.rules.iter().flat_map(|rule| rule.cites.iter().flatten()) {
            if !cites.contains(&cite.as_str()) {
                cites.push(cite);
            }
        }
        let known: Vec<_> = cites.into_iter().filter_map(|cite| catalog().citation(cite)).collect();
        if known.is_empty() {
            return Blocks::new();
        }
        let mut blocks = vec![self.heading("passages"), self.say("passages_help", &[])];
        for source in &catalog().sources {
            let passages: Vec<_> = known.iter().filter(|citation| citation.source == source.id).collect();
            if passages.is_empty() {
                continue;
            }
            blocks.push(format!("### {}", plain(&source.title)));
            blocks.push(format!("{}, {}", plain(&source.publisher), plain(&source.date)));
            for citation in passages {
                let standing = match citation.status {
                    Standing::SecondHand => self.say("passage_second_hand", &[]),
                    Standing::Inferred => self.say("passage_inferred", &[]),
                    Standing::Ours => self.say("passage_ours", &[]),
                    Standing::Quoted => String::new(),
                };
                blocks.push(format!("{} {standing}", code(&citation.id)).trim_end().to_owned() + ":");
                blocks.push(quote(&citation.passage));
            }
        }
        blocks
    }
}

/// What belongs to an entry of a list stands under its text, not under its marker.
fn indent(marker: &str) -> String {
    " ".repeat(marker.len())
}

fn lines(entries: impl Iterator<Item = String>) -> String {
    entries.collect::<Vec<_>>().join("\n")
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use strum::VariantArray;

    use super::super::samples;
    use super::*;

    #[test]
    fn every_rule_stands_there_in_order() {
        for policy in [Policy::gsa_2008(), &samples::tricky(), &samples::parity(3)] {
            for &language in Language::VARIANTS {
                let document = policy.document(language);
                let mut rest = document.as_str();
                for (number, (rule, segment)) in (1..).zip(policy.rules()) {
                    let entry = format!("\n{number}. `{rule}`: ");
                    let at = rest.find(&entry).unwrap_or_else(|| panic!("{entry} is not in {rest}"));
                    rest = &rest[at + entry.len()..];
                    let label = &catalog().segment(segment.into()).unwrap().label[&language];
                    assert!(rest.lines().next().unwrap().contains(&format!("**{label}**")), "{rest}");
                }
                for (sub, _) in policy.sub_segments() {
                    assert!(document.contains(&format!("`{sub}`")), "{sub}");
                }
                assert!(document.contains(policy.digest()));
                assert!(!document.contains("{}") && !document.contains("  \n"), "{document}");
            }
        }
    }

    #[test]
    fn conditions_in_words() {
        let english = samples::tricky().document(Language::English);
        let spanish = samples::tricky().document(Language::Spanish);
        for (document, said) in [
            (&english, "# A \\*title\\* with \\<tags\\> \\& \"quotes\""),
            (&english, "version 1 \\<beta\\> \\& more."),
            (
                &english,
                "- **`in`**, a fact of this policy's own: `a \"quoted\" one`, `back\\slash`, `` <tag> & `tick` ``, `日本`",
            ),
            (
                &english,
                "- When `in` is `back\\slash`, and `size` is not `small`, or when what the customer gains is a financial benefit, the content of the contact is more than information, and what the customer pays is not a charge imposed by law.",
            ),
            (&english, "- In every case, the customer's participation is voluntary or required for a benefit."),
            (
                &english,
                "   - when `in` is `a \"quoted\" one` or `日本`, and `size` is not `small`\n   - or when what the customer pays is a charge imposed by law\n\n   Source: `law#<1>`; *RegInfo.gov",
            ),
            (&english, "Where none holds, the contact is **of another kind**."),
            // A negation of `none` would read badly in English and say the opposite in Spanish.
            (
                &english,
                "`dutiful.third`: the contact is **dutiful** when what is demanded of the customer is to report information, to file",
            ),
            (&spanish, "cuando la exigencia al cliente es comunicar información, presentar"),
            (&english, "1. `beneficial.by-mail`: when one of these channels was used: paper or postal mail."),
            (
                &english,
                "2. `beneficial.not-by-phone`: when what the contact leads to is recruitment, enrollment, a payment, a recommendation or a contract, and this channel was not used: the phone.",
            ),
            (&english, "3. `beneficial.rest`: in all cases that are left."),
            (&spanish, "1. `beneficial.by-mail`: cuando se usó alguno de estos canales: el papel o el correo postal."),
            (
                &english,
                "- When `size` is `small`, or when none of these channels was used: paper or fax:\n  - Methods of the segment: informational\n  - Measures: `asa`, `` first `call` ``\n  - Chosen by: The \\*office\\*\n  - Reason: Nobody answers\n  - Date: 2026-11-01\n- In every case:\n  - Measures: `fcr`\n",
            ),
            (&spanish, "  - Métodos del segmento: informativo\n"),
            (&english, "- **What the customer gains**: nothing 9\n- **`size`**: `small` 5, `huge` 2\n"),
            (&english, "`reginfo#obligation` (read in another party's account of the source):\n\n> Three codes"),
            (
                &english,
                "Not looked at: the customer, the customer's capacity, the flow of information, a decision on eligibility, the government function.",
            ),
        ] {
            assert!(document.contains(said), "{said}\nis not in\n{document}");
        }
    }

    #[test]
    fn a_policy_that_says_nothing() {
        let document = Policy::from_json(r#"{"id": "empty", "version": "1"}"#).unwrap().document(Language::English);
        assert!(document.contains("Where none holds, the contact is **of another kind**."), "{document}");
        assert!(document.contains("It has no rules."), "{document}");
        assert!(samples::impossible().document(Language::Spanish).contains("- En todos los casos, el contenido del"));
    }
}
