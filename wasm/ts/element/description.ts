import type { Values } from "./describe.js";
import { capital, h, type View } from "./dom.js";
import type { Words } from "./words.js";

/** What can be done with a text. */
interface Writing {
  readonly write: (text: string) => void;
  readonly keep: () => void;
  readonly read: () => Promise<void>;
  readonly skip: () => void;
}

/** A field for the description. */
export function writingView(words: Words, text: string, trouble: string | undefined, disabled: boolean, { write, keep, read, skip }: Writing): View {
  const field = h("textarea", {
    id: "description",
    rows: "4",
    "aria-describedby": "help error",
    "aria-invalid": trouble === "describe_empty" && "true",
    disabled,
    part: "description",
    oninput: () => write(field.value),
    onchange: keep,
  });
  field.value = text;
  const use = h("button", { type: "button", part: "button", disabled }, words.say("describe_use"));
  use.addEventListener("click", () => {
    use.textContent = words.say("describe_reading");
    void read();
  });
  const nodes = [
    h("label", { class: "head", for: "description", part: "question" }, words.say("describe")),
    h("p", { class: "help", id: "help" }, words.say("describe_help")),
    field,
    h("p", { class: "error", id: "error", role: "alert" }, trouble && words.say(trouble)),
    h("div", { class: "buttons" }, use, h("button", { type: "button", class: "outline", part: "button", disabled, onclick: skip }, words.say("describe_skip"))),
  ];
  return { nodes, head: field };
}

/** What can be done with what was suggested. */
interface Correcting {
  readonly choose: (fact: string, value: string) => void;
  readonly next: () => void;
  readonly back: () => void;
}

/** What the words suggest of each fact, with all else that it could be. */
export function correctingView(
  words: Words,
  facts: Readonly<Record<string, readonly string[]>>,
  chosen: Values,
  trouble: string | undefined,
  disabled: boolean,
  { choose, next, back }: Correcting,
): View {
  const head = h("h2", { tabindex: "-1", part: "question" }, words.say("described"));
  const field = ([fact, suggested]: readonly [string, string]): readonly Node[] => {
    const option = (value: string, label: string): Node => h("option", { value, selected: value === suggested }, capital(label));
    const values = (facts[fact] ?? []).map((value) => option(value, words.value(fact, value)));
    const select = h("select", { id: `fact-${fact}`, disabled, part: "suggested", onchange: () => choose(fact, select.value) }, ...values, option("", words.say("not_sure")));
    return [h("label", { for: select.id }, words.question(fact)), select];
  };
  const buttons = h(
    "div",
    { class: "buttons" },
    h("button", { type: "button", part: "button", disabled, onclick: next }, words.say("next")),
    h("button", { type: "button", class: "outline", part: "button", disabled, onclick: back }, words.say("back")),
  );
  return { nodes: [head, h("p", trouble === undefined ? { class: "help" } : {}, words.say(trouble ?? "described_help")), ...Object.entries(chosen).flatMap(field), buttons], head };
}

/** What was left standing, and the way back to it. */
export function describedView(words: Words, left: readonly (readonly [string, string])[], disabled: boolean, reopen: () => void): Node {
  const button = (key: string): Node => h("p", {}, h("button", { type: "button", class: "link", disabled, onclick: reopen }, words.say(key)));
  if (left.length === 0) {
    return button("describe");
  }
  const title = words.say("described_given");
  const rows = left.map(([fact, value]) => h("div", {}, h("dt", {}, words.question(fact)), h("dd", {}, capital(words.value(fact, value)))));
  return h("section", { class: "answers", part: "answers", "aria-label": title }, h("h2", { class: "small" }, title), h("dl", {}, ...rows), button("described_change"));
}
