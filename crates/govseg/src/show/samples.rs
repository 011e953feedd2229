//! Policies that the tests of this module show.

use std::fmt::Write as _;

use crate::Policy;

/// Own facts, implications of every shape, channels, weights, and texts that want to be markup.
pub(super) fn tricky() -> Policy {
    Policy::from_toml(
        r#"
        id = "tricky"
        version = "1 <beta> & more"
        title = "A *title* with <tags> & \"quotes\""

        [[fact]]
        id = "in"
        values = ["a \"quoted\" one", "back\\slash", "<tag> & `tick`", "日本"]

        [[fact]]
        id = "size"
        values = ["small", "medium", "large", "huge", "a-size-that-no-line-of-a-drawing-could-ever-hold-without-a-break"]

        [[implies]]
        when = [{ in = "back\\slash", size = { not = "small" } }, { benefit = "financial" }]
        then = { content = "service", charge = { not = "levy" } }

        [[implies]]
        then = { obligation = { not = "mandatory" } }

        [[rule]]
        id = "dutiful.first"
        segment = "dutiful"
        when = [{ in = ["a \"quoted\" one", "日本"], size = { not = ["small"] } }, { charge = "levy" }]
        cites = ["law#<1>", "reginfo#obligation", "gsa-2008#dutiful"]

        [[rule]]
        id = "beneficial.second"
        segment = "beneficial"
        when = { benefit = { not = "none" }, size = ["large", "huge"] }

        [[rule]]
        id = "dutiful.third"
        segment = "dutiful"
        when = { duty = { not = "none" } }

        [[sub_segment]]
        id = "beneficial.by-mail"
        when = { channel = ["paper", "postal_mail"] }

        [[sub_segment]]
        id = "beneficial.not-by-phone"
        when = { channel = { not = "phone" }, outcome = { not = ["none", "award"] } }

        [[sub_segment]]
        id = "beneficial.rest"

        [[measured_as]]
        when = [{ size = "small" }, { channel = { not = ["fax", "paper"] } }]
        segment = "informational"
        measures = ["asa", "first `call`"]
        by = "The *office*"
        why = "Nobody\nanswers"
        on = 2026-11-01

        [[measured_as]]
        measures = ["fcr"]

        [weights]
        size = { small = 5, huge = 2 }
        benefit = { none = 9 }
        "#,
    )
    .unwrap()
}

/// Whose implications no contact satisfies.
pub(super) fn impossible() -> Policy {
    Policy::from_toml(
        r#"
        id = "impossible"
        version = "1"
        implies = [{ then = { content = "service" } }, { then = { content = "information_only" } }]
        "#,
    )
    .unwrap()
}

/// As many yes-or-no facts as that.
fn yes_or_no(id: &str, facts: u32) -> String {
    let mut text = format!("id = \"{id}\"\nversion = \"1\"\n");
    for fact in 0..facts {
        let _ = writeln!(text, "[[fact]]\nid = \"f{fact}\"\nvalues = [\"no\", \"yes\"]");
    }
    text
}

/// Contacts are dutiful if an odd number of facts are true: every answer counts.
pub(super) fn parity(facts: u32) -> Policy {
    let mut text = yes_or_no("parity", facts);
    for odd in (0..1_u64 << facts).filter(|odd| odd.count_ones() % 2 == 1) {
        let when = (0..facts).map(|fact| format!("f{fact} = \"{}\"", if odd >> fact & 1 == 1 { "yes" } else { "no" }));
        let when = when.collect::<Vec<_>>().join(", ");
        let _ = writeln!(text, "[[rule]]\nid = \"r{odd}\"\nsegment = \"dutiful\"\nwhen = {{ {when} }}");
    }
    Policy::from_toml(&text).unwrap()
}

/// The first fact that is true decides. With many the interview cannot look at all its states.
pub(super) fn chain(facts: u32) -> Policy {
    let mut text = yes_or_no("chain", facts);
    for fact in 0..facts {
        let segment = if fact % 2 == 0 { "dutiful" } else { "commercial" };
        let _ = writeln!(text, "[[rule]]\nid = \"r{fact}\"\nsegment = \"{segment}\"\nwhen = {{ f{fact} = \"yes\" }}");
    }
    Policy::from_toml(&text).unwrap()
}
