/** `govseg/text`: what the words of a description suggest. Nothing of it leaves the page. */

import binary from "./generated/text/binary.js";
import { Engine, initSync, TextReader } from "./generated/text/engine.js";
import { engines } from "./engines.js";
import { GovsegError, mended } from "./error.js";
import { starter } from "./module.js";
import { Policy } from "./policy.js";
import type { AgencyFacts, Facts } from "./taxonomy.js";
import type { AgencyOptions, Suggestion, SuggestOptions } from "./text-types.js";

export type * from "./text-types.js";

const ready = starter(binary, initSync);
const engineOf = engines(ready, Engine);

/** As often shall the set of a fact hold the truth. */
const COVERAGE = 0.9;

let shipped: TextModel | undefined;

/** What reads descriptions: a small linear model of words. */
export class TextModel {
  /** @internal */
  readonly reader: TextReader;

  private constructor(make: () => TextReader) {
    ready();
    this.reader = mended(make);
  }

  /** The model that comes with the package. */
  static shipped(): TextModel {
    return (shipped ??= new TextModel(() => TextReader.shipped()));
  }

  /**
   * Reads the bytes of a model's file: one of an agency's own rows, as `govseg text train` writes it. Throws a
   * {@link GovsegError} of the kind `text_model` if they are none, of another version, or damaged.
   */
  static fromBytes(bytes: Uint8Array): TextModel {
    return new TextModel(() => TextReader.fromBytes(bytes));
  }

  /** What it was made of: the number of rows, and the beginning of a hash of them. */
  get version(): string {
    return this.reader.version();
  }
}

/** The same as {@link suggest}, as RFC 8785 JSON: byte for byte what every other face of govseg gives. */
export function suggestJson(text: string, facts?: Facts, options?: SuggestOptions): string;
export function suggestJson(text: string, facts: AgencyFacts, options: AgencyOptions): string;
export function suggestJson(text: string, facts: object = {}, options: SuggestOptions = {}): string {
  const { policy = Policy.default() as Policy<never>, model = TextModel.shipped(), coverage = COVERAGE } = options;
  if (!(coverage >= 0 && coverage <= 1)) {
    throw new GovsegError({ kind: "out_of_range", message: `coverage is ${coverage}, and must be from 0 to 1` });
  }
  return model.reader.suggest(engineOf(policy), ...policy.halves(facts), text, coverage);
}

/**
 * What the words of a description suggest of a contact of which these facts are known, and which of them carried it. It
 * never decides: known facts restrict what is suggested, and what the text says against them is dropped and named.
 */
export function suggest(text: string, facts?: Facts, options?: SuggestOptions): Suggestion;
export function suggest(text: string, facts: AgencyFacts, options: AgencyOptions): Suggestion;
export function suggest(text: string, facts: object = {}, options: SuggestOptions = {}): Suggestion {
  return JSON.parse(suggestJson(text, facts, options)) as Suggestion;
}
