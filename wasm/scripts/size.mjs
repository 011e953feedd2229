// The sizes of the entries, gzipped, with all that they import at once; fails past a budget.
// `npm run compare` prints the sizes of other engines for the browser.
import { readFileSync, statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

const root = fileURLToPath(new URL("..", import.meta.url));
const KB = 1000;

const entries = [
  { name: "govseg", file: "dist/index.js", budget: 60 * KB, glue: 12 * KB },
  { name: "govseg/policy, beyond govseg", file: "dist/knowledge.js", beyond: "dist/index.js", budget: 150 * KB },
  { name: "govseg/words, beyond govseg", file: "dist/sentences.js", beyond: "dist/index.js" },
  { name: "govseg/measures, beyond govseg", file: "dist/measures.js", beyond: "dist/index.js" },
  { name: "govseg/text, with govseg", file: "dist/text.js", budget: 500 * KB },
  { name: "govseg/tiers, beyond govseg", file: "dist/tiers.js", beyond: "dist/index.js", budget: 210 * KB },
  { name: "govseg/catalog, beyond govseg", file: "dist/data.js", beyond: "dist/index.js" },
  { name: "govseg/slim", file: "dist/slim.js", budget: 15 * KB },
  { name: "govseg/element, beyond govseg", file: "dist/element.js", beyond: "dist/index.js" },
  { name: "govseg/texts/en", file: "dist/texts/en.js" },
  { name: "govseg/texts/es", file: "dist/texts/es.js" },
];

/** A module and what it imports at once. */
function reached(file, seen = new Set()) {
  if (!seen.has(file)) {
    seen.add(file);
    const source = readFileSync(file, "utf8");
    for (const [, path] of source.matchAll(/(?:from|import)\s*"(\.[^"]+\.js)"/g)) {
      reached(resolve(dirname(file), path), seen);
    }
  }
  return seen;
}

const zipped = (text) => gzipSync(text, { level: 9 }).length;
/** The code without the WebAssembly in it. */
const glueOf = (source) => source.replace(/text:(["'`])[^"'`]{5000,}\1/g, 'text:""');

let failed = false;
console.log(`${"entry".padEnd(34)}${"gzipped".padStart(10)}${"of it glue".padStart(12)}${"budget".padStart(10)}`);
for (const { name, file, beyond, budget, glue } of entries) {
  const without = beyond === undefined ? new Set() : reached(resolve(root, beyond));
  const sources = [...reached(resolve(root, file))].filter((path) => !without.has(path)).map((path) => readFileSync(path, "utf8"));
  const size = sources.reduce((sum, source) => sum + zipped(source), 0);
  const glued = sources.reduce((sum, source) => sum + zipped(glueOf(source)), 0);
  const over = size > (budget ?? Infinity) || glued > (glue ?? Infinity);
  failed ||= over;
  console.log(
    `${name.padEnd(34)}${String(size).padStart(10)}${String(glued).padStart(12)}${String(budget ?? "").padStart(10)}${over ? "  OVER BUDGET" : ""}`,
  );
}
for (const module of ["main", "policy", "words", "measures", "text", "tiers", "slim"]) {
  const path = resolve(root, "ts/generated", module, "engine_bg.wasm");
  console.log(`${`  ${module}.wasm by itself`.padEnd(34)}${String(zipped(readFileSync(path))).padStart(10)}   (${statSync(path).size} bytes)`);
}
process.exitCode = failed ? 1 : 0;
