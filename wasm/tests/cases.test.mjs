// The shared case files: the same bytes that every other face gives.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GovsegError, Interview, measuresFor, Policy } from "govseg";
import { canonical, compile, compileLean, decideJson, read } from "govseg/policy";
import { load } from "govseg/slim";
import { files, policyFiles, policyOf } from "./cases.mjs";

test("decisions, by the main module and by the slim one", () => {
  let count = 0;
  for (const file of files("decisions")) {
    const slim = load(compileLean(policyOf(file.policy)));
    for (const { label, facts, decision, likely } of file.cases) {
      if (plain(facts)) {
        assert.deepEqual(slim.decide(facts), pick(JSON.parse(decision)), label);
      }
      const found = policyOf(file.policy).decide(facts);
      assert.equal(found.json, decision, label);
      assert.equal(JSON.stringify(found), decision, label);
      assert.equal(found.likely, likely, label);
      assert.deepEqual(pick(found), pick(JSON.parse(decision)), label);
      count += 1;
    }
  }
  assert.ok(count >= 150, `only ${count} cases`);
});

/** The slim module takes names alone: no yes and no as JSON has them. */
const plain = (facts) => Object.values(facts).every((given) => typeof given !== "boolean");

const pick = ({ status, segment, possible, rule }) => ({ status, segment, possible, rule });

// Objects cannot have a key twice, and are not JSON that could be broken: those two kinds are for text alone.
test("facts that are none", () => {
  for (const file of files("fact_errors")) {
    for (const { label, facts_json, error } of file.cases) {
      assert.throws(() => decideJson(facts_json, policyOf(file.policy)), matching(error), label);
      if (error.kind !== "json_syntax" && error.kind !== "duplicate_fact") {
        assert.throws(() => policyOf(file.policy).decide(JSON.parse(facts_json)), matching(error), label);
      }
    }
  }
});

const matching = (expected) => (error) => {
  assert.ok(error instanceof GovsegError && error instanceof Error);
  for (const [key, value] of Object.entries(expected)) {
    assert.equal(error[key], value, `${key}: ${error.message}`);
  }
  assert.ok(error.message.length > 10);
  return true;
};

test("interviews", () => {
  for (const file of files("interviews")) {
    for (const { label, facts, steps, decision } of file.cases) {
      const interview = new Interview(facts, policyOf(file.policy));
      for (const { ask, expected, answer } of steps) {
        assert.equal(interview.question?.fact, ask, label);
        assert.deepEqual(interview.expectedExactly, expected, label);
        const [numerator, denominator] = expected.map(Number);
        assert.ok(Math.abs(interview.question.expected - numerator / denominator) < 1e-5, label);
        if (answer === null) {
          interview.notSure();
        } else {
          assert.ok(interview.question.choices.includes(answer), label);
          interview.answer(answer);
        }
      }
      assert.equal(interview.question, null, label);
      assert.equal(interview.decision.json, decision, label);
      assert.deepEqual(interview.answers.map(({ fact, values }) => [fact, values?.[0] ?? null]), steps.map(({ ask, answer }) => [ask, answer]), label);
      assert.equal(interview.back().question?.fact, steps.at(-1)?.ask ?? interview.question?.fact, label);
    }
  }
});

test("measures that fit", async () => {
  let count = 0;
  for (const file of files("fitting")) {
    for (const { label, segments, facts, most, fitting } of file.cases) {
      const policy = policyOf(file.policy);
      // Facts beside segments are the customer and the channel, which are options here; an own fact needs a decision.
      const { channel, customer, ...others } = facts;
      if (segments !== undefined && Object.keys(others).length > 0) {
        continue;
      }
      const what = segments ?? facts;
      const found = await measuresFor(what, { policy, most, ...(segments && channel && { channel }), ...(segments && customer && { customer }) });
      assert.deepEqual(found, JSON.parse(fitting), label);
      count += 1;
    }
  }
  assert.ok(count >= 15, `only ${count} cases`);
});

test("policies that are refused", () => {
  for (const file of files("policy_errors")) {
    for (const { label, format, text, errors } of file.cases) {
      assert.throws(
        () => read(text, { name: `policies/case.${format}`, files: policyFiles }),
        (error) => {
          const found = error.problems.map(({ line, column, kind }) => ({ line, column, kind }));
          const open = errors.some(({ line }) => line === null);
          const expected = errors.map(({ line, column, kind }) => ({ line, column, kind }));
          assert.deepEqual(open ? found.map(({ kind }) => kind) : found, open ? expected.map(({ kind }) => kind) : expected, label);
          return error instanceof GovsegError;
        },
        label,
      );
    }
  }
});

test("policies that are sound, and what they resolve to", () => {
  for (const file of [...files("valid_policies"), ...files("resolved")]) {
    for (const { label, format, text, policy: path, digest, resolved } of file.cases) {
      const policy = text === undefined ? policyOf(path) : read(text, { name: `policies/case.${format}`, files: policyFiles });
      assert.equal(policy.digest, digest, label);
      assert.equal(canonical(policy), resolved, label);
    }
  }
});
