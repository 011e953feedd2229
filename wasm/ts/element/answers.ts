import type { Given } from "../decision.js";
import type { Answer } from "../interview.js";
import { capital, h } from "./dom.js";
import type { Words } from "./words.js";

/** What was known at the start, and the answers, each with a way to change it. */
export function answersView(
  words: Words,
  known: Readonly<Record<string, Given>>,
  answers: readonly Answer[],
  disabled: boolean,
  change: (fact: string) => void,
): Node | null {
  const given = Object.entries(known);
  if (given.length + answers.length === 0) {
    return null;
  }
  const row = (fact: string, said: string, button: Node | null): Node =>
    h("div", {}, h("dt", {}, words.question(fact)), h("dd", {}, capital(said)), button === null ? null : h("dd", { class: "change" }, button));
  const changing = (fact: string): Node =>
    h(
      "button",
      { type: "button", class: "link", disabled, "aria-label": words.say("change_fact", { question: words.question(fact) }), onclick: () => change(fact) },
      words.say("change"),
    );
  const list = (title: string, rows: readonly Node[]): readonly Node[] => (rows.length === 0 ? [] : [h("h2", { class: "small" }, words.say(title)), h("dl", {}, ...rows)]);
  return h(
    "section",
    { class: "answers", part: "answers", "aria-label": words.say("answers") },
    ...list("given", given.map(([fact, values]) => row(fact, words.values(fact, values), null))),
    ...list(
      "answers",
      answers.map(({ fact, values }) => row(fact, values === null ? words.say("unknown") : words.values(fact, values), changing(fact))),
    ),
  );
}
