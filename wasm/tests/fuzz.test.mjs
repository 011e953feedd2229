// The string API from JavaScript: whatever comes in, a decision comes out, or a GovsegError.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Decision, FACTS, GovsegError, Policy, decide } from "govseg";
import { compile, decideJson, read } from "govseg/policy";
import { suggest, TextModel } from "govseg/text";
import { policyFiles, policyOf, shippedModel } from "./cases.mjs";

const seed = Number(process.env.GOVSEG_SEED ?? 1);
let state = seed >>> 0;
/** Mulberry: small, and the same on every machine. */
function random(below) {
  state = (state + 0x6d2b79f5) >>> 0;
  let mixed = Math.imul(state ^ (state >>> 15), state | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
}
const pick = (list) => list[random(list.length)];

const letters = ["a", "Z", "_", "-", " ", "\0", "\n", "é", "ß", "\u2028", "😀", "`", '"', "\\", "{", "}", "|"];
const text = () => Array.from({ length: random(8) }, () => pick(letters)).join("");
const slip = (word) => word.slice(0, random(word.length + 1)) + pick(["", text()]) + word.slice(random(word.length + 1));

function value(names, depth = 0) {
  switch (random(depth === 0 ? 12 : 10)) {
    case 0:
      return null;
    case 1:
      return pick([true, false]);
    case 2:
      return pick([0, -1, 1.5, 1e300, {}, { a: 1 }]);
    case 3:
      return slip(pick(names));
    case 10:
    case 11:
      return Array.from({ length: random(4) }, () => value(names, depth + 1));
    default:
      return pick(names);
  }
}

function contact(facts) {
  const names = Object.keys(facts);
  return Object.fromEntries(
    Array.from({ length: random(6) }, () => {
      const name = pick(names);
      return [random(12) === 0 ? slip(name) : name, value(facts[name])];
    }),
  );
}

function outcome(run) {
  try {
    const decision = run();
    assert.ok(decision instanceof Decision);
    return decision.json;
  } catch (error) {
    if (!(error instanceof GovsegError)) {
      throw error;
    }
    const { kind, fact, value, suggestion, message } = error;
    return JSON.stringify({ kind, fact, value, suggestion, message });
  }
}

test(`objects and their JSON say the same (seed ${seed})`, () => {
  const agency = policyOf("policies/example-agency.toml");
  const policies = [Policy.default(), agency, Policy.fromCompiled(compile(agency))];
  let decided = 0;
  for (let round = 0; round < 300; round += 1) {
    const policy = pick(policies);
    const facts = contact(policy.facts);
    const found = outcome(() => policy.decide(facts));
    assert.equal(found, outcome(() => decideJson(JSON.stringify(facts), policy)), JSON.stringify(facts));
    decided += found.includes('"status"') ? 1 : 0;
  }
  assert.ok(decided > 50 && decided < 250, `${decided} decided`);
});

test(`any text is refused or read (seed ${seed})`, () => {
  for (let round = 0; round < 2_000; round += 1) {
    const json = JSON.stringify(contact(FACTS));
    outcome(() => decideJson(slip(json)));
    outcome(() => decideJson(text()));
    outcome(() => decide(text()));
    // Half a letter is a string in JavaScript, and none anywhere else.
    outcome(() => decide({ [text() + "\ud800"]: text() + "\ud800" }));
  }
});

test(`any policy text is refused or read (seed ${seed})`, () => {
  const texts = Object.entries(policyFiles);
  for (let round = 0; round < 300; round += 1) {
    const [name, whole] = pick(texts);
    const at = random(whole.length);
    const damaged = whole.slice(0, at) + pick(["", text(), "]]", "=", "\n"]) + whole.slice(at + random(5));
    try {
      read(damaged, { name, files: policyFiles });
    } catch (error) {
      assert.ok(error instanceof GovsegError && error.problems.length > 0, `${name} at ${at}: ${error}`);
    }
  }
});

test(`any bytes are refused or loaded (seed ${seed})`, () => {
  const bytes = compile(policyOf("policies/example-agency.toml"));
  for (let round = 0; round < 300; round += 1) {
    const damaged = bytes.slice(0, random(4) === 0 ? random(bytes.length) : bytes.length);
    damaged[random(damaged.length)] = random(256);
    try {
      outcome(() => Policy.fromCompiled(damaged).decide({ customer: "citizen" }));
    } catch (error) {
      assert.ok(error instanceof GovsegError, String(error));
    }
  }
});

test(`any words suggest, and decide nothing (seed ${seed})`, () => {
  const agency = policyOf("policies/example-agency.toml");
  const words = ["apply", "for", "a", "passport", "grants", "to", "states", "audit", "permis", "de", "pêche"];
  for (let round = 0; round < 500; round += 1) {
    const said = Array.from({ length: random(12) }, () => pick([pick(words), slip(pick(words)), text(), "\ud800"])).join(pick([" ", "", "\t"]));
    const policy = pick([Policy.default(), agency]);
    const known = contact(policy.facts);
    const given = outcome(() => policy.decide(known));
    if (!given.includes('"status"')) {
      assert.equal(outcome(() => suggest(said, known, { policy })), given, "facts are refused as ever");
      continue;
    }
    const { possible, distribution, facts, silence, suggested_segment: segment } = suggest(said, known, { policy, coverage: random(11) / 10 });
    assert.deepEqual(possible, JSON.parse(given).possible, said);
    assert.equal(silence === null, segment !== null, said);
    assert.ok(segment === null || (possible.includes(segment) && segment in distribution), said);
    assert.ok(silence === "clash" || policy.decide({ ...known, ...facts }).status !== "contradiction", said);
  }
});

test(`any bytes are refused as a model, or are one (seed ${seed})`, () => {
  const bytes = shippedModel();
  for (let round = 0; round < 100; round += 1) {
    const damaged = bytes.slice(0, random(4) === 0 ? random(bytes.length) : bytes.length);
    damaged[random(pick([50, damaged.length]))] ^= 1 + random(255);
    assert.throws(() => TextModel.fromBytes(damaged), (error) => error instanceof GovsegError && error.kind === "text_model");
  }
});
