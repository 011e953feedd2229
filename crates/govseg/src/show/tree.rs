//! The questions of a policy as a tree: what the interview asks, and what follows from each answer.

use crate::decision::ask::Questions;
use crate::problem::{PolicyError, Problem};
use crate::vocabulary::FactId;
use crate::{Contact, Policy, Segment};

/// How many states the interview may look at for all questions of one tree.
const MOST_STATES: u64 = 2 * Policy::STATE_BUDGET;

/// A point of the interview.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Node<'p> {
    /// No answer can change anything any more.
    Leaf {
        /// None if no contact can satisfy the implications.
        segment: Option<Segment>,
        /// If it is the same for all contacts that get here.
        rule: Option<&'p str>,
    },
    /// The interview asks for this fact.
    Question {
        fact: FactId,
        /// Whether no other question is known to be better, rather than one step ahead.
        exact: bool,
        branches: Vec<Branch<'p>>,
    },
}

/// Answers after which the same is left to be found out.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Branch<'p> {
    /// The values, as a set. Values that no contact has any more are on no branch.
    pub(super) answers: u64,
    pub(super) then: Node<'p>,
}

impl Node<'_> {
    /// Every leaf's segment, from the first branch to the last.
    pub(super) fn leaves(&self) -> Vec<Option<Segment>> {
        match self {
            Self::Leaf { segment, .. } => vec![*segment],
            Self::Question { branches, .. } => branches.iter().flat_map(|branch| branch.then.leaves()).collect(),
        }
    }

    /// How many questions the longest branch has.
    pub(super) fn depth(&self) -> usize {
        match self {
            Self::Leaf { .. } => 0,
            Self::Question { branches, .. } => 1 + branches.iter().map(|branch| branch.then.depth()).max().unwrap_or(0),
        }
    }

    /// Whether every question is the best one, as far as the whole interview goes.
    pub(super) fn is_exact(&self) -> bool {
        match self {
            Self::Leaf { .. } => true,
            Self::Question { exact, branches, .. } => *exact && branches.iter().all(|branch| branch.then.is_exact()),
        }
    }
}

/// The tree of a policy, unless it is too large to be read.
pub(super) fn grow(policy: &Policy) -> Result<Node<'_>, PolicyError> {
    let mut grower = Grower { policy, plan: Questions::new(policy, &[], Policy::STATE_BUDGET), leaves: 0 };
    grower.node(Contact::UNKNOWN, Contact::UNKNOWN)
}

struct Grower<'p> {
    policy: &'p Policy,
    plan: Questions<'p>,
    leaves: usize,
}

impl<'p> Grower<'p> {
    /// `asked` is what is known after one answer of each branch: whichever it is, the interview goes on alike.
    /// `drawn` is what all answers of the branches have in common.
    fn node(&mut self, asked: Contact, drawn: Contact) -> Result<Node<'p>, PolicyError> {
        let question = self.plan.next(asked);
        if self.plan.states() as u64 > MOST_STATES {
            return Err(too_large(format!(
                "the decision tree is too large to be drawn: to find its questions, more than {MOST_STATES} states \
                 would have to be looked at"
            )));
        }
        let Some(question) = question else { return self.leaf(drawn) };
        let compiled = &self.policy.compiled;
        let names = self.policy.vocabulary();
        let Ok(level) = compiled.mentioned.binary_search(&question.fact) else { return self.leaf(drawn) };
        let classes = compiled.classes.get(level).map_or(&[][..], Vec::as_slice);
        let mut branches = Vec::new();
        for answers in compiled.segments.alike(&asked.words(), level, classes) {
            let one = classes.iter().map(|class| class & answers).find(|class| *class != 0).unwrap_or(answers);
            let asked = names.narrow(asked, question.fact, one);
            let then = self.node(asked, names.narrow(drawn, question.fact, answers))?;
            branches.push(Branch { answers, then });
        }
        // The way to a short branch does not lead past a long one.
        branches.sort_by_key(|branch| branch.then.leaves().len());
        Ok(Node::Question { fact: question.fact, exact: question.is_exact(), branches })
    }

    fn leaf(&mut self, drawn: Contact) -> Result<Node<'p>, PolicyError> {
        self.leaves += 1;
        if self.leaves > Policy::MOST_LEAVES {
            return Err(too_large(format!(
                "the decision tree is too large to be drawn: it has more than {} branches and could not be read; the \
                 policy's document and its decision table show all of it",
                Policy::MOST_LEAVES
            )));
        }
        let decision = self.policy.decide(drawn);
        Ok(Node::Leaf { segment: decision.segment(), rule: decision.rule() })
    }
}

fn too_large(message: String) -> PolicyError {
    Problem::too_large(message).into()
}

#[cfg(all(test, feature = "toml"))]
mod tests {
    use super::super::samples;
    use super::*;
    use crate::{Interview, Language, Segments};

    #[test]
    fn every_possible_segment_is_a_leaf() {
        for policy in [Policy::gsa_2008(), &samples::tricky(), &samples::parity(5)] {
            let tree = grow(policy).unwrap();
            let leaves: Segments = tree.leaves().into_iter().flatten().collect();
            assert_eq!(leaves, policy.decide(Contact::UNKNOWN).possible());
            assert!(tree.is_exact());
        }
        assert_eq!(grow(&samples::parity(5)).unwrap().leaves().len(), 32);
    }

    /// Answers as a person would, one value at a time, along every branch.
    fn walk(node: &Node<'_>, interview: &Interview<'_>) -> usize {
        match node {
            Node::Leaf { segment, rule } => {
                assert_eq!(interview.fact(), None);
                assert_eq!(interview.decision().segment(), *segment);
                assert!(rule.is_none() || interview.decision().rule() == *rule);
                1
            }
            Node::Question { fact, branches, exact } => {
                let names = interview.policy().vocabulary();
                let question = interview.question().unwrap();
                assert_eq!((question.fact, question.is_exact()), (*fact, *exact));
                let mut choices: Vec<&str> = Vec::new();
                let mut ways = 0;
                for branch in branches {
                    for value in names.names_in(*fact, branch.answers) {
                        let mut interview = interview.clone();
                        interview.answer(value).unwrap();
                        choices.push(value);
                        ways += walk(&branch.then, &interview);
                    }
                }
                choices.sort_by_key(|value| names.values(*fact).iter().position(|known| known == value));
                assert_eq!(choices, interview.choices(), "every answer there is, and no other");
                ways
            }
        }
    }

    #[test]
    fn the_tree_is_the_interview() {
        for policy in [Policy::gsa_2008(), &samples::tricky(), &samples::parity(4), &samples::impossible()] {
            let ways = walk(&grow(policy).unwrap(), &Interview::new(policy));
            assert!(ways > 0, "{policy:?}");
        }
    }

    #[test]
    fn answers_that_change_nothing_share_a_branch() {
        let tree = grow(Policy::gsa_2008()).unwrap();
        assert_eq!(tree.leaves().len(), 14);
        assert_eq!(tree.depth(), 7);
        let Node::Leaf { segment: None, .. } = grow(&samples::impossible()).unwrap_or_else(|error| panic!("{error}"))
        else {
            panic!("nobody needs to be asked")
        };
    }

    /// After either answer one question is left with the same answers, but not the same question.
    #[test]
    fn different_questions_keep_their_branches() {
        let policy = Policy::from_toml(
            r#"
            id = "two-ways"
            version = "1"
            fact = [
              { id = "way", values = ["left", "right", "also-right"] },
              { id = "a", values = ["no", "yes"] },
              { id = "b", values = ["no", "yes"] },
            ]

            [[rule]]
            id = "dutiful.a"
            segment = "dutiful"
            when = [{ way = "left", a = "yes" }, { way = ["right", "also-right"], b = "yes" }]
            "#,
        )
        .unwrap();
        let tree = grow(&policy).unwrap();
        let Node::Question { branches, .. } = &tree else { panic!("{tree:?}") };
        assert_eq!(branches.iter().map(|branch| branch.answers).collect::<Vec<_>>(), [0b001, 0b110]);
        walk(&tree, &Interview::new(&policy));
    }

    #[test]
    fn too_many_branches_are_refused() {
        assert_eq!(grow(&samples::parity(7)).unwrap().leaves().len(), 128);
        let error = grow(&samples::parity(8)).unwrap_err();
        assert_eq!(error.problems()[0].kind.name(), "policy_too_large");
        assert!(error.to_string().contains("more than 200 branches"), "{error}");
    }

    #[test]
    fn where_the_best_question_is_unknown_the_tree_says_so() {
        let chain = samples::chain(13);
        let tree = grow(&chain).unwrap();
        assert!(!tree.is_exact());
        assert_eq!((tree.leaves().len(), tree.depth()), (14, 13));
        walk(&tree, &Interview::new(&chain));
        let said = |language| chain.tree_svg(language).unwrap();
        assert!(said(Language::English).contains(">This policy is too large"));
        assert!(said(Language::Spanish).contains(">Esta política es demasiado grande"));
    }
}
