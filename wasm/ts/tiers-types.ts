import type { Problem } from "./error.js";

/** What is known of a customer, by the names of the programme's columns. What is left out or null is unknown. */
export type Customer = Readonly<Record<string, string | number | boolean | null>>;

/** How tiers are assigned. */
export interface AssignOptions {
  /** The day (`2026-11-22`) on which a tier that was held before is looked at; without it, it does not count. */
  readonly on?: string;
  /** `customer` says nothing that rests on criteria that are not published; `internal`, the default, says all. */
  readonly view?: "internal" | "customer";
  /** Other accounts, each with its id, that the customer may belong together with by their `parent`. */
  readonly related?: readonly Customer[];
}

/** Why a customer is in its tier. */
export type Standing = "earned" | "kept" | "soft_landing" | "default" | "none" | "outside";

/** On which ground a treatment is given; the strongest first. */
export type Ground = "legal_duty" | "need" | "courtesy" | "bought" | "tier" | "step" | "default";

/** What is asked of a measure, and how much there is, in digits; null where that is unknown. */
export interface AskedAmount {
  readonly measure: string;
  readonly amount: string | null;
  readonly asked: string;
}

/** What is asked of a column of words, and what it says; null where that is unknown. */
export interface AskedWord {
  readonly column: string;
  readonly word: string | null;
  readonly asked: string;
}

/** What made the customer earn its tier. */
export interface Because {
  readonly published: boolean;
  /** The account whose measures it was. */
  readonly at: string;
  /** Whether it did so alone, or together with all that it belongs to. */
  readonly level: "alone" | "together";
  /** The way up to there. */
  readonly path: readonly string[];
  readonly held: readonly (AskedAmount | AskedWord)[];
}

/** What is missing to the next tier, by each way to it; that with the fewest things missing first. */
export interface Missing {
  readonly tier: string;
  readonly ways: readonly {
    readonly at: string;
    readonly lacks: readonly ((AskedAmount & { readonly more: string | null }) | AskedWord)[];
  }[];
}

/** Something that the customer gets. */
export interface Treatment {
  readonly id: string;
  readonly title: string | null;
  readonly ground: Ground;
  /** The tier or the grant that gives it; null where customers are not told of the grant. */
  readonly from: string | null;
}

/** What becomes of one customer. */
export interface Assigned {
  /** The customer's id. */
  readonly account: string;
  /** The tier that it is in. */
  readonly tier: string | null;
  readonly standing: Standing;
  /** The tier that it earned; no grant changes it. */
  readonly earned: string | null;
  /** The tiers that it meets by itself, and with all that it belongs to. Not told to customers. */
  readonly alone: string | null;
  readonly together: string | null;
  /** The account of the tree at which the tier is met. */
  readonly at: string | null;
  /** Why; of a criterion that customers are not told of, only that. */
  readonly because: Because | { readonly published: false } | null;
  readonly missing: Missing | null;
  /** Grounds that give treatments without a tier, the strongest first. */
  readonly grants: readonly { readonly id: string; readonly basis: Exclude<Ground, "tier" | "default">; readonly cites: string | null }[];
  readonly treatments: Readonly<Record<"before" | "during" | "after", readonly Treatment[]>>;
  /** Whose time the treatments take; hours are not told to customers. */
  readonly coverage: readonly { readonly role: string; readonly kind: "dedicated" | "pooled" | "self_service"; readonly hours: string | null }[];
  /** The highest tier that it would be in if what is unknown were favourable. Not told to customers. */
  readonly open: string | null;
  /** The last day in the tier. */
  readonly until: string | null;
  /** The tier that is expected to cost least, and what each is expected to cost; null where no chances are given. Not told to customers. */
  readonly least_cost: { readonly tier: string; readonly expected: Readonly<Record<string, number>> } | null;
  readonly program: { readonly id: string; readonly version: string };
  /** All of it in sentences. */
  readonly explanation: string;
}

/** What is said of a programme that is sound. */
export interface ProgramReport {
  readonly id: string;
  readonly version: string;
  /** From the lowest to the highest. */
  readonly tiers: readonly string[];
  /** What may not be meant so. */
  readonly warnings: readonly Problem[];
}
