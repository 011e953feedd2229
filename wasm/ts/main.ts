/** The module of the main entry: decides, classifies and interviews. It starts when it is first needed. */

import binary from "./generated/main/binary.js";
import { Engine as MainEngine, initSync, Interview as MainTalk, noCode as mainNoCode, noScheme as mainNoScheme, Rows as MainRows } from "./generated/main/engine.js";
import { starter, type Engine, type Halves, type Rows, type Talk } from "./module.js";

const ready = starter(binary, initSync);

/** The engine of the default policy. */
export function engine(): Engine {
  ready();
  return MainEngine.standard();
}

export function fromCompiled(bytes: Uint8Array): Engine {
  ready();
  return MainEngine.fromCompiled(bytes);
}

/** An interview under the policy of an engine. */
export function talk(engine: Engine, halves: Halves): Talk {
  return new MainTalk(engine as MainEngine, ...halves);
}

/** Rows to be decided under the policy of an engine. */
export function rows(engine: Engine): Rows {
  return new MainRows(engine as MainEngine);
}

/** The error for a crosswalk that there is not, in its wire form. */
export function noScheme(scheme: string, allowed: string[]): string {
  ready();
  return mainNoScheme(scheme, allowed);
}

/** The error for a code that a crosswalk does not have, in its wire form. */
export function noCode(scheme: string, code: string, allowed: string[]): string {
  ready();
  return mainNoCode(scheme, code, allowed);
}
