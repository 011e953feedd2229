/** What is wrong with a policy file, and where. */
export interface Problem {
  readonly kind: string;
  readonly file: string;
  /** From 1; null where the problem has no place. */
  readonly line: number | null;
  /** In characters, from 1; null where the problem has no place. */
  readonly column: number | null;
  readonly message: string;
}

interface Wire {
  readonly kind: string;
  readonly fact?: string | null;
  readonly value?: string | null;
  readonly suggestion?: string | null;
  readonly message: string;
  readonly problems?: readonly Problem[];
}

/** Bad input: what is wrong, and how to mend it. */
export class GovsegError extends Error {
  override readonly name = "GovsegError";
  /** A stable word for the kind of error, such as `unknown_value`; the same in every language. */
  readonly kind: string;
  /** The fact concerned. */
  readonly fact: string | null;
  /** The value that was refused. */
  readonly value: string | null;
  /** The nearest word that would have been right. */
  readonly suggestion: string | null;
  /** All that is wrong with a policy file; empty for other errors. */
  readonly problems: readonly Problem[];
  /** The place of the item in a list of many, from 0; null where there is none. */
  readonly index: number | null;

  constructor(wire: Wire, index: number | null = null) {
    super(wire.message);
    this.kind = wire.kind;
    this.fact = wire.fact ?? null;
    this.value = wire.value ?? null;
    this.suggestion = wire.suggestion ?? null;
    this.problems = wire.problems ?? [];
    this.index = index;
  }

  /** The same error of the item at a place. */
  at(index: number): GovsegError {
    return new GovsegError(this, index);
  }
}

/** Runs what may throw an error in its wire form, and throws it as a {@link GovsegError}. */
export function mended<T>(run: () => T): T {
  try {
    return run();
  } catch (thrown) {
    throw typeof thrown === "string" ? new GovsegError(JSON.parse(thrown) as Wire) : thrown;
  }
}
