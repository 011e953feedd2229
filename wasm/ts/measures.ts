/** `govseg/measures`: which measures fit a contact. `measuresFor` of `govseg` loads it. */

import binary from "./generated/measures/binary.js";
import { Engine, initSync } from "./generated/measures/engine.js";
import { Decision } from "./decision.js";
import { engines } from "./engines.js";
import { mended } from "./error.js";
import type { Fitting, MeasuresOptions } from "./measures-types.js";
import { starter } from "./module.js";
import { Policy } from "./policy.js";
import type { Facts, Segment } from "./taxonomy.js";

const engineOf = engines(starter(binary, initSync), Engine);

export type * from "./measures-types.js";

/** So many measures make a list that can be kept in mind. */
const SHORT = 8;

/**
 * Which measures fit a contact, the best first: of a decision, of facts, or of segments that are taken for the possible
 * ones. Where the policy says how contacts are measured, the list follows it; the segment is never changed.
 */
export function measuresFor(what: Decision | Facts | Segment | readonly Segment[], options: MeasuresOptions = {}): Fitting {
  const segments = typeof what === "string" ? [what] : Array.isArray(what) ? (what as readonly Segment[]) : [];
  const known = what instanceof Decision ? what.facts : segments.length === 0 ? (what as Facts) : {};
  const policy = options.policy ?? (what instanceof Decision ? what.contact.policy : (Policy.default() as Policy<never>));
  const { channel, customer } = options;
  const halves = policy.halves({ ...known, ...(channel && { channel }), ...(customer && { customer }) });
  return JSON.parse(mended(() => engineOf(policy).measuresFor(...halves, [...segments], options.most ?? SHORT))) as Fitting;
}
