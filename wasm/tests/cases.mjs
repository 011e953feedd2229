// The shared case files, and the policies that they use.
import { readFileSync, readdirSync } from "node:fs";
import { Policy } from "govseg";
import { read } from "govseg/policy";

export const root = new URL("../../tests/", import.meta.url);

/** The files of one folder of cases. */
export function files(folder) {
  const names = readdirSync(new URL(`cases/${folder}/`, root)).filter((name) => name.endsWith(".json"));
  return names.map((name) => JSON.parse(readFileSync(new URL(`cases/${folder}/${name}`, root), "utf8")));
}

/** Every policy file, by its path within the folder of cases. */
export const policyFiles = Object.fromEntries(
  readdirSync(new URL("cases/policies/", root), { recursive: true })
    .filter((name) => /\.(toml|json)$/.test(name))
    .map((name) => [`policies/${name}`, readFileSync(new URL(`cases/policies/${name}`, root), "utf8")]),
);

const known = new Map();

/** The policy of a case file: null is the default one. */
export function policyOf(path) {
  if (path === null || path === undefined) {
    return Policy.default();
  }
  if (!known.has(path)) {
    known.set(path, read(policyFiles[path], { name: path, files: policyFiles }));
  }
  return known.get(path);
}

/** The bytes of the model that reads descriptions. */
export const shippedModel = () => new Uint8Array(readFileSync(new URL("../crates/govseg-text/data/model.bin", root)));
