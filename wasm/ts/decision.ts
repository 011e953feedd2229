import { ruleOf, segmentsIn, setOf, statusOf, type Status } from "./answer.js";
import type { Halves } from "./module.js";
import type { Policy } from "./policy.js";
import { SEGMENTS, type Language, type Segment } from "./taxonomy.js";

/** Values as the wire form writes them: one as a string, several as a list. */
export type Given = string | readonly string[];

/** The policy that decided. */
export interface PolicyName {
  readonly id: string;
  readonly version: string;
  readonly digest: string;
}

/** A decision as data: the keys of the wire form, all always there. */
export interface DecisionData {
  readonly status: Status;
  readonly segment: Segment | null;
  readonly possible: readonly Segment[];
  readonly also: readonly Segment[];
  readonly rule: string | null;
  readonly sub_segment: string | null;
  readonly because: Readonly<Record<string, Given>>;
  readonly ask: string | null;
  readonly cites: readonly string[];
  readonly policy: PolicyName;
}

/** What would have to be otherwise for another segment. */
export interface WhatIf {
  readonly segment: Segment;
  /** The fewest given facts to replace, and the values of each that serve. */
  readonly replace: Readonly<Record<string, Given>>;
  /** Whether the contact would then be decided so, and not only possibly so. */
  readonly decided: boolean;
}

/**
 * What a policy says of one contact.
 *
 * Making one takes less than a microsecond: its reasons are worked out when they are first read.
 */
export class Decision implements DecisionData {
  readonly #policy: Policy<never>;
  readonly #halves: Halves;
  readonly #packed: number;
  #json: string | undefined;
  #data: DecisionData | undefined;

  /** @internal */
  constructor(policy: Policy<never>, halves: Halves) {
    this.#policy = policy;
    this.#halves = halves;
    this.#packed = policy.engine.decide(...halves);
  }

  /** Whether every way to fill in what is unknown gives the same segment, several, or there is no way at all. */
  get status(): Status {
    return statusOf(setOf(this.#packed));
  }

  /** The segment, if it is decided. */
  get segment(): Segment | null {
    return this.status === "decided" ? (this.possible[0] ?? null) : null;
  }

  /** The segments that are possible. */
  get possible(): readonly Segment[] {
    return segmentsIn(setOf(this.#packed));
  }

  /** The rule that fires, if it is the same whatever the rest may be. */
  get rule(): string | null {
    return this.#policy.rules[ruleOf(this.#packed)] ?? null;
  }

  /** Other segments of which some rule holds as well. */
  get also(): readonly Segment[] {
    return this.toJSON().also;
  }

  /** The sub-segment, if it is the same whatever the rest may be. */
  get sub_segment(): string | null {
    return this.toJSON().sub_segment;
  }

  /** A smallest set of the given facts that already forces this. */
  get because(): Readonly<Record<string, Given>> {
    return this.toJSON().because;
  }

  /** The fact to ask next, if it is open. */
  get ask(): string | null {
    return this.toJSON().ask;
  }

  /** The passages that the rules rest on. */
  get cites(): readonly string[] {
    return this.toJSON().cites;
  }

  /** The policy that decided. */
  get policy(): PolicyName {
    const { id, version, digest } = this.#policy;
    return { id, version, digest };
  }

  /** What was known of the contact, in wire form. */
  get facts(): Readonly<Record<string, Given>> {
    return JSON.parse(this.#policy.engine.facts(...this.#halves)) as Record<string, Given>;
  }

  /** The segment that most completions give under the policy's weights: for charts, never a decision. */
  get likely(): Segment | null {
    return SEGMENTS[this.#policy.engine.likely(...this.#halves)] ?? null;
  }

  /** For each other segment the fewest given facts to replace, and by what, so that it becomes possible. */
  whatIf(): readonly WhatIf[] {
    return JSON.parse(this.#policy.engine.whatIf(...this.#halves)) as WhatIf[];
  }

  /** The decision as a short paragraph. Loads `govseg/words`, in which the sentences are. */
  async explain(language: Language = "en"): Promise<string> {
    const { explain } = await import("./sentences.js");
    return explain(this, language);
  }

  /** The decision as RFC 8785 JSON, byte for byte the same in every language. */
  get json(): string {
    return (this.#json ??= this.#policy.engine.decision(...this.#halves));
  }

  /** The decision as data, for `JSON.stringify` as well. */
  toJSON(): DecisionData {
    return (this.#data ??= JSON.parse(this.json) as DecisionData);
  }

  /** What Node prints. */
  [Symbol.for("nodejs.util.inspect.custom")](): unknown {
    return this.toJSON();
  }

  /** @internal */
  get contact(): { policy: Policy<never>; halves: Halves } {
    return { policy: this.#policy, halves: this.#halves };
  }
}
