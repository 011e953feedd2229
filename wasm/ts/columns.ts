import { ruleOf, setOf, statusOf } from "./answer.js";
import type { Vocabulary } from "./contact.js";
import { GovsegError } from "./error.js";
import type { Engine } from "./module.js";

/**
 * Many contacts as columns, one for each fact of which something is known: 0 where it is unknown, and otherwise one more
 * than the value's place in `FACTS` (or in the policy's `facts`). All columns are of one length.
 */
export type Columns<F extends object> = { readonly [fact in keyof F]?: Uint8Array };

/** What follows, row by row. */
export interface Classified {
  /** One more than the segment's place in `SEGMENTS`, or 0 where the contact is not decided. */
  readonly segment: Uint8Array;
  /** The possible segments as a set: the bit of a segment is its place in `SEGMENTS`. 0 is a contradiction. */
  readonly possible: Uint8Array;
  /** One more than the rule's place in the policy's `rules`, or 0 where it is not the same in all completions. */
  readonly rule: Uint16Array;
}

/** So many rows at a time stay in the processor's cache. */
const CHUNK = 4096;

export function classifyColumns(engine: Engine, vocabulary: Vocabulary, columns: Readonly<Record<string, Uint8Array>>): Classified {
  const given = Object.entries(columns).map(([name, codes]) => {
    const field = vocabulary.field(name);
    if (field === undefined) {
      throw new GovsegError({ kind: "unknown_fact", fact: name, message: `\`${name}\` is not a fact` });
    }
    // By code, what it leaves of each half: everything if it is unknown, and nothing but itself otherwise.
    const halves = ([0, 1] as const).map((half) => {
      const rest = field.adds ? 0 : ~(half === 0 ? field.low : field.high);
      const table = Int32Array.of(field.adds ? 0 : -1, ...field.values.map((value) => rest | (field.bits.get(value)?.[half] ?? 0)));
      return { table, place: (field.own ? 2 : 0) + half, adds: field.adds };
    });
    // Most facts have all their bits in one half.
    return { field, codes, halves: halves.filter(({ table }) => table.some((left) => left !== (field.adds ? 0 : -1))) };
  });
  const rows = given[0]?.codes.length ?? 0;
  for (const { field, codes } of given) {
    if (codes.length !== rows) {
      throw new GovsegError({ kind: "wrong_length", fact: field.name, message: `\`${field.name}\` has ${codes.length} rows, the first column has ${rows}` });
    }
  }

  const own = given.some(({ field }) => field.own);
  const width = own ? 4 : 2;
  const halves = new Int32Array(width * Math.min(rows, CHUNK));
  const segment = new Uint8Array(rows);
  const possible = new Uint8Array(rows);
  const rule = new Uint16Array(rows);
  let nothing = false;
  for (let start = 0; start < rows; start += CHUNK) {
    const chunk = halves.subarray(0, width * Math.min(CHUNK, rows - start));
    for (let half = 0; half < width; half += 1) {
      begin(chunk, width, half, vocabulary.unknown[half] as number);
    }
    for (const { codes, halves: ofFact } of given) {
      const some = codes.subarray(start, start + CHUNK);
      for (const { table, place, adds } of ofFact) {
        (adds ? add : narrow)(chunk, width, place, some, table);
      }
    }
    engine.classify(new Uint32Array(chunk.buffer, 0, chunk.length), own);
    for (let row = start, at = 0; at < chunk.length; row += 1, at += width) {
      const packed = chunk[at] as number;
      const set = setOf(packed);
      nothing ||= set === 0;
      possible[row] = set;
      segment[row] = SEGMENT_OF[set] as number;
      rule[row] = ruleOf(packed) + 1;
    }
  }
  // A code beyond the last value leaves nothing possible, so it is enough to look where that happened; but for channels,
  // which are added.
  for (const { field, codes } of given) {
    if (nothing || field.adds) {
      check(field.name, field.values.length, codes);
    }
  }
  return { segment, possible, rule };
}

/** By set of segments, one more than the place of its only one, or 0. */
const SEGMENT_OF = Uint8Array.from({ length: 64 }, (_, set) => (statusOf(set) === "decided" ? 32 - Math.clz32(set) : 0));

function check(fact: string, most: number, codes: Uint8Array): void {
  const row = codes.findIndex((code) => code > most);
  if (row >= 0) {
    const value = String(codes[row]);
    throw new GovsegError({ kind: "unknown_value", fact, value, message: `row ${row}: \`${fact}\` has the codes 0 to ${most}, not ${value}` }, row);
  }
}

function begin(chunk: Int32Array, width: number, half: number, unknown: number): void {
  for (let at = half; at < chunk.length; at += width) {
    chunk[at] = unknown;
  }
}

function narrow(chunk: Int32Array, width: number, half: number, codes: Uint8Array, table: Int32Array): void {
  for (let row = 0, at = half; row < codes.length; row += 1, at += width) {
    chunk[at] = (chunk[at] as number) & (table[codes[row] as number] as number);
  }
}

function add(chunk: Int32Array, width: number, half: number, codes: Uint8Array, table: Int32Array): void {
  for (let row = 0, at = half; row < codes.length; row += 1, at += width) {
    chunk[at] = (chunk[at] as number) | (table[codes[row] as number] as number);
  }
}
