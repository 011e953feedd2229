// What is in the package, whether its map of exports is right, and whether bundlers find everything.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build as esbuild } from "esbuild";
import { publint } from "publint";
import { build as vite } from "vite";

const root = fileURLToPath(new URL("..", import.meta.url));
const work = mkdtempSync(join(tmpdir(), "govseg-package-"));
after(() => rmSync(work, { recursive: true }));

const program = `
import { Policy, catalog, decide, suggest } from "govseg";
const decision = decide({ capacity: "official" });
const agency = await Policy.read('id = "a"\\nversion = "1"\\nextends = "gsa-2008"');
const { suggested_segment } = await suggest("Apply for a passport to travel abroad");
globalThis.found = [decision.segment, agency.id, (await catalog()).segments.length, suggested_segment];
`;
const expected = ["intergovernmental", "a", 6, "beneficial"];

/** A project that has the package installed. */
function project(name) {
  const folder = join(work, name);
  mkdirSync(join(folder, "node_modules"), { recursive: true });
  symlinkSync(root, join(folder, "node_modules/govseg"), "dir");
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  writeFileSync(join(folder, "main.js"), program);
  return folder;
}

async function runs(file) {
  delete globalThis.found;
  await import(pathToFileURL(file).href);
  assert.deepEqual(globalThis.found, expected);
}

test("Node imports it as it is", () => runs(join(project("node"), "main.js")));

test("esbuild bundles it", async () => {
  const folder = project("esbuild");
  await esbuild({ entryPoints: [join(folder, "main.js")], bundle: true, format: "esm", target: "es2022", outfile: join(folder, "out.js"), logLevel: "error" });
  await runs(join(folder, "out.js"));
});

test("Vite bundles it", async () => {
  const folder = project("vite");
  await vite({
    root: folder,
    logLevel: "error",
    build: { outDir: "out", target: "es2022", modulePreload: false, lib: { entry: "main.js", formats: ["es"], fileName: "main" } },
  });
  await runs(join(folder, "out/main.js"));
});

test("an unused import costs nothing", async () => {
  const { outputFiles } = await esbuild({
    stdin: { contents: 'import { SEGMENTS } from "govseg"; console.log(SEGMENTS);', resolveDir: project("shaken") },
    bundle: true,
    format: "esm",
    write: false,
    minify: true,
  });
  assert.ok(outputFiles[0].text.length < 2_000, `${outputFiles[0].text.length} bytes`);
});

test("the map of exports is right", async () => {
  const { messages } = await publint({ pkgDir: root, strict: true });
  assert.deepEqual(messages, []);
});

test("the package holds what it should and nothing else", () => {
  const [{ files }] = JSON.parse(execFileSync("npm", ["pack", "--dry-run", "--json"], { cwd: root, encoding: "utf8" }));
  const names = files.map(({ path }) => path).filter((path) => !path.startsWith("dist/"));
  assert.deepEqual(names.sort(), ["LICENSE", "README.md", "package.json"]);
  const map = JSON.parse(readFileSync(join(root, "package.json"), "utf8")).exports;
  for (const file of Object.values(map).flatMap((entry) => (typeof entry === "string" ? [] : Object.values(entry)))) {
    assert.ok(files.some(({ path }) => `./${path}` === file), file);
  }
  for (const { path } of files) {
    assert.match(path, /^(LICENSE|README\.md|package\.json|dist\/.*\.(js|d\.ts))$/);
    assert.doesNotMatch(readFileSync(join(root, path), "utf8"), /\/root\/|\.cargo\/registry/, path);
  }
});
