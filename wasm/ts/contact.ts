import type { Deciding, Halves } from "./module.js";

/** Where one fact has its bits in one half of a word: most have all of them in one, some straddle two. */
interface Field {
  readonly name: string;
  readonly own: boolean;
  readonly adds: boolean;
  readonly values: readonly string[];
  /** By value: its bit in the lower half, and in the upper. */
  readonly bits: ReadonlyMap<unknown, readonly [number, number]>;
  readonly low: number;
  readonly high: number;
}

const BITS: readonly (readonly [number, number])[] = Array.from({ length: 64 }, (_, bit) =>
  bit < 32 ? [1 << bit, 0] : [0, 1 << (bit - 32)],
);

/** The names of a policy's facts and values, and their bits: the way from objects to what WebAssembly decides. */
export class Vocabulary {
  readonly fields: readonly Field[];
  readonly #byName: ReadonlyMap<string, Field>;
  /** Nothing is known: every bit but those of the channels, which are added where they were used. */
  readonly unknown: Halves;

  constructor(engine: Deciding, builtIn: number) {
    const fields: Field[] = [];
    const unknown: [number, number, number, number] = [0, 0, -1, -1];
    let shift = 0;
    for (let place = 0, name; (name = engine.fact(place)) !== undefined; place += 1) {
      if (place === builtIn) {
        shift = 0;
      }
      const own = place >= builtIn;
      const adds = name === "channel" && !own;
      const values: string[] = [];
      const bits = new Map<unknown, readonly [number, number]>();
      let [low, high] = [0, 0];
      for (let value; (value = engine.value(place, values.length)) !== undefined; shift += 1) {
        const bit = BITS[shift] as readonly [number, number];
        values.push(value);
        bits.set(value, bit);
        low |= bit[0];
        high |= bit[1];
      }
      if (!own && !adds) {
        unknown[0] |= low;
        unknown[1] |= high;
      }
      fields.push({ name, own, adds, values, bits, low, high });
    }
    this.fields = fields;
    this.#byName = new Map(fields.map((field) => [field.name, field]));
    this.unknown = unknown;
  }

  /** The contact of an object of facts, or nothing where something in it is not as it should be. */
  halves(facts: unknown): Halves | undefined {
    if (typeof facts !== "object" || facts === null || Symbol.iterator in facts || "toJSON" in facts) {
      return undefined;
    }
    let [low, high, ownLow, ownHigh] = this.unknown;
    for (const [name, given] of Object.entries(facts)) {
      if (given === undefined) {
        continue;
      }
      const field = this.#byName.get(name);
      if (field === undefined) {
        return undefined;
      }
      if (given === null) {
        continue;
      }
      let [setLow, setHigh] = [0, 0];
      for (const value of Array.isArray(given) ? given : [given]) {
        const bit = field.bits.get(value);
        if (bit === undefined) {
          return undefined;
        }
        setLow |= bit[0];
        setHigh |= bit[1];
      }
      if ((setLow | setHigh) === 0) {
        return undefined;
      }
      if (field.adds) {
        low |= setLow;
        high |= setHigh;
      } else if (field.own) {
        ownLow &= setLow | ~field.low;
        ownHigh &= setHigh | ~field.high;
      } else {
        low &= setLow | ~field.low;
        high &= setHigh | ~field.high;
      }
    }
    return [low, high, ownLow, ownHigh];
  }

  field(name: string): Field | undefined {
    return this.#byName.get(name);
  }
}
