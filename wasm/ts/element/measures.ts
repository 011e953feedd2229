/** How a contact is measured: a part of the result that is loaded where a page asks for it. */

import { h } from "./dom.js";
import type { Words } from "./words.js";
import type { Decision } from "../decision.js";
import { measuresFor } from "../measures.js";
import type { Policy } from "../policy.js";
import type { Language } from "../taxonomy.js";

/** How many measures say enough to somebody who is not going to take them. */
const FEW = 3;

/** The first measures of a contact, and when the customer is asked; nothing where no measure fits. */
export function measuresView(words: Words, decision: Decision, policy: Policy<never>, language: Language): readonly Node[] {
  const { measures, surveys } = measuresFor(decision, { policy, most: FEW });
  if (measures.length === 0) {
    return [];
  }
  const items = measures.map(({ name, definition }) => h("li", {}, h("strong", {}, name[language]), `: ${definition[language]}`));
  return [
    h("h3", {}, words.say("measures")),
    h("ul", {}, ...items, ...surveys.slice(0, 1).map(({ name }) => h("li", {}, h("strong", {}, name[language])))),
  ];
}
