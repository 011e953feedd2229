// Evidence from words: the shared cases, in Node and in a page under a strict security policy.
import assert from "node:assert/strict";
import { after, before, test as inNode } from "node:test";
import { fileURLToPath } from "node:url";
import { GovsegError, decide, suggest as lazily } from "govseg";
import { suggest, suggestJson, TextModel } from "govseg/text";
import { POLICY, serve } from "../scripts/serve.mjs";
import { files, policyOf, shippedModel } from "./cases.mjs";
import { launch, open, test } from "./chromium.mjs";

let browser;
let server;
before(async () => {
  [browser, server] = [await launch(), await serve(fileURLToPath(new URL("..", import.meta.url)), { policy: POLICY })];
});
after(async () => {
  await browser?.close();
  server?.close();
});

const all = () => files("suggestions").flatMap((file) => file.cases.map((one) => ({ ...one, policy: file.policy })));

inNode("the shared cases, byte for byte", () => {
  for (const { label, text, facts, policy, suggestion } of all()) {
    assert.equal(suggestJson(text, facts, { policy: policyOf(policy) }), suggestion, label);
  }
  assert.ok(all().length >= 15);
});

test("the same in Chromium", async () => {
  const { page, quiet } = await open(browser, `${server.url}/tests/pages/form.html`);
  const cases = all().filter(({ policy }) => policy === null);
  const found = await page.evaluate(async (given) => {
    const { suggestJson: said } = await import("/dist/text.js");
    return given.map(({ text, facts }) => said(text, facts));
  }, cases);
  assert.deepEqual(found, cases.map(({ suggestion }) => suggestion));
  quiet();
  await page.close();
});

inNode("a suggestion decides nothing, and can be given", async () => {
  const { suggested_segment: segment, probability, distribution, words, facts, nearest } = suggest("Apply for a passport to travel abroad");
  assert.equal(segment, "beneficial");
  assert.equal(distribution[segment], probability);
  assert.ok(words.some(({ word }) => word === "passport"));
  assert.equal(nearest.length, 3);
  assert.notEqual(decide(facts).status, "contradiction");
  assert.equal(suggest("Apply for a passport", { capacity: "official" }).suggested_segment, "intergovernmental");
  assert.throws(() => suggest("Apply for a passport", { capacity: "oficial" }), { kind: "unknown_value", suggestion: "official" });
  for (const coverage of [90, -0.1, Number.NaN]) {
    assert.throws(() => suggest("x", {}, { coverage }), { kind: "out_of_range" });
  }
  assert.deepEqual(await lazily("Apply for a passport", { capacity: "official" }), suggest("Apply for a passport", { capacity: "official" }));
});

inNode("a model of one's own, and one that is damaged", () => {
  const [text, bytes] = ["Grants for farmers", shippedModel()];
  const model = TextModel.fromBytes(bytes);
  assert.equal(model.version, TextModel.shipped().version);
  assert.equal(suggestJson(text, {}, { model }), suggestJson(text));
  assert.deepEqual(suggest(text, {}, { model, coverage: 1 }).facts, {}, "nothing is left out for certain");
  const changed = bytes.slice();
  changed[bytes.length >> 1] ^= 1;
  for (const [wrong, said] of [[bytes.slice(0, -1), /damaged/], [changed, /damaged/], [bytes.slice(1), /is no model/], [new Uint8Array(), /is no model/]]) {
    assert.throws(
      () => TextModel.fromBytes(wrong),
      (error) => error instanceof GovsegError && error.kind === "text_model" && said.test(error.message),
    );
  }
});
