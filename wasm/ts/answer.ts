import { SEGMENTS, type Segment } from "./taxonomy.js";

/** How far a contact is decided. */
export type Status = "decided" | "open" | "contradiction";

/** What WebAssembly packs into one number: the possible segments, and one more than the place of the rule. */
export const setOf = (packed: number): number => packed & 0xff;
export const ruleOf = (packed: number): number => (packed >>> 8) - 1;

const SETS: readonly (readonly Segment[])[] = Array.from({ length: 1 << SEGMENTS.length }, (_, set) =>
  Object.freeze(SEGMENTS.filter((_, place) => (set >> place) & 1)),
);

/** The segments in a set, in order. */
export const segmentsIn = (set: number): readonly Segment[] => SETS[set] ?? [];

export function statusOf(set: number): Status {
  if (set === 0) {
    return "contradiction";
  }
  return (set & (set - 1)) === 0 ? "decided" : "open";
}
