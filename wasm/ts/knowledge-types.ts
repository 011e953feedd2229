import type { Measurement } from "./measures-types.js";
import type { Language, Segment } from "./taxonomy.js";

/** A set of contacts: these facts have one of these values, all others any. */
export type Area = Readonly<Record<string, readonly string[]>>;

/** Something that was found in a policy. */
export interface Finding {
  readonly code: string;
  readonly severity: string;
  /** The rules, sub-segments or values concerned. */
  readonly ids: readonly string[];
  readonly message: string;
  /** How many kinds of contact, in digits. */
  readonly assignments: string | null;
  readonly areas: readonly Area[];
  /** Whether the areas are all of them. */
  readonly complete: boolean;
  readonly place: { readonly file: string; readonly line: number; readonly column: number } | null;
}

/** What is proved of a policy. */
export interface Check {
  readonly assignments: string;
  readonly by_segment: Readonly<Record<Segment, string>>;
  readonly findings: readonly Finding[];
}

/** The contacts that go from one segment to another. */
export interface Group {
  readonly from: Segment | "contradiction";
  readonly to: Segment | "contradiction";
  readonly assignments: string;
  /** Of all, by weight: a fraction of one in digits. */
  readonly share: string;
  readonly areas: readonly Area[];
  readonly complete: boolean;
  readonly example: Readonly<Record<string, string>>;
}

/** What differs between two policies. */
export interface Diff {
  readonly assignments: string;
  readonly changed: string;
  readonly groups: readonly Group[];
}

/** How well a statement is founded. */
export type Standing = "quoted" | "second-hand" | "inferred" | "ours";

/** One code of another scheme. */
export interface Code {
  readonly code: string;
  readonly label: string;
  /** What it says about a contact: facts as `decide` takes them. */
  readonly facts: Readonly<Record<string, string | readonly string[]>>;
  readonly standing: Standing;
  readonly note: string | null;
}

/** One official scheme, and what its codes say. */
export interface Crosswalk {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly note: string | null;
  readonly codes: readonly Code[];
}

/** A text in every language. */
export type Text = Readonly<Record<Language, string>>;

/** The whole taxonomy as data. */
export interface Catalog {
  readonly version: string;
  readonly segments: readonly {
    readonly id: Segment;
    readonly aliases: readonly string[];
    readonly definition: string;
    readonly status: Standing;
    readonly cites: string | null;
    readonly examples: readonly { readonly text: string; readonly status: Standing; readonly cites: string | null }[];
    readonly label: Text;
    readonly phrase: Text;
  }[];
  readonly facts: readonly {
    readonly id: string;
    readonly meaning: string;
    readonly note: string | null;
    readonly status: Standing;
    readonly cites: string | null;
    readonly label: Text;
    readonly question: Text;
    readonly help: Text;
    readonly values: readonly { readonly id: string; readonly meaning: string; readonly status: Standing; readonly label: Text; readonly help: Text }[];
  }[];
  readonly rules: readonly { readonly id: string; readonly because: Text }[];
  readonly sub_segments: readonly { readonly id: string; readonly label: Text; readonly phrase: Text }[];
  readonly sources: readonly { readonly id: string; readonly title: string; readonly publisher: string; readonly date: string }[];
  readonly citations: readonly { readonly id: string; readonly source: string; readonly passage: string }[];
  readonly languages: readonly { readonly id: Language; readonly name: string }[];
  readonly policies: readonly { readonly digest: string; readonly policy: { readonly id: string; readonly version: string } }[];
  readonly crosswalks: readonly Crosswalk[];
  readonly measurement: Measurement;
}
