import { classifyColumns, type Classified, type Columns } from "./columns.js";
import { Vocabulary } from "./contact.js";
import { Decision } from "./decision.js";
import { GovsegError, mended } from "./error.js";
import { Interview } from "./interview.js";
import * as main from "./main.js";
import type { Engine, Halves } from "./module.js";
import { FACTS, type AgencyFacts, type Facts } from "./taxonomy.js";
import { walk } from "./walk.js";

/** How a policy file is read. */
export interface ReadOptions {
  /** Its name, as it stands in messages; `.json` at the end tells that it is JSON, all else is TOML. */
  readonly name?: string;
  /** The files that it may extend, by their paths. */
  readonly files?: Readonly<Record<string, string>>;
}

let standard: Policy<Facts> | undefined;

/** A policy: which facts make which segment. `F` are the facts that it takes. */
export class Policy<F extends object = AgencyFacts> {
  readonly id: string;
  readonly version: string;
  readonly title: string | null;
  /** `sha256:` and the hash of the resolved policy: two of one digest decide everything alike. */
  readonly digest: string;
  /** The ids of the rules, in the order in which they decide. */
  readonly rules: readonly string[];
  /** The facts that the policy knows, in order, each with its values. */
  readonly facts: Readonly<Record<string, readonly string[]>>;
  /** @internal */
  readonly engine: Engine;
  /** @internal It in compiled form; nothing for the default policy, which every module has. */
  readonly bytes: Uint8Array | undefined;
  readonly #vocabulary: Vocabulary;

  /** @internal */
  constructor(engine: Engine, bytes?: Uint8Array) {
    this.engine = engine;
    this.bytes = bytes;
    this.id = engine.id();
    this.version = engine.version();
    this.title = engine.title() ?? null;
    this.digest = engine.digest();
    const rules: string[] = [];
    for (let rule; (rule = engine.rule(rules.length)) !== undefined; ) {
      rules.push(rule);
    }
    this.rules = rules;
    this.#vocabulary = new Vocabulary(engine, Object.keys(FACTS).length);
    this.facts = Object.fromEntries(this.#vocabulary.fields.map(({ name, values }) => [name, values]));
  }

  /** The default policy, `gsa-2008`. */
  static default(): Policy<Facts> {
    return (standard ??= new Policy<Facts>(main.engine()));
  }

  /** Loads a policy that `govseg/policy` compiled beforehand. */
  static fromCompiled(bytes: Uint8Array): Policy {
    return new Policy(mended(() => main.fromCompiled(bytes)), bytes);
  }

  /** Reads a policy file in TOML or JSON. Loads `govseg/policy`, in which the reader is. */
  static async read(text: string, options: ReadOptions = {}): Promise<Policy> {
    const { read } = await import("./knowledge.js");
    return read(text, options);
  }

  /** Decides one contact. Throws a {@link GovsegError} if the facts are not as they should be. */
  decide(facts: F): Decision {
    return new Decision(this as Policy<never>, this.halves(facts));
  }

  /** Decides many contacts: for each a decision, or the error that says what is wrong with it. */
  classify(contacts: Iterable<F>): (Decision | GovsegError)[] {
    return Array.from(contacts, (facts, index) => {
      try {
        return this.decide(facts);
      } catch (error) {
        if (error instanceof GovsegError) {
          return error.at(index);
        }
        throw error;
      }
    });
  }

  /** Decides many contacts given as columns of numbers: see {@link Columns}. */
  classifyColumns(columns: Columns<F>): Classified {
    return classifyColumns(this.engine, this.#vocabulary, columns as Record<string, Uint8Array>);
  }

  /** Begins an interview about a contact of which this is known. */
  interview(facts?: F): Interview {
    return new Interview(facts ?? {}, this as Policy<never>);
  }

  /** @internal */
  halves(facts: unknown): Halves {
    return this.#vocabulary.halves(facts) ?? (mended(() => this.engine.contact(walk(facts))) as unknown as Halves);
  }
}
