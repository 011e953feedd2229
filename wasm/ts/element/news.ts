import type { Interview } from "../interview.js";
import { summary } from "./result.js";
import type { Words } from "./words.js";

/** What came of a step, for those who cannot see it: the result or the way still to go, and the answers that no longer fit. */
export function news(words: Words, { question, decision }: Interview, dropped: readonly string[]): string {
  const now = question === null ? summary(words, decision) : words.expected(question.expected);
  return dropped.length === 0 ? now : `${now} ${words.say("dropped", { questions: words.list(dropped.map((fact) => words.question(fact)), "list_and") })}`;
}
