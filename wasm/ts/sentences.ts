/** `govseg/words`: decisions and policies in sentences. `Decision.explain` loads it. */

import binary from "./generated/words/binary.js";
import { Engine, initSync } from "./generated/words/engine.js";
import type { Decision } from "./decision.js";
import { engines } from "./engines.js";
import { starter } from "./module.js";
import type { Policy } from "./policy.js";
import type { Language } from "./taxonomy.js";

const engineOf = engines(starter(binary, initSync), Engine);

/** A decision as a short paragraph: what it is, what decides it, what would change it, and its sources. */
export function explain(decision: Decision, language: Language = "en"): string {
  const { policy, halves } = decision.contact;
  return engineOf(policy).explain(...halves, language);
}

/** The policy as a document to read, in Markdown. */
export function describe(policy: Policy<never>, language: Language = "en"): string {
  return engineOf(policy).document(language);
}
