import type { Decision } from "../decision.js";
import { Interview, type Answer } from "../interview.js";
import type { Policy } from "../policy.js";
import type { Values } from "./describe.js";

/** The interview at hand, with all that it depends on: it begins anew where that is another. */
export class Session {
  readonly interview: Interview;
  /** What is known without any answer or description. */
  readonly known: object;
  /** What a description adds to it. */
  readonly described: readonly (readonly [fact: string, value: string])[];
  readonly #policy: Policy<never>;
  readonly #start: string;

  /** Takes up those answers that are asked for again. */
  constructor(policy: Policy<never>, known: object, left: Values, answers: readonly Answer[]) {
    this.interview = new Interview({ ...left, ...known }, policy);
    this.known = known;
    this.described = Object.entries(left).filter(([fact]) => !(fact in known));
    this.#policy = policy;
    this.#start = start(policy, known, left);
    for (const { fact, values } of answers) {
      if (this.interview.question?.fact === fact) {
        void (values === null ? this.interview.notSure() : this.interview.answer(values));
      }
    }
  }

  /** Whether it began like this. */
  began(policy: Policy<never>, known: object, left: Values): boolean {
    return this.#start === start(policy, known, left);
  }

  /** What is known without any answer or description, in wire form. */
  get given(): Decision["facts"] {
    return this.#policy.decide(this.known as never).facts;
  }

  /** The values that an earlier question could have been answered with. */
  choices(fact: string): readonly string[] {
    const known = { ...Object.fromEntries(this.described), ...this.known };
    return (this.#policy.facts[fact] ?? []).filter((value) => this.#policy.decide({ ...known, [fact]: value } as never).status !== "contradiction");
  }
}

const start = (policy: Policy<never>, known: object, left: Values): string => JSON.stringify([policy.digest, known, left]);
