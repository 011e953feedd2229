import { mended } from "./error.js";
import type { Policy } from "./policy.js";

/** What a module makes engines of. */
interface Maker<E> {
  standard(): E;
  fromCompiled(bytes: Uint8Array): E;
}

/** The engine of each policy in a module, whichever it was made in. The module is started when the first is needed. */
export function engines<E>(ready: () => void, maker: Maker<E>, known = new WeakMap<object, E>()): (policy: Policy<never>) => E {
  return (policy) => {
    ready();
    let engine = known.get(policy);
    if (engine === undefined) {
      const { bytes } = policy;
      engine = bytes === undefined ? maker.standard() : mended(() => maker.fromCompiled(bytes));
      known.set(policy, engine);
    }
    return engine;
  };
}
