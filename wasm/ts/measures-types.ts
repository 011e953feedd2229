import type { Text } from "./knowledge-types.js";
import type { Policy } from "./policy.js";
import type { Channel, CustomerType, Segment } from "./taxonomy.js";

/** What else is known of the contacts to be measured. */
export interface MeasuresOptions {
  /** The agency's policy; without it that of the decision, or else the default one. */
  readonly policy?: Policy<never>;
  /** The channels that were used. */
  readonly channel?: Channel | readonly Channel[];
  /** Who the customer may be. */
  readonly customer?: CustomerType | readonly CustomerType[];
  /** How many measures; 8 if nothing is said. */
  readonly most?: number;
}

/** A choice of an agency: how some contacts are measured, which never changes their segment. */
export interface Choice {
  /** The segment whose methods are used. */
  readonly segment: Segment | null;
  /** The measures that are used before all others. */
  readonly measures: readonly string[];
  readonly by: string | null;
  readonly why: string | null;
  readonly on: string | null;
}

/** A measure that fits. */
export interface Fit {
  readonly id: string;
  readonly name: Text;
  readonly definition: Text;
  readonly formula: Text & { readonly symbols: string };
  /** The data that it takes. */
  readonly inputs: readonly string[];
  readonly unit: string;
  readonly direction: "higher" | "lower" | "context" | "toward_zero";
  readonly channels: readonly Channel[];
  readonly methods: readonly string[];
  readonly role: "chosen" | "lead" | "primary" | "secondary";
  /** The possible segments that it fits. */
  readonly segments: readonly Segment[];
  /** The facts that are not known well enough to be sure. */
  readonly conditions: readonly string[];
  readonly why: Text;
  readonly variants: readonly string[];
  readonly target: { readonly says: string; readonly source: string; readonly status: string } | null;
  readonly source: { readonly id: string; readonly title: string; readonly url: string | null } | null;
  /** How far the definition, the formula and the choice of segments can be relied on. */
  readonly status: { readonly definition: string; readonly formula: string; readonly segments: string };
  readonly note: string | null;
}

/** A way of finding out. */
export interface Method {
  readonly id: string;
  readonly name: Text;
  /** When customers are asked, or figures are taken. */
  readonly timing: string;
}

/** How a contact is to be measured. */
export interface Fitting {
  /** The segments still possible. */
  readonly segments: readonly Segment[];
  /** The segments whose methods are used: the same, unless the agency's policy chose another one. */
  readonly measured: readonly Segment[];
  /** What the agency chose, if it did. */
  readonly choice: Choice | null;
  /** Choices of which too little is known to tell whether they hold; the default stands. */
  readonly perhaps: readonly Choice[];
  /** Measures that the choice names and the catalogue does not know. */
  readonly own: readonly string[];
  /** The measures, the best first. */
  readonly measures: readonly Fit[];
  readonly methods: readonly Method[];
  readonly surveys: readonly Method[];
}

/** A measure of the catalogue. */
export interface Measure extends Pick<Fit, "id" | "name" | "definition" | "formula" | "inputs" | "unit" | "direction" | "channels" | "methods" | "note"> {
  /** The measure that it is another way of taking. */
  readonly variant_of: string | null;
  /** The least number and the greatest, as far as there are such. */
  readonly range: readonly number[];
  /** What makes one number of those of several groups. */
  readonly combines: string;
  /** The values of facts that a contact must have for it. */
  readonly only: Readonly<Record<string, readonly string[]>>;
  readonly primary: readonly Segment[];
  readonly secondary: readonly Segment[];
  readonly target: Fit["target"];
  /** A source of `sources`. */
  readonly source: string | null;
  readonly status: Fit["status"];
}

/** What is known of measures, each claim with its status. */
export interface Measurement {
  readonly measures: readonly Measure[];
  readonly methods: readonly (Method & {
    readonly does: Text;
    readonly channels: readonly Channel[];
    readonly primary: readonly Segment[];
    readonly needs: readonly string[];
    readonly limits: Text | null;
    readonly source: string;
    readonly status: { readonly definition: string; readonly segments: string };
    readonly note: string | null;
  })[];
  /** What is taken for each segment where the agency has not chosen. */
  readonly defaults: readonly {
    readonly id: Segment;
    readonly methods: readonly string[];
    readonly lead: readonly string[];
    readonly why: Text;
    readonly sources: readonly string[];
    readonly status: string;
  }[];
  /** The forms of A-11 section 280. */
  readonly forms: readonly {
    readonly id: string;
    readonly name: Text;
    readonly source: string;
    readonly status: string;
    readonly note: string | null;
    readonly questions: readonly { readonly asks: Text; readonly answers: string; readonly measures: readonly string[] }[];
  }[];
  readonly sources: readonly { readonly id: string; readonly title: string; readonly url: string | null }[];
}
