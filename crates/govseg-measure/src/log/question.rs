//! The questions that surveys ask, and their scales.

use strum::VariantArray;

macro_rules! questions {
    ($($name:ident $least:literal $most:literal $text:literal,)*) => {
        /// A question. In the documented schema its score stands in a column of its name, counts of the answers in
        /// columns like `satisfaction_4`, and ticks in `ease_up` and `ease_down`.
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord,
            strum::EnumString, strum::IntoStaticStr, strum::VariantArray, strum::VariantNames,
        )]
        #[strum(serialize_all = "snake_case")]
        #[non_exhaustive]
        pub enum Question {
            $(#[doc = $text] $name,)*
        }

        impl Question {
            /// Its lowest and its highest answer.
            pub const fn scale(self) -> (u8, u8) {
                match self { $(Self::$name => ($least, $most),)* }
            }

            /// What it asks.
            pub const fn meaning(self) -> &'static str {
                match self { $(Self::$name => $text,)* }
            }
        }
    };
}

questions! {
    Satisfaction 1 5 "A-11: satisfied with the service.",
    Trust 1 5 "A-11: trust in the agency; a thumb in the collection from fiscal year 2024 on.",
    Effectiveness 1 5 "A-11 driver: the need was addressed.",
    Ease 1 5 "A-11 driver: it was easy.",
    Efficiency 1 5 "A-11 driver: it took a reasonable time.",
    Transparency 1 5 "A-11 driver: it was understood what was asked.",
    Employee 1 5 "A-11 driver: employees were helpful.",
    Humanity 1 5 "A-11 driver of the form with thumbs: ticks only.",
    Fairness 1 5 "Treated fairly.",
    Csat 1 5 "Satisfaction in a survey of one's own.",
    SatisfactionUk 1 5 "GOV.UK: satisfaction at the end of a service.",
    Partner 1 5 "Satisfaction of a partner agency.",
    Referral 1 5 "Satisfaction after acting on a referral.",
    CmtTimeliness 1 5 "Common Measurements Tool: timeliness.",
    CmtKnowledge 1 5 "Common Measurements Tool: knowledge.",
    CmtCourtesy 1 5 "Common Measurements Tool: courtesy, the extra mile.",
    CmtFairness 1 5 "Common Measurements Tool: fairness.",
    CmtOutcome 1 5 "Common Measurements Tool: outcome.",
    Recommend 0 10 "How likely to recommend it, from 0 to 10.",
    Effort 1 7 "How easy it was, from 1 to 7; 7 is easy.",
    AcsiOverall 1 10 "Overall satisfaction, from 1 to 10.",
    AcsiExpectation 1 10 "Against what was expected, from 1 to 10.",
    AcsiIdeal 1 10 "Against the ideal, from 1 to 10.",
    AcsiQualityForPrice 1 10 "The quality for the price, from 1 to 10.",
    AcsiPriceForQuality 1 10 "The price for the quality, from 1 to 10.",
    AcsiRecommend 1 10 "Would speak well of it, from 1 to 10.",
    AcsiConfidence 1 10 "Confidence in the future, from 1 to 10.",
    Repurchase 1 10 "How likely to buy again, from 1 to 10.",
}

impl Question {
    /// All of them.
    pub const ALL: &'static [Self] = Self::VARIANTS;

    pub(crate) const fn place(self) -> usize {
        self as usize
    }

    /// Whether it has that answer.
    pub const fn has(self, level: u8) -> bool {
        let (least, most) = self.scale();
        least <= level && level <= most
    }
}
