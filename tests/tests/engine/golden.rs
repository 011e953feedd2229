//! The engine gives the golden table, row by row.

use govseg::{
    Benefit, Capacity, Charge, Content, CustomerType, Determination, Duty, Facts, Obligation, Policy, Status,
};
use govseg_conformance::golden::table;

#[test]
fn every_full_assignment() {
    let policy = Policy::gsa_2008();
    let table = table();
    let mut lines = table.lines();
    assert_eq!(
        lines.next(),
        Some("customer,capacity,obligation,content,determination,benefit,charge,duty,segment,rule")
    );
    let (mut rows, mut consistent) = (0, 0);
    for line in lines {
        let cells: Vec<&str> = line.split(',').collect();
        let [customer, capacity, obligation, content, determination, benefit, charge, duty, segment, rule] = cells[..]
        else {
            panic!("{line}");
        };
        let facts = Facts::UNKNOWN
            .with(customer.parse::<CustomerType>().unwrap())
            .with(capacity.parse::<Capacity>().unwrap())
            .with(obligation.parse::<Obligation>().unwrap())
            .with(content.parse::<Content>().unwrap())
            .with(determination.parse::<Determination>().unwrap())
            .with(benefit.parse::<Benefit>().unwrap())
            .with(charge.parse::<Charge>().unwrap())
            .with(duty.parse::<Duty>().unwrap());
        let decision = policy.decide(facts);
        rows += 1;
        if segment == "contradiction" {
            assert_eq!(decision.status(), Status::Contradiction, "{line}");
        } else {
            consistent += 1;
            assert_eq!(decision.segment().map(|segment| segment.to_string()).as_deref(), Some(segment), "{line}");
            assert_eq!(decision.rule(), Some(rule), "{line}");
        }
    }
    assert_eq!((rows, consistent), (18_816, 12_096));
}
