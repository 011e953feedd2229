/** `govseg/tiers`: how one customer will be treated under a programme of tiers, and why. */

import binary from "./generated/tiers/binary.js";
import { Programme, initSync } from "./generated/tiers/engine.js";
import { mended } from "./error.js";
import { starter } from "./module.js";
import type { AssignOptions, Assigned, Customer, ProgramReport } from "./tiers-types.js";

export { GovsegError, type Problem } from "./error.js";
export type * from "./tiers-types.js";

const ready = starter(binary, initSync);

/** The ids of the built-in programmes. */
export function builtinPrograms(): readonly string[] {
  ready();
  return Programme.builtin();
}

/** A programme: tiers and what they take, treatments and who gets them. */
export class Program {
  readonly #engine: Programme;
  readonly #report: ProgramReport;

  private constructor(engine: Programme) {
    this.#engine = engine;
    this.#report = JSON.parse(engine.report()) as ProgramReport;
  }

  /**
   * Takes the built-in programme of that id, or reads one that is written in a text, in TOML or JSON. Throws a
   * `GovsegError` with all its problems, each with line and column.
   */
  static read(choice: string): Program {
    ready();
    return new Program(mended(() => Programme.read(choice)));
  }

  get id(): string {
    return this.#report.id;
  }

  get version(): string {
    return this.#report.version;
  }

  /** The ids of its tiers, from the lowest to the highest. */
  get tiers(): readonly string[] {
    return this.#report.tiers;
  }

  /** What may not be meant so: tiers that nobody reaches, customers whom no tier takes, treatments that nobody gets. */
  get warnings(): ProgramReport["warnings"] {
    return this.#report.warnings;
  }

  /**
   * The tier and the treatment of one customer, with reasons. A truth value is `yes` or `no`; amounts with many decimals
   * stay exact as text. Keys that the programme does not read do not matter, unless they look misspelt.
   */
  assign(customer: Customer, { on, view = "internal", related = [] }: AssignOptions = {}): Assigned {
    return JSON.parse(mended(() => this.#engine.assign(JSON.stringify([customer, ...related]), on, view === "customer"))) as Assigned;
  }
}
