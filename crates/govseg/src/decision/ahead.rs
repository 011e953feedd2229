//! The best question where the policy has too many states for an exact plan: one step ahead, with an exact ending.

use super::planner::Planner;
use crate::diagram::{Amount, Natural};

/// How many diagram nodes are visited to find out whether a question can change anything. Beyond it the interview goes
/// on as if it could.
const NODE_BUDGET: usize = 1 << 20;

impl<N: Amount + Into<Natural>> Planner<'_, N> {
    /// The question after which, by weight, the fewest rival segments are left; the first of several. None if no
    /// answers, however many, can change what is possible.
    pub(super) fn one_step_ahead(&self, words: &[u64; 3]) -> Option<usize> {
        let diagram = &self.policy.compiled.segments;
        let mut asked: Vec<bool> = (0..self.askable.len()).map(|level| self.answers(words, level).len() > 1).collect();
        let tells = |more: &[bool], less: &[bool]| diagram.tells_more(words, more, less, NODE_BUDGET) != Some(false);
        if !tells(&asked, &vec![false; asked.len()]) {
            return None;
        }
        let levels: Vec<usize> = (0..asked.len()).filter(|&level| asked.get(level) == Some(&true)).collect();
        let (rivals, best) = levels.iter().map(|&level| (self.rivals_after(words, level), level)).min()?;
        if rivals < self.rivals(words) {
            return Some(best);
        }
        // No answer changes anything by itself, only several together: a question is left out where the others tell as
        // much without it, and the first that is left is asked.
        for level in levels.into_iter().rev() {
            let mut others = asked.clone();
            if let Some(flag) = others.get_mut(level) {
                *flag = false;
            }
            if !tells(&asked, &others) {
                asked = others;
            }
        }
        asked.iter().position(|&needed| needed)
    }

    /// How many segments are possible beyond one, summed over the completions by weight.
    fn rivals(&self, words: &[u64; 3]) -> N {
        let rivals = self.policy.compiled.first_words(words).possible.len().saturating_sub(1);
        self.weight(words).times(&N::small(rivals.into()))
    }

    fn rivals_after(&self, words: &[u64; 3], level: usize) -> N {
        let answers = self.answers(words, level).into_iter();
        let left = answers.map(|answer| self.rivals(&self.after(words, level, answer)));
        left.fold(N::small(0), |sum, one| sum.plus(&one))
    }
}
