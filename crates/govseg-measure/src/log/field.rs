//! What a column of a log can hold. The names are those of the documented schema; a recipe maps other names to them.

use strum::VariantArray;

/// How the cells of a column are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::Display)]
#[strum(serialize_all = "snake_case")]
pub enum FieldType {
    /// A point in time.
    Time,
    /// A length of time, in seconds; a recipe may say that the column counts in another unit.
    Seconds,
    /// How many, a whole number from 0 on; `true` and `yes` are 1. So a row is one contact, or stands for many.
    Count,
    /// An amount of money, points or days, with a fraction, from 0 on.
    Amount,
}

macro_rules! fields {
    ($($type:ident { $($name:ident $text:literal,)* })*) => {
        /// A column with a number or a time.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            strum::EnumString, strum::IntoStaticStr, strum::VariantArray, strum::VariantNames,
        )]
        #[strum(serialize_all = "snake_case")]
        #[non_exhaustive]
        pub enum Field {
            $($(#[doc = $text] $name,)*)*
        }

        impl Field {
            /// How its cells are read.
            pub const fn kind(self) -> FieldType {
                match self { $($(Self::$name)|* => FieldType::$type,)* }
            }

            /// What it says.
            pub const fn meaning(self) -> &'static str {
                match self { $($(Self::$name => $text,)*)* }
            }
        }
    };
}

fields! {
    Time {
        OpenedAt "When the contact began: the call came in, the mail or the application was received.",
        CompleteAt "When the application had all that it needs.",
        AnsweredAt "When somebody took the contact, or first served the customer.",
        FirstResponseAt "When the first reply that answers was sent; if it is unknown, the contact's end counts.",
        EstimateAt "When an estimate of the time of reply was sent.",
        DecidedAt "When it was decided.",
        ClosedAt "When the contact ended or the case was closed.",
        DueAt "By when it was due or promised.",
        FiledAt "When a required filing was received.",
        DeliveredAt "When an order was delivered.",
        ExchangedAt "When a file or record was delivered to the partner.",
        WeekEndAt "The end of the first week for which a benefit is due.",
        PaidAt "When the first payment was made.",
    }
    Seconds {
        Wait "How long the customer waited in the queue; if it is unknown, from the beginning to the answer or the end.",
        Talk "How long the agent spoke with the customer.",
        Hold "How long the customer was put on hold.",
        After "How long the agent worked on the contact afterwards.",
        Handle "All of the agent's time on the contact, where its parts are not known.",
        Idle "How long the agent was ready and idle.",
        EstimateAfter "After how long in the queue an estimate of the wait was given.",
        Uptime "For how long of the period the service could be used.",
        PeriodLength "How long the period is.",
    }
    Count {
        Queued "Contacts that entered the queue.",
        Answered "Contacts that were answered.",
        Abandoned "Contacts that the customer ended while in the queue.",
        Callback "Contacts that left the queue for a callback.",
        Handled "Contacts that were handled.",
        Transferred "Contacts that were passed on after the answer.",
        Misdirected "Contacts that belong to another agency.",
        Resolved "Contacts that settled the matter.",
        Complex "Contacts that need research, approval or several agencies.",
        Deferred "Contacts that could not be answered at once.",
        Reviewed "Contacts that were reviewed.",
        Correct "Reviewed contacts whose answer was right and complete.",
        Critical "Reviewed contacts with an error that matters.",
        Complained "Contacts or respondents that complained.",
        TaskAsked "People who were asked whether they did what they came for.",
        TaskDone "Those of them who did.",
        Started "Transactions that were started.",
        Completed "Transactions that were completed; a correct refusal is completed.",
        Digital "Completed transactions that were digital.",
        Assisted "Completed transactions that were digital with help, and not counted as digital already.",
        SelfService "Self-service sessions.",
        Contained "Self-service sessions without a live contact afterwards.",
        Criteria "Criteria of accessibility that apply.",
        CriteriaMet "Those of them that are met.",
        Outputs "Outputs for which there is a published standard.",
        OutputsMet "Those of them that met it.",
        Appeals "Appeals that were decided.",
        Reversed "Those of them that changed the decision.",
        Closures "Cases that were closed.",
        Procedural "Those of them that were closed for paperwork.",
        FilingsRequired "Filings that were required.",
        Filings "Filings that were made.",
        Electronic "Those of them that were made electronically.",
        Corrected "Those of them that needed correction.",
        Inspected "Parties or items that were inspected.",
        Compliant "Those of them that were in compliance.",
        Audits "Audits that were closed.",
        Unchanged "Those of them without a change.",
        Penalties "Penalties that were assessed.",
        Abated "Those of them that were removed or cut.",
        Orders "Orders.",
        Refunded "Those of them that were refunded.",
        Filled "Orders that were filled.",
        FilledRight "Those of them that were right the first time.",
        Checkouts "Checkouts that were begun.",
        CheckoutsPaid "Those of them that were paid.",
        Committed "Agreed levels.",
        CommittedMet "Those of them that were met.",
        Submitted "Records submitted for matching.",
        Matched "Those of them that were matched.",
        Sent "Records sent to the partner.",
        Rejected "Those of them that the partner rejected or corrected.",
        Invoices "Invoices.",
        InvoicesRight "Those of them that were right the first time.",
        Eligible "People who are eligible, as estimated.",
        Participants "Those of them who take part.",
        Served "People who were served.",
        Offered "Those of them who were offered the survey.",
        Responded "Those of them who answered.",
    }
    Amount {
        Cost "What it cost, in one currency.",
        CostEach "What one completed transaction cost, where the whole cost is not known.",
        Revenue "Fees received.",
        ReviewScore "The points of a review.",
        LimitDays "Within how many days it was to be decided.",
        Paid "What was paid out.",
        Overpaid "How much of it was too much.",
        Underpaid "How much was too little.",
        Owed "What was owed.",
        PaidOnTime "How much of it was paid on time.",
        TaxDue "The true liability, as estimated.",
        TaxReported "How much of it was rightly reported on time.",
        Respondents "Who must answer a collection.",
        ResponsesEach "How often each must answer in a year.",
        HoursEach "How many hours an answer takes.",
        Wage "What an hour is worth.",
        OtherCost "What it costs besides hours.",
        FollowUpDays "How many days after the contact the survey was answered.",
        Weight "For how many the row stands in a sample: above 0; 1 if there is no such column.",
    }
}

impl Field {
    /// All of them, in the order of the schema.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    pub(crate) const fn place(self) -> usize {
        self as usize
    }

    pub(crate) const fn bit(self) -> u128 {
        1 << self.place()
    }
}

const _: () = assert!(Field::ALL.len() <= 128, "one bit for each");
