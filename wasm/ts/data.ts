/** `govseg/catalog`: the taxonomy and the crosswalks as data. `catalog` and `crosswalk` of `govseg` load it. */

import { GovsegError, mended } from "./error.js";
import text from "./generated/data.js";
import type { Catalog, Code, Crosswalk } from "./knowledge-types.js";
import { noCode, noScheme } from "./main.js";

export type { Catalog, Code, Crosswalk, Standing, Text } from "./knowledge-types.js";

let whole: Catalog | undefined;

/** The whole taxonomy as data: definitions, sources, labels in every language, policies, crosswalks. */
export function catalog(): Catalog {
  return (whole ??= JSON.parse(text) as Catalog);
}

/** The built-in crosswalks, by id, with their titles. */
export function schemes(): ReadonlyMap<string, string> {
  return new Map(catalog().crosswalks.map(({ id, title }) => [id, title]));
}

/** What another official scheme says about a contact: all its codes, or one of them. */
export function crosswalk(scheme: string): Crosswalk;
export function crosswalk(scheme: string, code: string): Code;
export function crosswalk(scheme: string, code?: string): Crosswalk | Code {
  const { crosswalks } = catalog();
  const found = crosswalks.find(({ id }) => id === scheme) ?? refuse(noScheme(scheme, crosswalks.map(({ id }) => id)));
  if (code === undefined) {
    return found;
  }
  return found.codes.find((entry) => entry.code === code) ?? refuse(noCode(scheme, code, found.codes.map((entry) => entry.code)));
}

function refuse(error: string): never {
  return mended(() => {
    throw error;
  });
}

export { GovsegError };
