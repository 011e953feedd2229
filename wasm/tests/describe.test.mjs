// The description in `<govseg-interview describe>`: it suggests, the person corrects.
import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { decide } from "govseg";
import { suggest } from "govseg/text";
import { accessible, launch, open, test } from "./chromium.mjs";
import { serve } from "../scripts/serve.mjs";

const PICTURES = fileURLToPath(new URL("screenshots/", import.meta.url));
mkdirSync(PICTURES, { recursive: true });

let browser;
let server;
before(async () => {
  [browser, server] = [await launch(), await serve(fileURLToPath(new URL("..", import.meta.url)))];
});
after(async () => {
  await browser?.close();
  server?.close();
});

const TEXT = "I want to renew my passport before a trip to Mexico";
const LABEL = "Describe the contact in your own words";
/** What the words suggest that a person is shown: facts with one value. */
const suggested = Object.fromEntries(Object.entries(suggest(TEXT).facts).filter(([, value]) => typeof value === "string"));

/** The page with a form that asks for a description. */
const form = async (options) => {
  const opened = await open(browser, `${server.url}/tests/pages/form.html?describe`, options);
  const { page } = opened;
  await page.getByLabel(LABEL).waitFor();
  const picture = (title) => page.screenshot({ path: `${PICTURES}describe-${title}.png`, fullPage: true });
  return { ...opened, picture, element: page.locator("govseg-interview"), button: (name) => page.getByRole("button", { name, exact: true }) };
};
const focused = (page) => page.evaluate(() => document.activeElement?.shadowRoot?.activeElement?.id || document.activeElement?.shadowRoot?.activeElement?.textContent);
const facts = (element) => element.evaluate((interview) => interview.decision.facts);
const described = async ({ page, button }) => {
  await page.getByLabel(LABEL).fill(TEXT);
  await button("Suggest answers").click();
  await page.getByRole("heading", { name: "What your words suggest" }).waitFor();
};

test("it is off unless it is asked for, and loads nothing then", async () => {
  const { page, quiet } = await open(browser, `${server.url}/tests/pages/form.html`);
  await page.locator("govseg-interview legend").waitFor();
  assert.equal(await page.locator("govseg-interview textarea").count(), 0);
  await page.waitForLoadState("networkidle");
  assert.ok(!server.asked.includes("/dist/text.js"));
  quiet();
  await page.close();
});

test("by keyboard alone: describe, correct, go on; then correct it once more", async () => {
  const { page, element, picture, quiet } = await form();
  const status = page.getByRole("status");
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await accessible(page, "a description");
  await picture("en");
  await page.locator("#who").focus();
  await press("Tab");
  assert.equal(await focused(page), "description");
  await press("Tab", "Enter");
  assert.equal(await page.getByRole("alert").textContent(), "Write a few words, or skip this.");
  assert.equal(await focused(page), "description");
  await accessible(page, "nothing written");
  await picture("empty-en");
  await page.keyboard.type(TEXT);
  await press("Tab", "Enter");
  await page.getByRole("heading", { name: "What your words suggest" }).waitFor();
  assert.equal(await focused(page), "What your words suggest");
  assert.equal(await status.textContent(), "What your words suggest");
  await accessible(page, "suggested");
  await picture("suggested-en");
  const shown = await page.locator("govseg-interview select").evaluateAll((selects) => selects.map(({ id, value }) => [id.slice("fact-".length), value]));
  assert.deepEqual(Object.fromEntries(shown), suggested);
  assert.ok(shown.length >= 4);
  assert.deepEqual(await facts(element), {}, "nothing counts before the person let it stand");
  assert.equal(await element.evaluate((interview) => interview.checkValidity()), false);
  // One suggestion is put right, one is left open.
  await press("Tab");
  assert.equal(await focused(page), `fact-${shown[0][0]}`);
  await page.locator("govseg-interview #fact-content").focus();
  await page.keyboard.type("Information");
  await page.locator("govseg-interview #fact-duty").focus();
  await press("End");
  await page.getByRole("button", { name: "Next" }).focus();
  await press("Enter");
  await page.getByText("From your description").waitFor();
  const { duty, ...others } = suggested;
  assert.equal(duty, "none");
  assert.deepEqual(await facts(element), { ...others, content: "information_only" });
  assert.match(await status.textContent(), /^About/);
  await accessible(page, "described");
  await picture("described-en");
  await page.getByRole("button", { name: "Change what your description suggests" }).focus();
  await press("Enter");
  assert.equal(await focused(page), "What your words suggest");
  assert.equal(await status.textContent(), "What your words suggest");
  assert.equal(await page.locator("govseg-interview #fact-content").inputValue(), "information_only", "the correction is still there");
  await page.getByRole("button", { name: "Back" }).focus();
  await press("Enter");
  assert.equal(await focused(page), "description");
  assert.equal(await status.textContent(), LABEL);
  assert.equal(await page.getByLabel(LABEL).inputValue(), TEXT, "the words are still there");
  quiet();
  await page.close();
});

test("answers go on from what was left standing, and are kept when it is corrected", async () => {
  const opened = await form();
  const { page, element, button, quiet } = opened;
  await described(opened);
  await button("Next").click();
  while ((await page.locator("govseg-interview legend").count()) > 0) {
    await page.locator("govseg-interview input[type=radio]").first().check();
    await button("Next").click();
  }
  const answers = await element.evaluate((interview) => interview.answers);
  assert.ok(answers.length > 0 && answers.every(({ fact }) => suggested[fact] === undefined), "what was suggested is not asked again");
  assert.deepEqual(await facts(element), { ...suggested, ...Object.fromEntries(answers.map(({ fact, values }) => [fact, values[0]])) });
  const decided = await page.evaluate(() => window.decided);
  assert.deepEqual(decided, [decide(await facts(element)).json]);
  await accessible(page, "a result after a description");
  await button("Change what your description suggests").click();
  await button("Next").click();
  assert.deepEqual(await element.evaluate((interview) => interview.answers), answers);
  await button("Change what your description suggests").click();
  await page.locator("govseg-interview #fact-capacity").selectOption("official");
  await button("Next").click();
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is intergovernmental.");
  await button("Start over").click();
  assert.equal(await page.getByLabel(LABEL).inputValue(), "");
  assert.equal(await focused(page), "description");
  quiet();
  await page.close();
});

test("skipped, taken up again; in another language; with nothing to suggest; reset", async () => {
  const { page, element, button, picture, quiet } = await form();
  await page.getByLabel(LABEL).fill("Demande de permis de pêche dans les eaux du parc");
  await button("Suggest answers").click();
  await page.locator("[part=body] p", { hasText: "Only English is understood here" }).waitFor();
  await accessible(page, "another language");
  await picture("language-en");
  await button("Back").click();
  await button("Skip this").click();
  await page.locator("govseg-interview legend").waitFor();
  assert.deepEqual(await facts(element), {});
  await accessible(page, "skipped");
  await picture("skipped-en");
  await button("Back").click();
  await button("Skip this").click();
  await button(LABEL).click();
  assert.match(await page.getByLabel(LABEL).inputValue(), /^Demande/);
  await element.evaluate((interview) => {
    interview.facts = { customer: "government_agency", capacity: "private" };
  });
  await page.getByLabel(LABEL).fill(TEXT);
  await button("Suggest answers").click();
  await page.locator("[part=body] p", { hasText: "Your words suggest no answers" }).waitFor();
  await button("Next").click();
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "These answers cannot all be true together.");
  await page.locator("#reset").click();
  await page.getByLabel(LABEL).waitFor();
  assert.equal(await page.getByLabel(LABEL).inputValue(), "");
  quiet();
  await page.close();
});

test("what is known besides comes first, and a clash with it is shown", async () => {
  const opened = await form();
  const { page, element, button, quiet } = opened;
  await page.locator("#who").selectOption("government_agency");
  await page.getByLabel(LABEL).waitFor();
  await described(opened);
  assert.equal(await page.locator("govseg-interview #fact-customer").count(), 0);
  assert.notEqual(await page.locator("govseg-interview #fact-capacity").inputValue().catch(() => "official"), "private", "what clashes is not suggested");
  await page.locator("#who").selectOption("");
  await button("Back").click();
  await described(opened);
  await button("Next").click();
  await page.locator("#who").selectOption("government_agency");
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "These answers cannot all be true together.");
  await button("Change what your description suggests").click();
  await page.locator("govseg-interview #fact-capacity").selectOption("");
  await button("Next").click();
  assert.notEqual((await element.evaluate((interview) => interview.decision.status)), "contradiction");
  quiet();
  await page.close();
});

test("what reads the words cannot be loaded: the person gets on without", async () => {
  const { page, element, button, picture, errors } = await form();
  await page.route("**/dist/text.js", (route) => route.abort());
  await page.getByLabel(LABEL).fill(TEXT);
  await button("Suggest answers").click();
  await page.getByText("No answers can be suggested just now").waitFor();
  assert.equal(await focused(page), "description");
  assert.equal(await page.getByLabel(LABEL).inputValue(), TEXT);
  assert.equal(await page.getByLabel(LABEL).getAttribute("aria-invalid"), null, "the words are not at fault");
  await accessible(page, "not loaded");
  await picture("failed-en");
  await button("Skip this").click();
  await page.locator("govseg-interview legend").waitFor();
  assert.deepEqual(await facts(element), {});
  assert.deepEqual(errors.filter((error) => !/Failed to load resource/.test(error)), []);
  await page.close();
});

test("what comes late is not shown to somebody who went on", async () => {
  const { page, button, quiet } = await form();
  let arrive;
  const late = new Promise((resolve) => (arrive = resolve));
  await page.route("**/dist/text.js", async (route) => {
    await late;
    await route.continue();
  });
  await page.getByLabel(LABEL).fill(TEXT);
  await button("Suggest answers").click();
  await button("One moment …").waitFor();
  await accessible(page, "loading");
  await button("Skip this").click();
  await page.locator("govseg-interview legend").waitFor();
  const loaded = page.waitForResponse("**/dist/text.js");
  arrive();
  await (await loaded).finished();
  await page.evaluate(() => import("/dist/text.js").then(() => {}));
  assert.equal(await page.locator("govseg-interview select").count(), 0);
  assert.equal(await page.locator("govseg-interview legend").count(), 1);
  quiet();
  await page.close();
});

test("in Spanish, disabled, narrow, and without a network once it is loaded", async () => {
  const { page, element, button, picture, quiet } = await form({ viewport: { width: 320, height: 640 } });
  const fits = async () => assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), "scrolls sideways");
  await page.getByLabel(LABEL).fill(TEXT);
  await element.evaluate((interview) => interview.setAttribute("lang", "es"));
  await page.evaluate(() => (document.documentElement.lang = "es"));
  const field = page.getByLabel("Describa el contacto con sus propias palabras");
  await field.waitFor();
  assert.equal(await field.inputValue(), TEXT, "what was written stays");
  await fits();
  await accessible(page, "a description in Spanish");
  await picture("es-narrow");
  await button("Sugerir respuestas").click();
  await page.getByRole("heading", { name: "Lo que sugieren sus palabras" }).waitFor();
  await fits();
  await picture("suggested-es-narrow");
  await page.context().setOffline(true);
  await button("Atrás").click();
  await field.fill("Grants to states for highway planning");
  await button("Sugerir respuestas").click();
  await page.getByRole("heading", { name: "Lo que sugieren sus palabras" }).waitFor();
  await accessible(page, "suggested in Spanish");
  await element.evaluate((interview) => interview.toggleAttribute("disabled", true));
  assert.ok(await page.locator("govseg-interview select").first().isDisabled());
  await accessible(page, "disabled");
  await element.evaluate((interview) => interview.toggleAttribute("disabled", false));
  await button("Siguiente").click();
  await page.getByText("De su descripción").waitFor();
  await fits();
  await accessible(page, "described in Spanish");
  await picture("described-es-narrow");
  assert.ok(server.asked.every((path) => path.startsWith("/dist/") || path.startsWith("/tests/pages/")), server.asked.join(" "));
  quiet();
  await page.close();
});

test("a browser gives back the words, what was suggested, and the answers", async () => {
  const opened = await form();
  const { page, element, button, quiet } = opened;
  await page.getByLabel(LABEL).fill("Half a sen");
  const away = async () => {
    await page.evaluate(() => (window.same = true));
    await page.goto(`${server.url}/tests/pages/sent.html`);
    await page.goBack();
    await page.locator("govseg-interview :is(legend, textarea, [part=result])").first().waitFor();
    assert.equal(await page.evaluate(() => window.same), undefined, "the page is loaded anew");
  };
  await page.locator("#who").focus();
  await away();
  assert.equal(await page.getByLabel(LABEL).inputValue(), "Half a sen");
  await described(opened);
  await button("Next").click();
  await page.locator("govseg-interview input[type=radio]").first().check();
  await button("Next").click();
  const before = await element.evaluate(({ answers, decision }) => [answers, decision.json]);
  assert.equal(before[0].length, 1);
  await away();
  assert.deepEqual(await element.evaluate(({ answers, decision }) => [answers, decision.json]), before);
  await button("Change what your description suggests").click();
  await button("Back").click();
  assert.equal(await page.getByLabel(LABEL).inputValue(), TEXT);
  quiet();
  await page.close();
});
