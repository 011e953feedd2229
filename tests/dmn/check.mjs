// Evaluates a policy's DMN table with an engine that is not ours, for every row of a table of assignments, and compares
// segment and rule. The model is read by bpmn.io's reader of DMN 1.3; dmn-eval-js has a reader of its own for DMN 1.1
// only, but its decision tables take what the newer one reads.
//
//   node check.mjs TABLE.dmn EXPECTED.csv[.gz]
//
// Exit codes: 0 every row agrees; 1 some do not, and the first are shown; 2 wrong usage, or nothing to compare.

import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import engine from "@hbtgmbh/dmn-eval-js";
import { DmnModdle } from "dmn-moddle";

const SHOWN = 10;

function fail(message) {
  console.error(message);
  process.exit(2);
}

/** The rows of a CSV text, as objects under the names in its first line. */
function rows(text) {
  const cells = (line) =>
    [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain);
  const [head, ...lines] = text.trimEnd().split("\n").map(cells);
  return lines.map((line) => Object.fromEntries(head.map((name, index) => [name, line[index]])));
}

/** The one decision of a DMN model, and which input expression stands for which fact. */
async function load(path) {
  const { rootElement, warnings } = await new DmnModdle().fromXML(readFileSync(path, "utf8"));
  if (warnings.length > 0) {
    fail(`${path}: ${warnings.map(({ message }) => message).join("; ")}`);
  }
  const decisions = rootElement.drgElement.filter(({ $type }) => $type === "dmn:Decision");
  if (decisions.length !== 1) {
    fail(`${path}: ${decisions.length} decisions`);
  }
  const { id, decisionLogic } = decisions[0];
  const inputs = decisionLogic.input.map(({ label, inputExpression, inputValues }) => ({
    fact: label,
    name: inputExpression.text,
    values: inputValues.text,
  }));
  const decided = engine.decisionTable.parseDecisions([{ id, decisionTable: decisionLogic }]);
  return { inputs, decide: (context) => engine.decisionTable.evaluateDecision(id, decided, context) };
}

const [model, expected, ...more] = process.argv.slice(2);
if (!expected || more.length > 0) {
  fail("usage: node check.mjs TABLE.dmn EXPECTED.csv[.gz]");
}
const table = readFileSync(expected);
const assignments = rows((expected.endsWith(".gz") ? gunzipSync(table) : table).toString("utf8"));
if (assignments.length === 0) {
  fail(`${expected}: no rows`);
}
const { inputs, decide } = await load(model);

const facts = inputs.map(({ fact }) => fact);
const named = Object.keys(assignments[0]).filter((name) => name !== "segment" && name !== "rule");
if (facts.join() !== named.join()) {
  fail(`the model looks at ${facts.join(", ")}, the table at ${named.join(", ")}`);
}

let different = 0;
const segments = new Set();
for (const row of assignments) {
  const context = Object.fromEntries(inputs.map(({ fact, name }) => [name, row[fact]]));
  for (const { fact, values } of inputs) {
    if (!values.includes(JSON.stringify(row[fact]))) {
      fail(`the model does not list ${JSON.stringify(row[fact])} for ${fact}`);
    }
  }
  const answer = decide(context) ?? {};
  segments.add(answer.segment);
  if (answer.segment !== row.segment || answer.rule !== row.rule) {
    different += 1;
    if (different <= SHOWN) {
      console.error(`${JSON.stringify(context)}: ${answer.segment} ${answer.rule} instead of ${row.segment} ${row.rule}`);
    }
  }
}
if (different > 0) {
  console.error(`${different} of ${assignments.length} rows differ`);
  process.exit(1);
}
console.log(`${assignments.length} rows agree: ${[...segments].sort().join(", ")}`);
