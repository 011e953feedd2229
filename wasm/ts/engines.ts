import { mended } from "./error.js";
import { start, type Binary } from "./module.js";
import type { Policy } from "./policy.js";

/** What a module makes engines of. */
interface Maker<E> {
  standard(): E;
  fromCompiled(bytes: Uint8Array): E;
}

/** The engine of each policy in a module that is started when the first is needed. */
export function engines<E>(binary: Binary, init: Parameters<typeof start>[1], maker: Maker<E>): (policy: Policy<never>) => E {
  const known = new WeakMap<object, E>();
  let started = false;
  return (policy) => {
    if (!started) {
      start(binary, init);
      started = true;
    }
    let engine = known.get(policy);
    if (engine === undefined) {
      const { bytes } = policy;
      engine = bytes === undefined ? maker.standard() : mended(() => maker.fromCompiled(bytes));
      known.set(policy, engine);
    }
    return engine;
  };
}
