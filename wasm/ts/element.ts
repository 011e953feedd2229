/**
 * `<govseg-interview>`: asks the fewest questions that decide a contact, and takes part in the form around it. Importing
 * this module defines the element.
 */

import { answersView } from "./element/answers.js";
import { h } from "./element/dom.js";
import { ofAttributes, ofControls } from "./element/prefill.js";
import { questionView } from "./element/question.js";
import { resultView, summary } from "./element/result.js";
import { style } from "./element/style.js";
import { overlaid, Words, type SomeTexts } from "./element/words.js";
import type { Decision } from "./decision.js";
import { GovsegError } from "./error.js";
import { Interview, type Answer } from "./interview.js";
import { Policy } from "./policy.js";
import { FACTS, LANGUAGES, type AgencyFacts, type Language } from "./taxonomy.js";
import type { Texts } from "./texts.js";

export type { SomeTexts } from "./element/words.js";
export type { FactTexts, Texts } from "./texts.js";

/** What the event `govseg-decided` carries. */
export interface DecidedDetail {
  readonly decision: Decision;
  /** What is known, with all answers, in wire form. */
  readonly facts: Decision["facts"];
}

const TEXTS: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  en: () => import("./texts/en.js"),
  es: () => import("./texts/es.js"),
};

/** The element. Its parts are in shadow; see the package's README for its attributes and custom properties. */
export class GovsegInterview extends HTMLElement {
  static readonly formAssociated = true;
  static readonly observedAttributes = ["lang", "facts", "required", "measures", ...Object.keys(FACTS)];

  readonly #internals = this.attachInternals();
  readonly #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  readonly #body = h("div", { part: "body" });
  readonly #status = h("p", { class: "status", role: "status" });
  #policy: Policy<never> | undefined;
  #overrides: SomeTexts | undefined;
  #given: AgencyFacts = {};
  #words: Words | undefined;
  #interview: Interview | undefined;
  #start = "";
  #changing: string | undefined;
  #disabled = false;
  #form: HTMLFormElement | null = null;

  constructor() {
    super();
    this.#root.adoptedStyleSheets = [style()];
    this.#root.append(this.#body, this.#status);
  }

  /** The policy that decides; the default one unless set. */
  get policy(): Policy<never> {
    return this.#policy ?? (Policy.default() as Policy<never>);
  }

  set policy(policy: Policy<never> | Policy) {
    this.#policy = policy as Policy<never>;
    this.#begin();
  }

  /** Facts that are known already, besides those of attributes and other controls. */
  get facts(): AgencyFacts {
    return this.#given;
  }

  set facts(facts: AgencyFacts) {
    this.#given = facts;
    this.#begin();
  }

  /** Texts to use instead of the shipped ones, or as well as those: for an agency's own facts. */
  get texts(): SomeTexts | undefined {
    return this.#overrides;
  }

  set texts(texts: SomeTexts | undefined) {
    this.#overrides = texts;
    void this.#speak();
  }

  /** What follows from what is known by now. */
  get decision(): Decision | null {
    return this.#interview?.decision ?? null;
  }

  /** The answers, in the order they came. */
  get answers(): readonly Answer[] {
    return this.#interview?.answers ?? [];
  }

  get form(): HTMLFormElement | null {
    return this.#internals.form;
  }

  get name(): string {
    return this.getAttribute("name") ?? "govseg";
  }

  set name(name: string) {
    this.setAttribute("name", name);
  }

  get validity(): ValidityState {
    return this.#internals.validity;
  }

  get validationMessage(): string {
    return this.#internals.validationMessage;
  }

  get willValidate(): boolean {
    return this.#internals.willValidate;
  }

  checkValidity(): boolean {
    return this.#internals.checkValidity();
  }

  reportValidity(): boolean {
    return this.#internals.reportValidity();
  }

  /** Forgets all answers. */
  reset(): void {
    this.#start = "";
    this.#begin();
  }

  connectedCallback(): void {
    void this.#speak();
  }

  attributeChangedCallback(name: string, before: string | null, after: string | null): void {
    if (!this.isConnected || before === after) {
      return;
    }
    if (name === "lang") {
      void this.#speak();
    } else {
      this.#begin();
    }
  }

  formAssociatedCallback(form: HTMLFormElement | null): void {
    this.#form?.removeEventListener("change", this.#controlChanged);
    this.#form = form;
    form?.addEventListener("change", this.#controlChanged);
    this.#begin();
  }

  formDisabledCallback(disabled: boolean): void {
    this.#disabled = disabled;
    this.#show();
  }

  formResetCallback(): void {
    // The other controls of the form are reset after this one.
    setTimeout(() => this.reset());
  }

  formStateRestoreCallback(state: unknown): void {
    if (typeof state === "string") {
      this.#begin(JSON.parse(state) as Answer[]);
    }
  }

  readonly #controlChanged = (event: Event): void => {
    if (event.target instanceof HTMLElement && event.target.dataset["govsegFact"] !== undefined) {
      this.#begin();
    }
  };

  /** Takes the words of the language in which the element stands. */
  async #speak(): Promise<void> {
    const wanted = (this.closest("[lang]")?.getAttribute("lang") ?? navigator.language).slice(0, 2).toLowerCase();
    const language = LANGUAGES.find((known) => known === wanted) ?? "en";
    const { texts } = await TEXTS[language]();
    this.#words = new Words(overlaid(texts, this.#overrides));
    this.#body.lang = language;
    this.#status.lang = language;
    if (this.#interview === undefined) {
      this.#begin();
    } else {
      this.#show();
    }
  }

  /** Begins anew with what is known, and keeps the answers if nothing else is known than before. */
  #begin(answers: readonly Answer[] = []): void {
    if (this.#words === undefined || !this.isConnected) {
      return;
    }
    try {
      const known = { ...this.#given, ...ofAttributes(this), ...ofControls(this.form) };
      const start = JSON.stringify([this.policy.digest, known]);
      if (start === this.#start && answers.length === 0) {
        this.#show();
        return;
      }
      this.#interview = new Interview(known, this.policy);
      this.#start = start;
      this.#changing = undefined;
      for (const { fact, values } of answers) {
        if (this.#interview.question?.fact === fact) {
          this.#answer(values);
        }
      }
      this.#show();
    } catch (error) {
      this.#fail(error);
    }
  }

  #answer(values: readonly string[] | null): void {
    if (values === null) {
      this.#interview?.notSure();
    } else {
      this.#interview?.answer(values);
    }
  }

  #fail(error: unknown): void {
    const words = this.#words;
    const missing = error instanceof GovsegError && error.kind === "no_webassembly";
    const why = error instanceof Error ? error.message : String(error);
    const message = words?.say(missing ? "unsupported" : "failed", { why }) ?? why;
    this.#interview = undefined;
    this.#start = "";
    this.#body.replaceChildren(h("p", { class: "alert", role: "alert" }, message));
    this.#internals.setFormValue(null);
    this.#internals.setValidity(this.hasAttribute("required") ? { customError: true } : {}, message, this.#body);
  }

  /** Does something to the interview that a person asked for, shows what comes of it and leads the focus there. */
  #step(step: (interview: Interview) => readonly string[] | void): void {
    const [interview, words] = [this.#interview, this.#words];
    if (interview === undefined || words === undefined) {
      return;
    }
    const dropped = step(interview) ?? [];
    this.#changing = undefined;
    const head = this.#show();
    const { question, decision } = interview;
    const news = question === null ? summary(words, decision) : words.expected(question.expected);
    const again = dropped.length === 0 ? "" : ` ${words.say("dropped", { questions: words.list(dropped.map((fact) => words.question(fact)), "list_and") })}`;
    this.#status.textContent = news + again;
    head?.focus();
    if (question === null) {
      const detail: DecidedDetail = { decision, facts: decision.facts };
      this.dispatchEvent(new CustomEvent("govseg-decided", { detail, bubbles: true, composed: true }));
    }
  }

  #change(fact: string): void {
    this.#changing = fact;
    this.#show()?.focus();
  }

  /** The values that an earlier question could have been answered with. */
  #choices(fact: string): readonly string[] {
    const known = (JSON.parse(this.#start) as [string, object])[1];
    return (this.policy.facts[fact] ?? []).filter((value) => {
      const facts = { ...known, [fact]: value };
      return this.policy.decide(facts as never).status !== "contradiction";
    });
  }

  /** Shows what there is to show, tells the form, and gives back where the focus should go after a step. */
  #show(): HTMLElement | undefined {
    const [interview, words] = [this.#interview, this.#words];
    if (interview === undefined || words === undefined) {
      return undefined;
    }
    const { question, answers, decision } = interview;
    this.#tell(question === null);
    const disabled = this.#disabled;
    const changing = this.#changing;
    const list = answersView(words, this.#known(), answers, disabled, (fact) => this.#change(fact));
    const view =
      changing !== undefined
        ? questionView(words, {
            fact: changing,
            choices: this.#choices(changing),
            chosen: answers.find(({ fact }) => fact === changing)?.values,
            progress: words.say("change"),
            disabled,
            answer: (value) => this.#step((talk) => talk.change(changing, value)),
            back: () => this.#step(() => {}),
          })
        : question !== null
          ? questionView(words, {
              ...question,
              chosen: undefined,
              progress: `${words.say("question", { number: answers.length + 1 })}. ${words.expected(question.expected)}.`,
              disabled,
              answer: (value) => this.#step((talk) => void (value === null ? talk.notSure() : talk.answer(value))),
              back: answers.length === 0 ? undefined : () => this.#step((talk) => void talk.back()),
            })
          : resultView(words, decision, this.hasAttribute("measures") && this.#measures(words, decision));
    const ending =
      question !== null || changing !== undefined || answers.length === 0
        ? null
        : h(
            "div",
            { class: "buttons" },
            h("button", { type: "button", class: "outline", disabled, onclick: () => this.#step((talk) => void talk.back()) }, words.say("back")),
            h("button", { type: "button", class: "outline", disabled, onclick: () => this.#step((talk) => answers.forEach(() => talk.back())) }, words.say("start_over")),
          );
    this.#body.replaceChildren(...[...view.nodes, ending, changing === undefined ? list : null].filter((node) => node !== null));
    return view.head;
  }

  /** Where it will stand how the contact is measured, once that is loaded. */
  #measures(words: Words, decision: Decision): HTMLElement {
    const place = h("div", { part: "measures" });
    const language = this.#body.lang as Language;
    // What cannot be loaded is left out: the result stands without it.
    void import("./element/measures.js").then(({ measuresView }) => place.append(...measuresView(words, decision, this.policy, language))).catch(() => {});
    return place;
  }

  /** What was known before the first question, in wire form. */
  #known(): Decision["facts"] {
    const known = (JSON.parse(this.#start) as [string, object])[1];
    return this.policy.decide(known as never).facts;
  }

  /** Tells the form what is decided, and whether it is. */
  #tell(ended: boolean): void {
    const [interview, words] = [this.#interview, this.#words];
    if (interview === undefined || words === undefined) {
      return;
    }
    const { decision, answers } = interview;
    const entries = new FormData();
    entries.append(`${this.name}.status`, decision.status);
    entries.append(`${this.name}.segment`, decision.segment ?? "");
    entries.append(`${this.name}.facts`, JSON.stringify(decision.facts));
    entries.append(`${this.name}.decision`, decision.json);
    this.#internals.setFormValue(entries, JSON.stringify(answers));
    const missing = this.hasAttribute("required") && !ended;
    this.#internals.setValidity(missing ? { valueMissing: true } : {}, missing ? words.say("required") : "", this.#body);
  }
}

if (!customElements.get("govseg-interview")) {
  customElements.define("govseg-interview", GovsegInterview);
}

declare global {
  interface HTMLElementTagNameMap {
    "govseg-interview": GovsegInterview;
  }
}
