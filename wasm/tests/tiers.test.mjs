// The tier and the treatment of one customer: the shared case files, both renderings, and what is wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { GovsegError, Program, builtinPrograms } from "govseg/tiers";
import { files } from "./cases.mjs";

const STAGES = ["before", "during", "after"];

/** What the case files say of an account: the columns of its row. */
const row = (found) => ({
  ...found,
  because: found.because === null ? null : found.explanation,
  missing: found.missing?.tier ?? null,
  grants: found.grants.map(({ id }) => id),
  coverage: found.coverage.map(({ role }) => role),
  least_cost: found.least_cost?.tier ?? null,
  ...Object.fromEntries(STAGES.map((stage) => [stage, found.treatments[stage].map(({ id }) => id)])),
});

// Reasons stand in the rows as sentences; here they are told apart, and in the explanation.
test("every account of the shared cases, with the others as those that it may belong together with", () => {
  let count = 0;
  for (const { about, program: choice, accounts, on, expected } of files("tiers")) {
    const program = Program.read(choice);
    for (const [place, { account, because, missing, ...columns }] of expected.entries()) {
      const related = accounts.filter((_, other) => other !== place);
      const found = program.assign(accounts[place], { related, ...(on && { on }) });
      assert.equal(found.account, account, about);
      for (const [name, value] of Object.entries(columns)) {
        assert.deepEqual(row(found)[name], value, `${about}, ${account}, ${name}`);
        count += 1;
      }
      if (typeof because === "string") {
        assert.ok(found.explanation.includes(because), `${found.explanation} has no ${because}`);
      }
      if (typeof missing === "string") {
        const [tier, ways] = missing.split(": ");
        assert.equal(found.missing.tier, tier);
        assert.ok(found.explanation.includes(`it lacks ${ways}.`), found.explanation);
      }
      assert.equal(missing === null, missing !== undefined && found.missing === null);
    }
  }
  assert.ok(count > 50, `only ${count} values`);
});

test("a customer without an id, with numbers and truth values", () => {
  const airline = Program.read("airline");
  const found = airline.assign({ points: 80_000, asks_for_help: true, child_under_2: false, name: "Ada" });
  assert.equal(found.tier, "platinum");
  assert.deepEqual(found.treatments.before, [{ id: "preboard", title: "boards before the groups", ground: "legal_duty", from: "help-to-board" }]);
  assert.deepEqual(found.because.held, [{ measure: "points", amount: "80000", asked: "at least 75,000" }]);
  assert.deepEqual(found.missing.ways[0].lacks[0].more, "45000");
  assert.match(found.explanation, /^This customer is Platinum: points is 80,000 \(at least 75,000\)\./);
  assert.equal(airline.assign({ points: "39999.999999" }).tier, "member");
  assert.equal(airline.assign({ points: null }).open, "concierge-key");
  const held = { points: 50_000, held: "platinum", held_until: "2026-03-31" };
  assert.deepEqual(["2026-03-31", "2026-04-01"].map((on) => airline.assign(held, { on }).tier), ["platinum", "gold"]);
});

test("customers are not told what is internal", () => {
  const [airline, shared] = ["airline", "shared-services"].map((id) => Program.read(id));
  const invited = { points: 10, invited: "yes" };
  const [inside, outside] = ["internal", "customer"].map((view) => airline.assign(invited, { view }));
  assert.equal(inside.tier, "concierge-key");
  assert.ok(JSON.stringify(inside).includes("invited"));
  assert.equal(outside.tier, "concierge-key");
  assert.deepEqual(outside.because, { published: false });
  assert.doesNotMatch(JSON.stringify(outside), /invited/);
  const storms = shared.assign({ revenue: 30_000, mission: "other", employees: 6_000 }, { view: "customer" });
  assert.equal(storms.tier, "growth");
  assert.doesNotMatch(JSON.stringify(storms), /mission|2,500,000/);
  assert.deepEqual([storms.alone, storms.together, storms.open, storms.least_cost, storms.coverage[0].hours], [null, null, null, null, null]);
});

test("a programme in TOML or JSON", () => {
  assert.deepEqual(builtinPrograms(), ["airline", "shared-services"]);
  const tiers = [{ id: "base" }, { id: "top", when: { visits: { at_least: 3 } } }];
  const program = Program.read(JSON.stringify({ id: "p", version: "1", default: "base", measure: [{ id: "visits", kind: "count" }], tier: tiers }));
  assert.deepEqual([program.id, program.version, program.tiers, program.warnings], ["p", "1", ["base", "top"], []]);
  assert.equal(program.assign({ visits: 3 }).tier, "top");
  const [warning] = Program.read('id = "p"\nversion = "1"\ndefault = "base"\n[[tier]]\nid = "base"\n[[tier]]\nid = "top"').warnings;
  assert.deepEqual([warning.kind, warning.line], ["never_reached", 6]);
});

test("what is wrong, and how to mend it", () => {
  const airline = Program.read("airline");
  const wrong = (run, fields, message) =>
    assert.throws(run, (error) => {
      assert.ok(error instanceof GovsegError);
      for (const [key, value] of Object.entries(fields)) {
        assert.equal(error[key], value, error.message);
      }
      assert.match(error.message, message);
      return true;
    });
  wrong(() => Program.read("airlin"), { kind: "program" }, /did you mean `airline`\?/);
  wrong(() => Program.read(""), { kind: "program" }, /it may be `airline` or `shared-services`/);
  wrong(() => airline.assign({ poinst: 3 }), { kind: "unknown_column", suggestion: "points" }, /did you mean `points`\?/);
  wrong(() => airline.assign({ points: "many" }), { kind: "accounts" }, /^`points`: `many` is not an amount/);
  wrong(() => airline.assign({ points: 1e21 }), { kind: "accounts" }, /^`points`: /);
  wrong(() => airline.assign({ cabin: ["first"] }), { kind: "wrong_type" }, /`cabin` takes one text/);
  wrong(() => airline.assign({ cabin: "frist" }), { kind: "accounts" }, /^`cabin`: .*did you mean `first`\?/);
  wrong(() => airline.assign({}, { on: "tomorrow" }), { kind: "bad_choice" }, /write YYYY-MM-DD/);
  const shared = Program.read("shared-services");
  wrong(() => shared.assign({ account: "EZ1", parent: "CBP" }), { kind: "accounts" }, /`EZ1` belongs to `CBP`, which is no account/);
  wrong(() => shared.assign({}, { related: [{ account: "A", revenue: "x" }] }), { kind: "accounts" }, /`revenue` of the customer at 0 in `related`/);
  assert.throws(
    () => Program.read('id = "p"\nversion = "1"\n[[teir]]\nid = "a"'),
    ({ problems }) => problems.some(({ line, message }) => line === 3 && message.includes("did you mean `tier`?")),
  );
});
