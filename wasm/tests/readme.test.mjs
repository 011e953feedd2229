// The snippets of the README run, and print what it says they print.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync, rmSync } from "node:fs";
import { test } from "node:test";
import { inspect } from "node:util";

const readme = readFileSync(new URL("../README.md", import.meta.url), "utf8");
const snippets = [...readme.matchAll(/^```js\n([^]*?)^```/gm)].map(([, code]) => code);

for (const [place, code] of snippets.entries()) {
  test(`snippet ${place + 1}: ${code.split("\n").find((line) => !line.startsWith("import") && line !== "")}`, async (context) => {
    const printed = [];
    context.mock.method(console, "log", (...things) => printed.push(things.map((thing) => (typeof thing === "string" ? thing : inspect(thing, { breakLength: Infinity }))).join(" ")));
    const file = new URL(`.readme-${process.pid}-${place}.mjs`, import.meta.url);
    writeFileSync(file, code);
    try {
      await import(file.href);
    } finally {
      rmSync(file);
    }
    const expected = [...code.matchAll(/console\.log\(.*\); *\/\/ (.*)$/gm)].map(([, text]) => text);
    assert.ok(expected.length > 0, "a snippet says what it prints");
    assert.deepEqual(printed, expected);
  });
}
