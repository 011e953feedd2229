import type { Decision, Given, WhatIf } from "../decision.js";
import type { Policy } from "../policy.js";
import type { Language } from "../taxonomy.js";
import { capital, h, type View } from "./dom.js";
import type { Words } from "./words.js";

/** The decision in one sentence. */
export function summary(words: Words, decision: Decision): string {
  if (decision.status === "contradiction") {
    return words.say("contradiction");
  }
  if (decision.segment === null) {
    return words.say("open");
  }
  return words.say("decided", { segment: words.segment(decision.segment) });
}

/** The decision, what decides it, what would change it, and what else there is to say. */
export function resultView(words: Words, decision: Decision, more: Node | false): View {
  const { segment, status, rule, sub_segment } = decision;
  const nodes: (Node | null)[] = [];
  const head = h("h2", { tabindex: "-1", part: "result" }, summary(words, decision));
  nodes.push(head);
  const meaning = segment === null ? undefined : words.texts.segments[segment]?.meaning;
  if (meaning !== undefined) {
    nodes.push(h("p", {}, `${capital(meaning)}.`));
  }
  if (status === "open") {
    nodes.push(h("p", {}, words.say("open_possible", { segments: words.list(decision.possible.map((one) => words.segment(one)), "list_or") })));
  }
  const because = Object.entries(decision.because);
  if (because.length > 0) {
    nodes.push(
      h("h3", {}, words.say(status === "contradiction" ? "why_clash" : "why")),
      h("ul", { part: "because" }, ...because.map(([fact, given]) => h("li", {}, capital(words.fact(fact, given))))),
    );
  }
  if (rule !== null) {
    const text = words.texts.rules[rule]?.because;
    nodes.push(h("h3", {}, words.say("rule")), h("p", {}, text === undefined ? rule : `${capital(text)}.`));
  }
  if (sub_segment !== null) {
    nodes.push(h("h3", {}, words.say("sub_segment")), h("p", {}, capital(words.texts.sub_segments[sub_segment]?.label ?? sub_segment)));
  }
  const changes = status === "decided" ? together(decision.whatIf()) : [];
  if (changes.length > 0) {
    nodes.push(h("h3", {}, words.say("change_it")), h("ul", { part: "changes" }, ...changes.map((change) => h("li", {}, changed(words, change)))));
  }
  nodes.push(more || null);
  return { nodes: nodes.filter((node) => node !== null), head };
}

/** Where it will stand how the contact is measured, once that is loaded. */
export function measuresPlace(words: Words, decision: Decision, policy: Policy<never>, language: Language): Node {
  const place = h("div", { part: "measures" });
  // What cannot be loaded is left out: the result stands without it.
  void import("./measures.js").then(({ measuresView }) => place.append(...measuresView(words, decision, policy, language))).catch(() => {});
  return place;
}

interface Change {
  readonly segments: string[];
  readonly replace: readonly (readonly [string, Given])[];
  readonly decided: boolean;
}

/** One sentence for all segments that the same change leads to. */
function together(changes: readonly WhatIf[]): readonly Change[] {
  const found = new Map<string, Change>();
  for (const { segment, replace, decided } of changes) {
    const key = JSON.stringify([replace, decided]);
    const known = found.get(key);
    if (known === undefined) {
      found.set(key, { segments: [segment], replace: Object.entries(replace), decided });
    } else {
      known.segments.push(segment);
    }
  }
  return [...found.values()];
}

function changed(words: Words, { segments, replace, decided }: Change): string {
  return words.say(decided ? "would_be" : "could_be", {
    segment: words.list(segments.map((segment) => words.segment(segment)), "list_or"),
    facts: words.list(replace.map(([fact, given]) => words.fact(fact, given, "would_fact")), "list_and"),
  });
}
