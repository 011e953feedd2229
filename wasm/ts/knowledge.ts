/** `govseg/policy`: policies as files, and what is proved of them. `Policy.read` loads it. */

import binary from "./generated/policy/binary.js";
import * as raw from "./generated/policy/engine.js";
import { Decision } from "./decision.js";
import { engines } from "./engines.js";
import { mended } from "./error.js";
import { starter, type Halves } from "./module.js";
import { Policy, type ReadOptions } from "./policy.js";
import type { Check, Diff } from "./knowledge-types.js";

export type { Area, Check, Diff, Finding, Group } from "./knowledge-types.js";

const ready = starter(binary, raw.initSync);
const known = new WeakMap<object, raw.Engine>();
const engineOf = engines(ready, raw.Engine, known);

/** Reads a policy file in TOML or JSON. Throws a `GovsegError` with all its problems, each with line and column. */
export function read(text: string, { name = "policy", files = {} }: ReadOptions = {}): Policy {
  ready();
  const engine = mended(() => raw.Engine.read(name, text, JSON.stringify(files)));
  const policy = Policy.fromCompiled(engine.toCompiled());
  known.set(policy, engine);
  return policy;
}

/** Decides a contact given as JSON text, which may be wrong in more ways than an object. */
export function decideJson(json: string, policy: Policy<never> = Policy.default() as Policy<never>): Decision {
  const engine = engineOf(policy);
  return new Decision(policy, mended(() => engine.parse(json)) as unknown as Halves);
}

/** The policy in compiled form, for `Policy.fromCompiled` of the same version. */
export function compile(policy: Policy<never>): Uint8Array {
  return engineOf(policy).toCompiled();
}

/** What of the policy is needed to decide, for `govseg/slim` of the same version. */
export function compileLean(policy: Policy<never>): Uint8Array {
  return engineOf(policy).toLean();
}

/** The resolved policy as canonical JSON. It is itself a policy file. */
export function canonical(policy: Policy<never>): string {
  return engineOf(policy).canonical();
}

/** What can be proved of a policy over the whole space of contacts. */
export function check(policy: Policy<never>): Check {
  return JSON.parse(mended(() => engineOf(policy).check())) as Check;
}

/** Exactly which contacts another policy treats differently. */
export function diff(from: Policy<never>, to: Policy<never>): Diff {
  return JSON.parse(mended(() => engineOf(from).diff(engineOf(to)))) as Diff;
}
