/**
 * `<govseg-interview>`: asks the fewest questions that decide a contact, and takes part in the form around it. Importing
 * this module defines the element.
 */

import { FormControl } from "./element/control.js";
import { Description } from "./element/describe.js";
import { describedView } from "./element/description.js";
import { h, type View } from "./element/dom.js";
import { textsOf } from "./element/language.js";
import { news } from "./element/news.js";
import { pageView } from "./element/page.js";
import { ofAttributes, ofControls } from "./element/prefill.js";
import { measuresPlace } from "./element/result.js";
import { Session } from "./element/session.js";
import { style } from "./element/style.js";
import { entries, type Kept } from "./element/told.js";
import { overlaid, Words, type SomeTexts } from "./element/words.js";
import type { Decision } from "./decision.js";
import { GovsegError } from "./error.js";
import type { Answer, Interview } from "./interview.js";
import { Policy } from "./policy.js";
import { FACTS, type AgencyFacts, type Language } from "./taxonomy.js";

export type { SomeTexts } from "./element/words.js";
export type { FactTexts, Texts } from "./texts.js";

/** What the event `govseg-decided` carries. */
export interface DecidedDetail {
  readonly decision: Decision;
  /** What is known, with all answers, in wire form. */
  readonly facts: Decision["facts"];
}

/** The element. Its parts are in shadow; see the package's README for its attributes and custom properties. */
export class GovsegInterview extends FormControl {
  static readonly observedAttributes = ["lang", "facts", "required", "measures", "describe", ...Object.keys(FACTS)];

  readonly #root = this.attachShadow({ mode: "open", delegatesFocus: true });
  readonly #body = h("div", { part: "body" });
  readonly #status = h("p", { class: "status", role: "status" });
  readonly #description = new Description();
  #policy: Policy<never> | undefined;
  #overrides: SomeTexts | undefined;
  #given: AgencyFacts = {};
  #words: Words | undefined;
  #session: Session | undefined;
  /** Answers that wait for the beginning. */
  #restored: readonly Answer[] = [];
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
    // What words suggested was of another policy's facts.
    this.#description.restore({ text: this.#description.kept.text });
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
    return this.#session?.interview.decision ?? null;
  }

  /** The answers, in the order they came. */
  get answers(): readonly Answer[] {
    return this.#session?.interview.answers ?? [];
  }

  /** Forgets all answers. */
  reset(): void {
    this.#description.restore();
    this.#restored = [];
    this.#session = undefined;
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
      const { answers, described } = JSON.parse(state) as Kept;
      this.#description.restore(described);
      this.#begin(answers);
    }
  }

  readonly #controlChanged = (event: Event): void => {
    if (event.target instanceof HTMLElement && event.target.dataset["govsegFact"] !== undefined) {
      this.#begin();
    }
  };

  /** Takes the words of the language in which the element stands. */
  async #speak(): Promise<void> {
    const { language, texts } = await textsOf(this);
    this.#words = new Words(overlaid(texts, this.#overrides));
    this.#body.lang = language;
    this.#status.lang = language;
    if (this.#session === undefined) {
      this.#begin();
    } else {
      this.#show();
    }
  }

  /** Begins anew with what is known, and keeps the answers if nothing else is known than before. */
  #begin(answers = this.#restored): void {
    if (this.#words === undefined || !this.isConnected) {
      this.#restored = answers;
      return;
    }
    this.#restored = [];
    try {
      const known = { ...this.#given, ...ofAttributes(this), ...ofControls(this.form) };
      const left = (this.hasAttribute("describe") && this.#description.kept.left) || {};
      if (answers.length > 0 || this.#session?.began(this.policy, known, left) !== true) {
        this.#session = new Session(this.policy, known, left, answers);
        this.#changing = undefined;
      }
      this.#show();
    } catch (error) {
      this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const words = this.#words;
    const missing = error instanceof GovsegError && error.kind === "no_webassembly";
    const why = error instanceof Error ? error.message : String(error);
    const message = words?.say(missing ? "unsupported" : "failed", { why }) ?? why;
    this.#session = undefined;
    this.#body.replaceChildren(h("p", { class: "alert", role: "alert" }, message));
    this.internals.setFormValue(null);
    this.internals.setValidity(this.hasAttribute("required") ? { customError: true } : {}, message, this.#body);
  }

  /** Does something to the interview that a person asked for, shows what comes of it and leads the focus there. */
  #step(step: (interview: Interview) => readonly string[] | void): void {
    const [interview, words] = [this.#session?.interview, this.#words];
    if (interview === undefined || words === undefined) {
      return;
    }
    const dropped = step(interview) ?? [];
    this.#changing = undefined;
    this.#lead(this.#describing ? words.say(this.#description.title) : news(words, interview, dropped));
    if (interview.question === null && !this.#describing) {
      const { decision } = interview;
      const detail: DecidedDetail = { decision, facts: decision.facts };
      this.dispatchEvent(new CustomEvent("govseg-decided", { detail, bubbles: true, composed: true }));
    }
  }

  /** Shows what there is to show and leads the focus there, with news for those who cannot see it. */
  #lead(said: string): void {
    const head = this.#show();
    this.#status.textContent = said;
    head?.focus();
  }

  /** Shows what there is to show, tells the form, and gives back where the focus should go after a step. */
  #show(): HTMLElement | undefined {
    const [session, words] = [this.#session, this.#words];
    if (session === undefined || words === undefined) {
      return undefined;
    }
    this.#tell();
    const { nodes, head } = this.#describing ? this.#describe(session, words) : this.#ask(session, words);
    this.#body.replaceChildren(...nodes);
    return head;
  }

  /** Whether the person is at the description. */
  get #describing(): boolean {
    return this.hasAttribute("describe") && !this.#description.done;
  }

  /** The description, before all questions. */
  #describe({ known }: Session, words: Words): View {
    return this.#description.view({
      words,
      policy: this.policy,
      known,
      disabled: this.#disabled,
      keep: () => this.#tell(),
      show: (said) => this.#lead(said),
      done: () => {
        this.#begin(this.answers);
        this.#step(() => {});
      },
    });
  }

  /** The question at hand, or the result. */
  #ask(session: Session, words: Words): View {
    const disabled = this.#disabled;
    const describe = (): void => {
      this.#description.reopen();
      this.#step(() => {});
    };
    return pageView({
      words,
      interview: session.interview,
      disabled,
      given: session.given,
      described: this.hasAttribute("describe") ? { view: describedView(words, session.described, disabled, describe), back: describe } : undefined,
      changing: this.#changing,
      more: (decision) => this.hasAttribute("measures") && measuresPlace(words, decision, this.policy, this.#body.lang as Language),
      choices: (fact) => session.choices(fact),
      step: (step) => this.#step(step),
      change: (fact) => {
        this.#changing = fact;
        this.#show()?.focus();
      },
      restart: () => {
        this.reset();
        this.#step(() => {});
      },
    });
  }

  /** Tells the form what is decided, and whether it is; and the browser what to keep. */
  #tell(): void {
    const [interview, words] = [this.#session?.interview, this.#words];
    if (interview === undefined || words === undefined) {
      return;
    }
    const kept: Kept = { answers: interview.answers, described: this.#description.kept };
    this.internals.setFormValue(entries(this.name, interview.decision), JSON.stringify(kept));
    const missing = this.hasAttribute("required") && (this.#describing || interview.question !== null);
    this.internals.setValidity(missing ? { valueMissing: true } : {}, missing ? words.say("required") : "", this.#body);
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
