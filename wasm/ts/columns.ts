import type { Vocabulary } from "./contact.js";
import { GovsegError } from "./error.js";
import * as main from "./main.js";
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
    const place = vocabulary.fields.findIndex((field) => field.name === name);
    const field = vocabulary.fields[place];
    if (field === undefined) {
      throw new GovsegError({ kind: "unknown_fact", fact: name, message: `\`${name}\` is not a fact` });
    }
    return { field, place, codes };
  });
  const rows = given[0]?.codes.length ?? 0;
  for (const { field, codes } of given) {
    if (codes.length !== rows) {
      throw new GovsegError({ kind: "wrong_length", fact: field.name, message: `\`${field.name}\` has ${codes.length} rows, the first column has ${rows}` });
    }
  }

  const segment = new Uint8Array(rows);
  const possible = new Uint8Array(rows);
  const rule = new Uint16Array(rows);
  const some = main.rows(engine);
  try {
    for (let start = 0; start < rows; start += CHUNK) {
      const end = Math.min(start + CHUNK, rows);
      some.begin(end - start);
      for (const { field, place, codes } of given) {
        if (some.narrow(place, codes.subarray(start, end)) > field.values.length) {
          throw unknownCode(field.name, field.values.length, codes);
        }
      }
      some.decide(segment.subarray(start, end), possible.subarray(start, end), rule.subarray(start, end));
    }
  } finally {
    some.free();
  }
  return { segment, possible, rule };
}

function unknownCode(fact: string, most: number, codes: Uint8Array): GovsegError {
  const row = codes.findIndex((code) => code > most);
  const value = String(codes[row]);
  return new GovsegError({ kind: "unknown_value", fact, value, message: `row ${row}: \`${fact}\` has the codes 0 to ${most}, not ${value}` }, row);
}
