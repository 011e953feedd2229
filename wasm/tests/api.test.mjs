import assert from "node:assert/strict";
import { test } from "node:test";
import { Decision, FACTS, GovsegError, Interview, Policy, catalog, classify, classifyColumns, crosswalk, decide, measuresFor } from "govseg";
import * as data from "govseg/catalog";
import * as knowledge from "govseg/policy";
import { load } from "govseg/slim";
import * as words from "govseg/words";

const agency = `
id = "agency"
version = "1"
extends = "gsa-2008"

[[fact]]
id = "program"
values = ["grants", "permits"]

[[rule]]
id = "beneficial.permit"
segment = "beneficial"
when = { program = "permits" }
`;

test("a decision says why and what would change it", () => {
  const decision = decide({ customer: "citizen", obligation: "mandatory" });
  assert.equal(decision.status, "decided");
  assert.equal(decision.segment, "dutiful");
  assert.deepEqual(decision.because, { customer: "citizen", obligation: "mandatory" });
  assert.deepEqual(decision.facts, { customer: "citizen", obligation: "mandatory" });
  assert.deepEqual(decision.cites, ["gsa-2008#dutiful"]);
  assert.equal(decision.policy.id, "gsa-2008");
  assert.equal(decision.policy.digest, Policy.default().digest);
  assert.ok(decision.whatIf().some(({ segment, replace }) => segment === "beneficial" && "obligation" in replace));
});

test("all ways to say nothing are one", () => {
  const nothing = decide({}).json;
  assert.equal(decide({ customer: null, duty: undefined }).json, nothing);
  assert.equal(decide({ content: ["information_only", "service"] }).json, nothing);
  assert.equal(decide({ determination: true }).json, decide({ determination: "yes" }).json);
  assert.deepEqual(decide({ channel: ["phone", "fax"] }).facts, { channel: ["fax", "phone"].sort((a, b) => order(a) - order(b)) });
});

const order = (channel) => Policy.default().facts.channel.indexOf(channel);

test("errors are Errors with fields", () => {
  assert.throws(
    () => decide({ customer: "militry" }),
    (error) =>
      error instanceof GovsegError &&
      error instanceof Error &&
      error.name === "GovsegError" &&
      error.kind === "unknown_value" &&
      error.fact === "customer" &&
      error.value === "militry" &&
      error.suggestion === "military" &&
      error.index === null &&
      error.message === "`militry` is not a customer type; did you mean `military`?",
  );
  for (const nothing of [undefined, null, "customer", 3, [], new Map([["customer", "citizen"]]), () => {}, 5n, Symbol("x")]) {
    assert.throws(() => decide(nothing), (error) => error instanceof GovsegError && error.kind === "wrong_type" && error.fact === "facts", String(nothing));
  }
  for (const value of [3, 5n, {}, new Date(), [["citizen"]], true, () => {}, Symbol("x")]) {
    assert.throws(() => decide({ customer: value }), (error) => error.kind === "wrong_type" && error.fact === "customer");
  }
});

test("classify gives an error for the item that is wrong, and decides the others", () => {
  const [good, bad, open] = classify([{ capacity: "official" }, { capacity: "offical" }, {}]);
  assert.ok(good instanceof Decision && good.segment === "intergovernmental");
  assert.ok(bad instanceof GovsegError && bad.index === 1 && bad.suggestion === "official");
  assert.ok(open instanceof Decision && open.status === "open");
  assert.equal(classify(new Set([{}])).length, 1);
});

test("columns: unknown is 0, and wrong ones are refused", () => {
  const { segment, possible, rule } = classifyColumns({ capacity: Uint8Array.of(2, 1, 0), charge: Uint8Array.of(0, 4, 0) });
  assert.deepEqual([...segment], [5, 3, 0]);
  assert.equal(possible[2], 0b111111);
  assert.deepEqual([...rule], [1, 2, 0]);
  assert.throws(() => classifyColumns({ capacity: Uint8Array.of(3) }), (error) => error.kind === "unknown_value" && error.index === 0);
  for (const [fact, values] of Object.entries(FACTS)) {
    assert.throws(() => classifyColumns({ [fact]: Uint8Array.of(0, values.length + 1) }), (error) => error.fact === fact && error.index === 1);
    assert.doesNotThrow(() => classifyColumns({ [fact]: Uint8Array.of(0, values.length) }));
  }
  assert.throws(() => classifyColumns({ capacity: new Uint8Array(2), charge: new Uint8Array(3) }), { kind: "wrong_length" });
  assert.throws(() => classifyColumns({ capacty: new Uint8Array(2) }), { kind: "unknown_fact" });
  assert.equal(classifyColumns({}).segment.length, 0);
  const many = classifyColumns({ capacity: new Uint8Array(10_000).fill(2) });
  assert.ok(many.segment.every((place) => place === 5));
});

test("an agency's policy: read, compiled, loaded, in columns and slim", async () => {
  const policy = await Policy.read(agency, { name: "agency.toml" });
  assert.equal(policy.decide({ program: "permits", capacity: "private", duty: "none", obligation: "voluntary", charge: "none" }).segment, "beneficial");
  assert.deepEqual(policy.facts.program, ["grants", "permits"]);
  assert.equal(policy.decide({ program: "permits" }).rule, "beneficial.permit");
  assert.throws(() => decide({ program: "permits" }), { kind: "unknown_fact" });
  const bytes = knowledge.compile(policy);
  const loaded = Policy.fromCompiled(bytes);
  assert.equal(loaded.decide({ program: "permits" }).json, policy.decide({ program: "permits" }).json);
  const columns = { program: Uint8Array.of(2, 1, 0), capacity: Uint8Array.of(0, 2, 2) };
  assert.deepEqual(loaded.classifyColumns(columns), policy.classifyColumns(columns));
  assert.deepEqual([...loaded.classifyColumns(columns).segment], [2, 5, 0]);
  const lean = knowledge.compileLean(policy);
  assert.equal(load(lean).decide({ program: "permits" }).rule, "beneficial.permit");
  assert.throws(() => load(lean).decide({ program: "permit" }), { kind: "bad_facts" });
  for (const load_ of [load, Policy.fromCompiled]) {
    assert.throws(() => load_(bytes.slice(0, 50)), { kind: "not_compiled" });
    assert.throws(() => load_(new Uint8Array()), { kind: "not_compiled" });
  }
  await assert.rejects(Policy.read("id = 3"), (error) => error.problems.length === 2 && error.problems[0].line === 1);
});

test("an interview goes on, back and elsewhere", () => {
  const interview = new Interview({ customer: "citizen" });
  assert.equal(interview.question.fact, "duty");
  interview.answer("none").notSure();
  assert.deepEqual(interview.answers.map(({ values }) => values), [["none"], null]);
  interview.back();
  assert.equal(interview.answers.length, 1);
  assert.deepEqual(interview.change("duty", ["audit", "penalty"]), []);
  assert.equal(interview.question, null);
  assert.equal(interview.decision.segment, "dutiful");
  assert.throws(() => interview.change("charge", "fee"), { kind: "unknown_fact" });
  assert.throws(() => new Interview().answer("nobody"), { kind: "unknown_value" });
  assert.throws(() => new Interview().answer([]), { kind: "unknown_value" });
  assert.equal(Policy.default().interview({ capacity: "official" }).question, null);
});

test("measures that fit a contact", async () => {
  const fitting = await measuresFor("informational", { channel: "phone" });
  assert.deepEqual(fitting.segments, ["informational"]);
  assert.equal(fitting.measures.length, 8);
  const [first] = fitting.measures;
  assert.deepEqual([first.id, first.role, first.status.segments], ["answer_accuracy", "lead", "by-instance"]);
  assert.ok(first.name.es !== first.name.en && first.why.en !== "" && first.inputs.length > 0);
  assert.ok(fitting.measures.every(({ channels }) => channels.length === 0 || channels.includes("phone")));
  const decision = decide({ capacity: "private", duty: "audit" });
  const two = await measuresFor(decision, { channel: "website", most: 2 });
  assert.deepEqual(two.measures.map(({ id }) => id), ["filing_error_rate", "procedural_fairness"]);
  assert.deepEqual(await measuresFor({ ...decision.facts, channel: "website" }, { most: 2 }), two);
  await assert.rejects(measuresFor("informationl"), { kind: "unknown_segment", suggestion: "informational" });
  await assert.rejects(measuresFor("other", { channel: "fone" }), { kind: "unknown_value", suggestion: "phone" });
});

test("an agency chooses how its contacts are measured", async () => {
  const policy = await Policy.read(`id = "agency"
version = "1"
extends = "gsa-2008"

[[measured_as]]
when = { duty = "audit" }
segment = "informational"
by = "Audit Office"
why = "audits here are advice"
`);
  const fitting = await measuresFor(policy.decide({ capacity: "private", duty: "audit" }));
  assert.deepEqual([fitting.segments, fitting.measured], [["dutiful"], ["informational"]]);
  assert.deepEqual([fitting.choice.by, fitting.choice.on], ["Audit Office", null]);
});

test("knowledge: crosswalks, catalogue, check, diff, sentences", async () => {
  assert.equal((await crosswalk("gc-service-type-2024", "GNC")).label, "Grants and Contributions");
  assert.ok(decide((await crosswalk("gc-service-type-2024", "GNC")).facts).possible.includes("beneficial"));
  await assert.rejects(crosswalk("gc-service-type-2024", "GNX"), { kind: "unknown_code", suggestion: "GNC" });
  await assert.rejects(crosswalk("gc-service-typ-2024"), { kind: "unknown_scheme" });
  assert.ok(data.schemes().has("pra-obligation"));
  const all = await catalog();
  assert.deepEqual(all.facts.map(({ id }) => id), Object.keys(Policy.default().facts));
  const policy = knowledge.read(agency, { name: "agency.toml" });
  assert.equal(knowledge.check(policy).findings.some(({ severity }) => severity === "error"), false);
  assert.notEqual(knowledge.diff(Policy.default(), policy).changed, "0");
  assert.equal(knowledge.diff(policy, Policy.fromCompiled(knowledge.compile(policy))).changed, "0");
  assert.match(words.describe(policy, "es"), /agency/);
  const decision = decide({ capacity: "official" });
  assert.match(await decision.explain(), /^This contact is intergovernmental/);
  assert.match(words.explain(decision, "es"), /^Este contacto es de tipo intergubernamental/);
});
