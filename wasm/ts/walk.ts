/**
 * What was met on a walk through something that was given as facts: what the engine reads where the quick way finds that
 * something is not as it should be. It says what is wrong, in the words of every language.
 */
export function walk(facts: unknown): string[] {
  if (typeof facts !== "object" || facts === null || Symbol.iterator in facts) {
    return [`${kind(facts)}, not an object of facts`];
  }
  const met: string[] = [];
  for (const [name, given] of Object.entries(facts)) {
    if (given !== undefined) {
      met.push(`f${name}`, ...things(given));
    }
  }
  return met;
}

function things(given: unknown): readonly string[] {
  if (Array.isArray(given)) {
    return ["[", ...given.flatMap((one) => things(one)), "]"];
  }
  switch (given) {
    case null:
    case undefined:
      return ["n"];
    case true:
      return ["t"];
    case false:
      return ["u"];
    default:
      return [typeof given === "string" ? `s${given}` : `o${kind(given)}`];
  }
}

function kind(given: unknown): string {
  if (given === null || given === undefined) {
    return String(given);
  }
  if (typeof given === "object") {
    return Symbol.iterator in given ? "a list" : "an object";
  }
  return `a ${typeof given}`;
}
