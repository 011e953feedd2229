import type { Given } from "./decision.js";
import type { Policy } from "./policy.js";
import type { FactName, Segment } from "./taxonomy.js";
import type { TextModel } from "./text.js";

/** How a text is read. */
export interface SuggestOptions {
  /** The policy that decides; the default one unless it is said. */
  readonly policy?: Policy<never>;
  /** What reads it; the model of the package unless it is said. */
  readonly model?: TextModel;
  /** How often the set of each fact shall hold the truth, from 0 to 1; 0.9 unless it is said. */
  readonly coverage?: number;
}

/** The same under an agency's policy, which may have facts of its own. */
export interface AgencyOptions extends SuggestOptions {
  readonly policy: Policy;
}

/** What a text suggests of a contact. */
export interface Suggestion {
  /** The most probable segment among those possible; null where the text is silent. */
  readonly suggested_segment: Segment | null;
  readonly probability: number | null;
  /** Each possible segment with its probability. */
  readonly distribution: Readonly<Partial<Record<Segment, number>>>;
  /** The segments that the known facts leave possible. */
  readonly possible: readonly Segment[];
  /** The facts that the text narrows, each with the values left. */
  readonly facts: Readonly<Record<string, Given>>;
  /** The facts of which the text says what clashes with the known ones. */
  readonly dropped: readonly FactName[];
  /** The words that carried it, the weightiest first; with `base` all of them sum to `score`. */
  readonly words: readonly { readonly word: string; readonly weight: number }[];
  readonly score: number | null;
  readonly base: number | null;
  /** The labelled services that lie nearest. */
  readonly nearest: readonly { readonly name: string; readonly organization: string; readonly segment: Segment; readonly likeness: number }[];
  /** Why nothing is suggested. */
  readonly silence: "no_text" | "clash" | "language" | null;
  /** What the model was made of. */
  readonly model: string;
}
