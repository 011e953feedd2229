import { capital, h, type View } from "./dom.js";
import type { Words } from "./words.js";

/** What a question is shown with. */
export interface Asked {
  readonly fact: string;
  readonly choices: readonly string[];
  /** What was answered before: values, null for "not sure", or nothing. */
  readonly chosen: readonly string[] | null | undefined;
  readonly progress: string;
  readonly disabled: boolean;
  /** Gets the value, or null for "not sure". */
  readonly answer: (value: string | null) => void;
  readonly back: (() => void) | undefined;
}

/** One question as a group of radio buttons. */
export function questionView(words: Words, asked: Asked): View {
  const { fact, chosen, disabled } = asked;
  const error = h("p", { class: "error", id: "error", role: "alert" });
  const choice = (value: string | null, label: string, help: string | undefined): HTMLElement => {
    const checked = value === null ? chosen === null : chosen?.length === 1 && chosen[0] === value;
    const input = h("input", { type: "radio", name: "answer", value: value ?? "", disabled, checked });
    return h("label", { class: "tile", part: "choice" }, input, h("span", {}, capital(label), help === undefined ? null : h("small", {}, help)));
  };
  const head = h("legend", { tabindex: "-1", part: "question" }, words.question(fact));
  const help = words.help(fact);
  const group = h(
    "fieldset",
    { "aria-describedby": help === undefined ? "error" : "help error", disabled },
    head,
    help === undefined ? null : h("p", { class: "help", id: "help" }, help),
    ...asked.choices.map((value) => choice(value, words.value(fact, value), words.valueHelp(fact, value))),
    choice(null, words.say("not_sure"), undefined),
  );
  const next = (): void => {
    const picked = group.querySelector<HTMLInputElement>("input:checked");
    if (picked === null) {
      error.textContent = words.say("choose");
      group.querySelector("input")?.focus();
      return;
    }
    asked.answer(picked.value === "" ? null : picked.value);
  };
  group.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      next();
    }
  });
  const buttons = h(
    "div",
    { class: "buttons" },
    h("button", { type: "button", part: "button", disabled, onclick: next }, words.say("next")),
    asked.back === undefined ? null : h("button", { type: "button", class: "outline", part: "button", disabled, onclick: asked.back }, words.say("back")),
  );
  return { nodes: [h("p", { class: "progress", part: "progress" }, asked.progress), group, error, buttons], head };
}
