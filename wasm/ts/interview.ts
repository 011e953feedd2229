import { Decision } from "./decision.js";
import { mended } from "./error.js";
import { talk } from "./main.js";
import type { Halves, Talk } from "./module.js";
import { Policy } from "./policy.js";

/** The next question. */
export interface Question {
  /** The fact to ask for. */
  readonly fact: string;
  /** The values that can be answered. */
  readonly choices: readonly string[];
  /** How many questions are expected still to come, this one included; null if the policy is too large to tell. */
  readonly expected: number | null;
}

/** An answer that was given; null for "not sure". */
export interface Answer {
  readonly fact: string;
  readonly values: readonly string[] | null;
}

/** Asks the fewest questions that decide a contact, until no answer can change what is possible. */
export class Interview {
  readonly #policy: Policy<never>;
  readonly #talk: Talk;
  #question: Question | null | undefined;
  #answers: readonly Answer[] | undefined;

  /** An interview about a contact of which these facts are known already. */
  constructor(facts: object = {}, policy: Policy<never> = Policy.default() as Policy<never>) {
    this.#policy = policy;
    this.#talk = talk(policy.engine, policy.halves(facts));
  }

  /** The next question; null when none can change what is possible. */
  get question(): Question | null {
    if (this.#question === undefined) {
      const fact = this.#talk.fact();
      const expected = this.expectedExactly;
      this.#question = fact === undefined ? null : { fact, choices: this.#talk.choices(), expected: expected && ratio(expected) };
    }
    return this.#question;
  }

  /** The expected questions as an exact fraction, numerator and denominator in digits. */
  get expectedExactly(): readonly [string, string] | null {
    const [numerator, denominator] = this.#talk.expected();
    return numerator === undefined || denominator === undefined ? null : [numerator, denominator];
  }

  /** The answers, in the order they came. */
  get answers(): readonly Answer[] {
    if (this.#answers === undefined) {
      const answers: Answer[] = [];
      for (let [fact, ...values] = this.#talk.answered(0); fact !== undefined; [fact, ...values] = this.#talk.answered(answers.length)) {
        answers.push({ fact, values: values.length === 0 ? null : values });
      }
      this.#answers = answers;
    }
    return this.#answers;
  }

  /** What follows from what is known by now. */
  get decision(): Decision {
    return new Decision(this.#policy, this.#talk.contact() as unknown as Halves);
  }

  /** Answers the question: with one value, or with several any of which may be right. */
  answer(values: string | readonly string[]): this {
    return this.#step(() => this.#talk.answer(written(values)));
  }

  /** Says that the answer is not known. It is not asked again. */
  notSure(): this {
    return this.#step(() => this.#talk.answer([]));
  }

  /** Takes the last answer back. */
  back(): this {
    return this.#step(() => this.#talk.back());
  }

  /**
   * Changes an earlier answer; null makes it "not sure". Later answers stay unless they cannot be true together with it:
   * those are dropped, and their facts given back.
   */
  change(fact: string, values: string | readonly string[] | null): readonly string[] {
    let dropped: readonly string[] = [];
    this.#step(() => {
      dropped = this.#talk.change(fact, values === null ? [] : written(values));
    });
    return dropped;
  }

  #step(step: () => void): this {
    mended(step);
    this.#question = undefined;
    this.#answers = undefined;
    return this;
  }
}

/** A list that is never empty: an empty one would say "not sure". */
function written(values: string | readonly string[]): string[] {
  const list = [values].flat();
  return list.length === 0 ? [""] : list;
}

/** An exact fraction as a number to show, however long its digits are. */
function ratio([numerator, denominator]: readonly [string, string]): number {
  return Number((BigInt(numerator) * 1_000_000n) / BigInt(denominator)) / 1_000_000;
}
