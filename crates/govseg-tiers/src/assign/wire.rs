//! What came of an account, as data.

use serde_json::{Map, Value, json};

use super::{Assignment, Given, Ground, Held, Lack, Standing};
use crate::Amount;
use crate::program::{Owner, RoleKind, Stage, Treatment};

/// For whom it is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum View {
    /// For those who run the programme: all of it.
    Internal,
    /// For the customer: nothing that rests on criteria that are not published, and no hours.
    Customer,
}

/// The columns that are added to a table of accounts.
pub const COLUMNS: [&str; 16] = [
    "tier",
    "standing",
    "earned",
    "alone",
    "together",
    "at",
    "because",
    "missing",
    "grants",
    "before",
    "during",
    "after",
    "coverage",
    "open",
    "until",
    "least_cost",
];

impl Assignment<'_> {
    /// What came of an account, as JSON.
    pub fn to_json(&self, account: usize, view: View) -> Value {
        let treatments: Map<String, Value> = Stage::ALL
            .map(|stage| (stage.to_string(), self.treatments_json(account, stage, view)))
            .into_iter()
            .collect();
        let given = self.treatments(account);
        let coverage = self.coverage(&given).map(|(role, kind, hours)| {
            let hours = if view == View::Internal { json!(hours) } else { Value::Null };
            json!({ "role": role, "kind": kind.to_string(), "hours": hours })
        });
        let mut all = self.row(account, view);
        for (key, value) in [
            ("account", json!(self.accounts.id(account))),
            ("because", self.because_json(account, view)),
            ("missing", self.missing_json(account, view)),
            ("grants", self.grants_json(account, view)),
            ("treatments", Value::Object(treatments)),
            ("coverage", coverage.collect()),
            ("least_cost", self.least_cost_json(account, view)),
            ("program", json!({ "id": self.program.id, "version": self.program.version })),
        ] {
            all.insert(key.to_owned(), value);
        }
        for stage in Stage::ALL {
            all.remove(<&str>::from(stage));
        }
        Value::Object(all)
    }

    /// What is added to an account's row: text, a list of texts, or null.
    pub fn row(&self, account: usize, view: View) -> Map<String, Value> {
        let Some(outcome) = self.outcomes.get(account) else { return Map::new() };
        let tier = |tier: Option<u8>| json!(tier.map(|tier| self.tier_id(tier.into())));
        let because = self.because(account).filter(|because| because.published || view == View::Internal);
        let given = self.treatments(account);
        let of_stage = |stage: Stage| -> Value {
            self.named(&given).filter(|one| one.stage == stage).map(|one| one.id.as_str()).collect()
        };
        let grants = self.shown_grants(account, view);
        let [before, during, after] = Stage::ALL.map(of_stage);
        let internal = |value: Value| if view == View::Internal { value } else { Value::Null };
        let values = [
            tier(outcome.tier),
            json!(outcome.standing.to_string()),
            tier(outcome.earned),
            internal(tier(outcome.alone)),
            internal(tier(outcome.together)),
            json!(because.map(|because| self.accounts.id(because.at))),
            json!(self.because_text(account, view)),
            json!(self.missing_text(account, view)),
            grants.iter().filter_map(|&grant| self.program.grants.get(grant)).map(|grant| grant.id.as_str()).collect(),
            before,
            during,
            after,
            self.coverage(&given).map(|(role, ..)| role).collect(),
            internal(tier(outcome.open)),
            json!(self.until(account)),
            internal(json!(self.least_cost(account).map(|least| self.tier_id(least.tier)))),
        ];
        COLUMNS.into_iter().map(ToOwned::to_owned).zip(values).collect()
    }

    /// The last day on which it is in its tier.
    fn until(&self, account: usize) -> Option<&str> {
        match self.outcomes.get(account)?.standing {
            Standing::Earned | Standing::SoftLanding => self.program.window.as_ref()?.until.as_deref(),
            Standing::Kept => self.accounts.held_until.word(account),
            Standing::Default | Standing::None | Standing::Outside => None,
        }
    }

    /// What was given, as the programme has it.
    fn named<'b>(&'b self, given: &'b [Given]) -> impl Iterator<Item = &'b Treatment> {
        given.iter().filter_map(|one| self.program.treatments.get(one.treatment))
    }

    /// Whose time it takes, how, and how many hours.
    fn coverage<'b>(&'b self, given: &'b [Given]) -> impl Iterator<Item = (&'b str, RoleKind, Amount)> {
        self.named(given).filter_map(|one| {
            let need = one.needs.as_ref()?;
            let role = self.program.roles.get(need.role)?;
            Some((role.id.as_str(), role.kind, need.hours))
        })
    }

    /// The grants that may be shown: to customers, those that they have by a published criterion.
    pub(super) fn shown_grants(&self, account: usize, view: View) -> Vec<usize> {
        let mut grants = self.grants(account);
        let met = self.outcomes.get(account).map_or(0, |outcome| outcome.met);
        grants.retain(|&grant| {
            let mut ways = self.program.alternatives_of(Owner::Grant(grant));
            view == View::Internal || ways.any(|(number, one)| one.published && met >> number & 1 == 1)
        });
        grants
    }

    fn treatments_json(&self, account: usize, stage: Stage, view: View) -> Value {
        let shown = self.shown_grants(account, view);
        let grant = |number: usize| shown.contains(&number).then(|| self.program.grants.get(number)).flatten();
        let given = self.treatments(account).into_iter().filter_map(|given| {
            let treatment = self.program.treatments.get(given.treatment).filter(|one| one.stage == stage)?;
            let (ground, from) = match given.ground {
                Ground::Grant(basis, number) => (basis.to_string(), grant(number).map(|grant| grant.id.as_str())),
                Ground::Step(number) => ("step".to_owned(), grant(number).map(|grant| grant.id.as_str())),
                Ground::Tier(tier) => ("tier".to_owned(), Some(self.tier_id(tier))),
                Ground::Default(tier) => ("default".to_owned(), Some(self.tier_id(tier))),
            };
            Some(json!({ "id": treatment.id, "title": treatment.title, "ground": ground, "from": from }))
        });
        given.collect()
    }

    fn grants_json(&self, account: usize, view: View) -> Value {
        let grants = self.shown_grants(account, view).into_iter().filter_map(|number| self.program.grants.get(number));
        grants.map(|one| json!({ "id": one.id, "basis": one.basis.to_string(), "cites": one.cites })).collect()
    }

    fn because_json(&self, account: usize, view: View) -> Value {
        let Some(because) = self.because(account) else { return Value::Null };
        if view == View::Customer && !because.published {
            return json!({ "published": false });
        }
        let held = because.held.iter().map(|held| match held {
            Held::Measure { measure, amount, range } => {
                json!({ "measure": self.measure_id(*measure), "amount": amount, "asked": range.to_string() })
            }
            Held::Word { column, word, words } => {
                json!({ "column": self.column_id(*column), "word": word, "asked": words.to_string() })
            }
        });
        json!({
            "published": because.published,
            "at": self.accounts.id(because.at),
            "level": if because.together { "together" } else { "alone" },
            "path": because.path.iter().map(|&one| self.accounts.id(one)).collect::<Vec<_>>(),
            "held": held.collect::<Vec<_>>(),
        })
    }

    /// The tier with the least expected cost, and what is expected of each, in hundredths.
    fn least_cost_json(&self, account: usize, view: View) -> Value {
        let Some(least) = self.least_cost(account).filter(|_| view == View::Internal) else { return Value::Null };
        let expected = least.expected.iter().enumerate();
        let expected: Map<String, Value> = expected
            .map(|(tier, cost)| (self.tier_id(tier).to_owned(), json!((cost * 100.0).round() / 100.0)))
            .collect();
        json!({ "tier": self.tier_id(least.tier), "expected": expected })
    }

    fn missing_json(&self, account: usize, view: View) -> Value {
        let Some(missing) = self.missing(account, view == View::Customer) else { return Value::Null };
        let lack = |lack: &Lack| match lack {
            Lack::Measure { measure, amount, range, more } => json!({
                "measure": self.measure_id(*measure), "amount": amount, "asked": range.to_string(), "more": more,
            }),
            Lack::Word { column, word, words } => {
                json!({ "column": self.column_id(*column), "word": word, "asked": words.to_string() })
            }
        };
        let ways = missing.ways.iter().map(
            |way| json!({ "at": self.accounts.id(way.at), "lacks": way.lacks.iter().map(lack).collect::<Vec<_>>() }),
        );
        json!({ "tier": self.tier_id(missing.tier), "ways": ways.collect::<Vec<_>>() })
    }
}
