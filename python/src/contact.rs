//! `decide`: one contact, or many.

use govseg::{Contact, Fact};
use pyo3::prelude::*;
use pyo3::types::PyDict;

use crate::decision::Decision;
use crate::error::Outcome;
use crate::facts::Facts;
use crate::policy::{self, Policy};
use crate::read;
use crate::seen::Pairs;

/// The contact of which an object and keywords tell.
pub(crate) fn contact(
    policy: &Py<Policy>,
    facts: Option<&Bound<'_, PyAny>>,
    given: Option<&Bound<'_, PyDict>>,
) -> Outcome<Contact> {
    policy.get().seen.lend(|seen| {
        let contact = facts.map_or(Ok(Contact::UNKNOWN), |facts| of(policy, seen, facts))?;
        given.map_or(Ok(contact), |given| read::dict(policy.get().vocabulary(), seen, contact, given))
    })
}

/// The contact of which one object tells: `Facts`, or a mapping.
fn of(policy: &Py<Policy>, seen: &mut Pairs, facts: &Bound<'_, PyAny>) -> Outcome<Contact> {
    match facts.cast_exact::<Facts>() {
        Ok(facts) => in_words_of(policy, facts.get()),
        Err(_) => read::mapping(policy.get().vocabulary(), seen, Contact::UNKNOWN, facts),
    }
}

/// Facts in the words of a policy. The built-in ones are everywhere the same; a policy's own go by their names.
pub(crate) fn in_words_of(policy: &Py<Policy>, facts: &Facts) -> Outcome<Contact> {
    let contact = facts.contact;
    if facts.policy.is(policy) {
        return Ok(contact);
    }
    let (names, theirs) = (policy.get().vocabulary(), facts.policy.get().vocabulary());
    let mut own = theirs.given(contact).filter(|&fact| Fact::ALL.iter().all(|&built_in| fact != built_in.into()));
    own.try_fold(Contact::from(contact.facts), |known, their_fact| {
        let fact = names.fact(theirs.name(their_fact))?;
        let mut values = theirs.names_in(their_fact, theirs.get(contact, their_fact));
        let set = values.try_fold(0, |set, value| Outcome::Ok(set | names.value(fact, value)?))?;
        Ok(names.narrow(known, fact, set))
    })
}

/// Decide one contact.
///
/// Nothing is guessed: what is not given is unknown, and the decision holds for every way to fill it in.
///
/// Parameters
/// ----------
/// facts : Facts or mapping, optional
///     What is known: for every fact one value, or a list of those still possible.
/// policy : Policy, optional
///     The policy that decides; without it the default one.
/// **given : str, bool, iterable of them, or None
///     Further facts by name; ``None`` is unknown. A fact of an agency that is called ``policy`` or ``facts`` goes into
///     the mapping.
///
/// Returns
/// -------
/// Decision
///
/// Raises
/// ------
/// GovsegError
///     If a fact or value is unknown, with the nearest one, or if a fact is given twice.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> decision = govseg.decide(customer="citizen", capacity="private", content="service", benefit="diplomatic", duty="none")
/// >>> decision
/// <Decision open, beneficial, dutiful, ask obligation: customer='citizen', capacity='private', content='service', benefit='diplomatic', duty='none'>
/// >>> govseg.decide(decision.facts, obligation="voluntary", charge="fee").segment
/// <Segment.BENEFICIAL: 'beneficial'>
#[pyfunction]
#[pyo3(signature = (facts=None, /, *, policy=None, **given))]
pub(crate) fn decide(
    py: Python<'_>,
    facts: Option<&Bound<'_, PyAny>>,
    policy: Option<Py<Policy>>,
    given: Option<&Bound<'_, PyDict>>,
) -> Outcome<Decision> {
    let policy = policy.map_or_else(|| policy::default(py), Ok)?;
    let contact = contact(&policy, facts, given)?;
    Ok(Decision { policy, contact })
}

/// Decide many contacts, one after the other. For tables, `classify` is faster.
///
/// Parameters
/// ----------
/// contacts : iterable of Facts or mapping
///     What is known of each.
/// policy : Policy, optional
///     The policy that decides; without it the default one.
///
/// Returns
/// -------
/// list of Decision
///
/// Raises
/// ------
/// GovsegError
///     As `decide`, with the number of the contact in ``row``, counted from one.
///
/// Examples
/// --------
/// >>> import govseg
/// >>> [decision.status for decision in govseg.decide_many([{"capacity": "official"}, {}])]
/// ['decided', 'open']
#[pyfunction]
#[pyo3(signature = (contacts, /, *, policy=None))]
pub(crate) fn decide_many(
    py: Python<'_>,
    contacts: &Bound<'_, PyAny>,
    policy: Option<Py<Policy>>,
) -> PyResult<Vec<Decision>> {
    let policy = policy.map_or_else(|| policy::default(py), Ok)?;
    policy.get().seen.lend(|seen| {
        let decide = |(row, facts): (u64, PyResult<Bound<'_, PyAny>>)| {
            let contact = of(&policy, seen, &facts?).map_err(|refusal| refusal.at(Some(row)))?;
            Ok(Decision { contact, policy: policy.clone_ref(py) })
        };
        (1..).zip(contacts.try_iter()?).map(decide).collect()
    })
}
