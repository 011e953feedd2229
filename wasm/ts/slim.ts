/** `govseg/slim`: decides under a policy that was compiled beforehand, and does nothing else. */

import binary from "./generated/slim/binary.js";
import { Engine, initSync } from "./generated/slim/engine.js";
import { ruleOf, segmentsIn, setOf, statusOf, type Status } from "./answer.js";
import { Vocabulary } from "./contact.js";
import { GovsegError } from "./error.js";
import { starter } from "./module.js";
import { SEGMENTS, type AgencyFacts, type Segment } from "./taxonomy.js";

export { GovsegError, SEGMENTS, type AgencyFacts, type Segment, type Status };

/** What is decided. */
export interface SlimDecision {
  readonly status: Status;
  readonly segment: Segment | null;
  readonly possible: readonly Segment[];
  readonly rule: string | null;
}

/** How many facts are built in. */
const BUILT_IN = 12;
const ready = starter(binary, initSync);

/** Loads a policy that `compileLean` of `govseg/policy` gave. */
export function load(bytes: Uint8Array): { decide(facts: AgencyFacts): SlimDecision } {
  ready();
  const engine = Engine.fromLean(bytes);
  if (engine === undefined) {
    throw new GovsegError({ kind: "not_compiled", message: "not a policy compiled by this version of govseg; compile it anew from its file" });
  }
  const vocabulary = new Vocabulary(engine, BUILT_IN);
  return {
    decide(facts) {
      const halves = vocabulary.halves(facts);
      if (halves === undefined) {
        throw new GovsegError({ kind: "bad_facts", message: "a fact or a value is unknown or empty; `decide` of `govseg` says which" });
      }
      const packed = engine.decide(...halves);
      const set = setOf(packed);
      const possible = segmentsIn(set);
      const status = statusOf(set);
      return { status, segment: status === "decided" ? (possible[0] ?? null) : null, possible, rule: engine.rule(ruleOf(packed)) ?? null };
    },
  };
}
