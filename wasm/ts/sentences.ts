/** `govseg/words`: decisions and policies in sentences. `Decision.explain` loads it. */

import binary from "./generated/words/binary.js";
import { Engine, initSync } from "./generated/words/engine.js";
import type { Decision } from "./decision.js";
import { mended } from "./error.js";
import { start } from "./module.js";
import { Policy } from "./policy.js";
import type { Language } from "./taxonomy.js";

const engines = new WeakMap<object, Engine>();
let started = false;

/** The engine of a policy in this module. */
function engineOf(policy: Policy<never>): Engine {
  if (!started) {
    start(binary, initSync);
    started = true;
  }
  let engine = engines.get(policy);
  if (engine === undefined) {
    const { bytes } = policy;
    engine = bytes === undefined ? Engine.standard() : mended(() => Engine.fromCompiled(bytes));
    engines.set(policy, engine);
  }
  return engine;
}

/** A decision as a short paragraph: what it is, what decides it, what would change it, and its sources. */
export function explain(decision: Decision, language: Language = "en"): string {
  const { policy, halves } = decision.contact;
  return engineOf(policy).explain(...halves, language);
}

/** The policy as a document to read, in Markdown. */
export function describe(policy: Policy<never>, language: Language = "en"): string {
  return engineOf(policy).document(language);
}
