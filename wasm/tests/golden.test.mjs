// Every full assignment of the facts that the default policy looks at.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { FACTS, Policy, SEGMENTS, classifyColumns, decide } from "govseg";
import { compileLean } from "govseg/policy";
import { load } from "govseg/slim";
import { root } from "./cases.mjs";

const [header, ...rows] = gunzipSync(readFileSync(new URL("golden/gsa-2008.csv.gz", root)))
  .toString()
  .trim()
  .split("\n")
  .map((line) => line.split(","));
const facts = header.slice(0, -2);

test("the golden table, object by object and in the slim module", () => {
  assert.equal(rows.length, 18_816);
  const slim = load(compileLean(Policy.default()));
  for (const row of rows) {
    const [segment, rule] = row.slice(-2);
    const contact = Object.fromEntries(facts.map((fact, place) => [fact, row[place]]));
    const expected = segment === "contradiction" ? { status: segment, segment: null, rule: null } : { status: "decided", segment, rule: rule || null };
    for (const found of [decide(contact), slim.decide(contact)]) {
      assert.deepEqual({ status: found.status, segment: found.segment, rule: found.rule }, expected, row.join());
    }
  }
});

test("the golden table in columns", () => {
  const columns = Object.fromEntries(
    facts.map((fact, place) => [fact, Uint8Array.from(rows, (row) => 1 + FACTS[fact].indexOf(row[place]))]),
  );
  const found = classifyColumns(columns);
  const { rules } = Policy.default();
  rows.forEach((row, at) => {
    const [segment, rule] = row.slice(-2);
    assert.equal(found.segment[at] === 0 ? "contradiction" : SEGMENTS[found.segment[at] - 1], segment, row.join());
    assert.equal(found.rule[at] === 0 ? "" : rules[found.rule[at] - 1], rule, row.join());
    assert.equal(found.possible[at], segment === "contradiction" ? 0 : 1 << SEGMENTS.indexOf(segment), row.join());
  });
});
