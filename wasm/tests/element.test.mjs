// `<govseg-interview>` in a real browser, under a strict security policy, by keyboard and by mouse.
import assert from "node:assert/strict";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { decide, measuresFor } from "govseg";
import { accessible, launch, open, test } from "./chromium.mjs";
import { POLICY, serve } from "../scripts/serve.mjs";

const ROOT = fileURLToPath(new URL("..", import.meta.url));
let browser;
let server;
before(async () => {
  [browser, server] = [await launch(), await serve(ROOT)];
});
after(async () => {
  await browser?.close();
  server?.close();
});

const form = async (options) => {
  const opened = await open(browser, `${server.url}/tests/pages/form.html`, options);
  await opened.page.locator("govseg-interview legend").waitFor();
  return opened;
};

const focused = (page) =>
  page.evaluate(() => {
    const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
    return inner?.textContent?.trim() ?? "";
  });
const next = (page) => page.getByRole("button", { name: "Next" }).click();
const choose = async (page, name) => {
  await page.getByRole("radio", { name, exact: false }).first().check();
  await next(page);
};

test("a whole interview by mouse; the form gets what was decided", async () => {
  const { page, quiet } = await form();
  assert.equal(await page.locator("legend").textContent(), "Is the customer acting privately or officially?");
  await accessible(page, "first question");
  await next(page);
  assert.equal(await page.getByRole("alert").textContent(), "Choose an answer, or say that you are not sure.");
  await accessible(page, "nothing chosen");
  await page.locator("#send").click();
  assert.equal(await page.title(), "Intake", "a form with a required interview is not sent before its end");
  await page.getByRole("radio", { name: "Official" }).check();
  await next(page);
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is intergovernmental.");
  assert.equal(await focused(page), "This contact is intergovernmental.");
  await accessible(page, "result");
  assert.deepEqual(await page.evaluate(() => window.decided), [decide({ capacity: "official" }).json]);
  await page.locator("#send").click();
  await page.waitForURL(/sent/);
  const sent = new URL(page.url()).searchParams;
  assert.equal(sent.get("contact.segment"), "intergovernmental");
  assert.equal(sent.get("contact.status"), "decided");
  assert.equal(sent.get("contact.facts"), '{"capacity":"official"}');
  assert.equal(sent.get("contact.decision"), decide({ capacity: "official" }).json);
  quiet();
  await page.close();
});

test("by keyboard alone: answer, not sure, back, change", async () => {
  const { page, quiet } = await form();
  await page.locator("#who").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.ok(await page.getByRole("radio", { name: "Private" }).isChecked());
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), await page.locator("legend").textContent(), "the focus is on the next question");
  assert.match(await page.getByRole("status").textContent(), /^About \d+ questions? to go$/);
  const second = await page.locator("legend").textContent();
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowUp"); // the last radio button: not sure
  assert.ok(await page.getByRole("radio", { name: "I am not sure" }).isChecked());
  await page.keyboard.press("Enter");
  assert.notEqual(await page.locator("legend").textContent(), second);
  const back = page.getByRole("button", { name: "Back" });
  await back.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("legend").textContent(), second);
  await page.getByRole("button", { name: /^Change: Is the customer acting/ }).focus();
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "Is the customer acting privately or officially?");
  assert.ok(await page.getByRole("radio", { name: "Private" }).isChecked(), "the earlier answer is chosen");
  await accessible(page, "changing");
  await page.keyboard.press("Tab");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is intergovernmental.");
  quiet();
  await page.close();
});

test("an open end, and every answer changed afterwards", async () => {
  const { page, quiet } = await form();
  while ((await page.locator("legend").count()) > 0) {
    await choose(page, "I am not sure");
  }
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This cannot be decided with these answers.");
  await accessible(page, "open");
  await page.getByRole("button", { name: /^Change: Is the customer acting/ }).click();
  await choose(page, "Official");
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is intergovernmental.");
  await page.getByRole("button", { name: "Start over" }).click();
  assert.equal(await page.locator("legend").textContent(), "Is the customer acting privately or officially?");
  quiet();
  await page.close();
});

test("prefilled by a control, by attributes and by properties; a contradiction is shown", async () => {
  const { page, quiet } = await form();
  await page.locator("#who").selectOption("citizen");
  await page.getByText("Known already").waitFor();
  assert.notEqual(await page.locator("legend").textContent(), "Is the customer acting privately or officially?");
  await page.locator("#who").selectOption("government_agency");
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is intergovernmental.");
  await page.locator("govseg-interview").evaluate((element) => element.setAttribute("capacity", "private"));
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "These answers cannot all be true together.");
  await accessible(page, "contradiction");
  await page.locator("#who").selectOption("");
  await page.locator("govseg-interview").evaluate((element) => {
    element.removeAttribute("capacity");
    element.facts = { duty: "audit", capacity: "private" };
  });
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is dutiful.");
  await page.locator("govseg-interview").evaluate((element) => {
    element.facts = { duty: "audti" };
  });
  assert.match(await page.getByRole("alert").textContent(), /did you mean `audit`/);
  await accessible(page, "an error");
  quiet();
  await page.close();
});

test("in Spanish, and with an agency's policy and texts", async () => {
  const { page, quiet } = await form();
  await page.evaluate(() => (document.documentElement.lang = "es"));
  await page.locator("govseg-interview").evaluate((element) => element.setAttribute("lang", "es"));
  await page.getByText("¿El cliente actúa").waitFor();
  await accessible(page, "Spanish");
  await page.getByRole("radio", { name: "Oficial" }).check();
  await page.getByRole("button", { name: "Siguiente" }).click();
  assert.match(await page.locator("govseg-interview [part=result]").textContent(), /^Este contacto es de tipo intergubernamental\.$/);
  await page.evaluate(async () => {
    document.documentElement.lang = "en";
    const element = document.querySelector("govseg-interview");
    element.lang = "en";
    element.policy = await window.Policy.read(`
      id = "agency"
      version = "1"
      [[fact]]
      id = "program"
      values = ["grants", "permits"]
      [[rule]]
      id = "beneficial.grants"
      segment = "beneficial"
      when = { program = "grants" }`);
    element.texts = { facts: { program: { label: "the program", question: "Which program is it?", values: { grants: { label: "grants" } } } } };
  });
  await page.getByText("Which program is it?").waitFor();
  await choose(page, "Grants");
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is beneficial.");
  assert.match(await page.locator("[part=because]").textContent(), /The program is grants/);
  quiet();
  await page.close();
});

test("how it is measured, where the page asks for it", async () => {
  const { page, quiet } = await form();
  const measures = page.locator("govseg-interview [part=measures]");
  await page.getByRole("radio", { name: "Official" }).check();
  await next(page);
  assert.equal(await measures.count(), 0, "nobody asked");
  await page.locator("govseg-interview").evaluate((element) => element.setAttribute("measures", ""));
  await measures.locator("li").first().waitFor();
  const { measures: fitting, surveys } = await measuresFor(decide({ capacity: "official" }), { most: 3 });
  const names = async () => await measures.locator("strong").allTextContents();
  assert.deepEqual(await names(), [...fitting, ...surveys.slice(0, 1)].map(({ name }) => name.en));
  assert.equal(await measures.locator("h3").textContent(), "How it is measured whether this went well");
  await accessible(page, "measures");
  await page.locator("govseg-interview").evaluate((element) => element.setAttribute("lang", "es"));
  await measures.getByText(fitting[0].name.es, { exact: true }).waitFor();
  quiet();
  await page.close();
});

test("reset, disabled, validity and restored state", async () => {
  const { page, quiet } = await form();
  const element = page.locator("govseg-interview");
  assert.equal(await element.evaluate((interview) => interview.checkValidity()), false);
  assert.equal(await element.evaluate((interview) => interview.validationMessage), "Please answer the questions first.");
  await choose(page, "Private");
  await page.locator("#reset").click();
  await page.getByText("Question 1.").waitFor();
  await element.evaluate((interview) => interview.toggleAttribute("disabled", true));
  assert.ok(await page.getByRole("radio", { name: "Private" }).isDisabled());
  await accessible(page, "disabled");
  await element.evaluate((interview) => {
    interview.toggleAttribute("disabled", false);
    interview.formStateRestoreCallback('{"answers":[{"fact":"capacity","values":["official"]}]}', "restore");
  });
  assert.equal(await page.locator("govseg-interview [part=result]").textContent(), "This contact is intergovernmental.");
  assert.equal(await element.evaluate((interview) => interview.checkValidity()), true);
  quiet();
  await page.close();
});

test("nothing overflows at 400 %, and nothing moves where that is not wanted", async () => {
  // 1280 CSS pixels at 400 % are 320.
  const { page, quiet } = await form({ viewport: { width: 320, height: 256 }, reducedMotion: "reduce" });
  for (const answer of ["Private", "Nothing"]) {
    assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), "scrolls sideways");
    await choose(page, answer).catch(() => {});
  }
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320));
  assert.equal(await page.locator("button").last().evaluate((button) => getComputedStyle(button).transitionDuration), "0s");
  await accessible(page, "400 %");
  quiet();
  await page.close();
});

test("no network after it has loaded", async () => {
  const { page, quiet } = await form();
  await page.context().setOffline(true);
  await choose(page, "Private");
  await page.locator("legend").waitFor();
  assert.ok(server.asked.every((path) => path.startsWith("/dist/") || path.startsWith("/tests/pages/")), server.asked.join(" "));
  quiet();
  await page.close();
});

test("without WebAssembly it says so", async () => {
  const strict = await serve(ROOT, { policy: POLICY.replace(" 'wasm-unsafe-eval'", "") });
  const page = await browser.newPage();
  await page.goto(`${strict.url}/tests/pages/form.html`);
  assert.match(await page.getByRole("alert").textContent(), /needs WebAssembly/);
  await accessible(page, "without WebAssembly").catch((error) => assert.match(String(error), /unsafe-eval|EvalError/));
  await page.close();
  strict.close();
});
