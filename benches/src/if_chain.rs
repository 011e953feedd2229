//! The default policy as a programmer would write it down by hand, for full contacts.

use govseg::{Benefit, Capacity, Charge, Content, Determination, Duty, Facts, Obligation, Segment};

/// The segment of a contact of which everything that decides is known.
pub(crate) fn segment(facts: Facts) -> Option<Segment> {
    let duty = facts.get::<Duty>().single()?;
    let charge = facts.get::<Charge>().single()?;
    let content = facts.get::<Content>().single()?;
    let obligation = facts.get::<Obligation>().single()?;
    let segment = if facts.get::<Capacity>().single()? == Capacity::Official {
        Segment::Intergovernmental
    } else if obligation == Obligation::Mandatory
        || charge == Charge::Levy
        || matches!(duty, Duty::Audit | Duty::Investigation | Duty::Prohibition | Duty::Penalty)
    {
        Segment::Dutiful
    } else if facts.get::<Benefit>().single()? != Benefit::None
        || obligation == Obligation::RequiredForBenefit
        || (facts.get::<Determination>().single()? == Determination::Yes && content == Content::Service)
    {
        Segment::Beneficial
    } else if charge == Charge::Price {
        Segment::Commercial
    } else if content == Content::InformationOnly {
        Segment::Informational
    } else {
        Segment::Other
    };
    Some(segment)
}
