import { GovsegError } from "./error.js";

/** What every module can do with a policy. The four numbers are the halves of a contact's two words. */
export interface Deciding {
  fact(place: number): string | undefined;
  value(fact: number, place: number): string | undefined;
  rule(place: number): string | undefined;
  decide(factsLow: number, factsHigh: number, ownLow: number, ownHigh: number): number;
}

/** A policy in a module that decides, with its reasons. */
export interface Engine extends Deciding {
  id(): string;
  version(): string;
  digest(): string;
  title(): string | undefined;
  contact(walk: string[]): Uint32Array;
  facts(factsLow: number, factsHigh: number, ownLow: number, ownHigh: number): string;
  decision(factsLow: number, factsHigh: number, ownLow: number, ownHigh: number): string;
  likely(factsLow: number, factsHigh: number, ownLow: number, ownHigh: number): number;
  whatIf(factsLow: number, factsHigh: number, ownLow: number, ownHigh: number): string;
}

/** Rows in WebAssembly, made known column after column. */
export interface Rows {
  begin(count: number): void;
  narrow(fact: number, codes: Uint8Array): number;
  decide(segment: Uint8Array, possible: Uint8Array, rule: Uint16Array): void;
  free(): void;
}

/** An interview in WebAssembly. */
export interface Talk {
  fact(): string | undefined;
  choices(): string[];
  expected(): string[];
  answered(place: number): string[];
  contact(): Uint32Array;
  answer(values: string[]): void;
  back(): void;
  change(fact: string, values: string[]): string[];
}

/** The lower and the upper half of the word of the built-in facts, then of the policy's own. */
export type Halves = readonly [number, number, number, number];

/** A module as text, and the letter of each byte. The frequent ones are ASCII, so that it takes little more room than the bytes. */
export interface Binary {
  readonly text: string;
  readonly alphabet: string;
}

type Init = (module: { module: BufferSource }) => unknown;

/** What starts a module when it is first needed, and then no more. */
export function starter(binary: Binary, init: Init): () => void {
  let started = false;
  return () => {
    if (!started) {
      start(binary, init);
      started = true;
    }
  };
}

/** Compiles a module from the text in which it is shipped: no second file to find, in whichever way this one was loaded. */
function start({ text, alphabet }: Binary, init: Init): void {
  if (typeof WebAssembly === "undefined") {
    throw new GovsegError({ kind: "no_webassembly", message: "govseg needs WebAssembly, which is missing or switched off here" });
  }
  const byteOf = new Uint8Array(0x200);
  for (let byte = 0; byte < 256; byte += 1) {
    byteOf[alphabet.charCodeAt(byte)] = byte;
  }
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at += 1) {
    bytes[at] = byteOf[text.charCodeAt(at)] as number;
  }
  try {
    init({ module: bytes });
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new GovsegError({
      kind: "no_webassembly",
      message: `govseg cannot start its WebAssembly (${why}); a content security policy needs 'wasm-unsafe-eval' in script-src`,
    });
  }
}
