// Every flow of the demonstration, in both languages, by keyboard and by mouse, without a network once it is loaded.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import Papa from "papaparse";
import { decide } from "govseg";
import { suggest } from "govseg/text";
import { serve } from "../scripts/serve.mjs";
import { accessible, launch, open, test } from "./chromium.mjs";

const PICTURES = fileURLToPath(new URL("screenshots/", import.meta.url));
const PAGES = ["index", "table", "policy", "received"];
mkdirSync(PICTURES, { recursive: true });

let browser;
let server;
before(async () => {
  [browser, server] = [await launch(), await serve(fileURLToPath(new URL("../demo", import.meta.url)))];
});
after(async () => {
  await browser?.close();
  server?.close();
});

/** A page of the demonstration, ready to be used. */
async function demo(name, options) {
  const opened = await open(browser, `${server.url}/${name}.html`, { viewport: { width: 1280, height: 900 }, ...options });
  const ready = { index: "govseg-interview textarea", policy: ".group" }[name] ?? "h1";
  await opened.page.locator(ready).first().waitFor();
  return { ...opened, picture: (title) => opened.page.screenshot({ path: `${PICTURES}${title}.png`, fullPage: true }) };
}

async function offline(page) {
  await page.waitForLoadState("networkidle");
  await page.context().setOffline(true);
}

for (const lang of ["en", "es"]) {
  test(`every page in ${lang}: nothing for axe-core, nothing cut off at 400 %, no error`, async () => {
    for (const name of PAGES) {
      const { page, picture, quiet } = await demo(name);
      await page.goto(`${page.url()}?lang=${lang}`);
      await page.locator("footer p").waitFor();
      assert.equal(await page.locator("html").getAttribute("lang"), lang);
      assert.equal(await page.locator("[data-say]:visible").evaluateAll((said) => said.filter((one) => one.textContent === "").length), 0);
      if (name === "policy") {
        await page.locator(".group").first().waitFor();
      }
      await accessible(page, `${name} in ${lang}`);
      await picture(`${name}-${lang}`);
      await page.setViewportSize({ width: 320, height: 640 });
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), `${name} scrolls sideways`);
      await picture(`${name}-${lang}-narrow`);
      quiet();
      await page.close();
    }
  });
}

test("the intake form by mouse; what is sent is what was decided", async () => {
  const { page, picture, quiet } = await demo("index");
  await offline(page);
  await page.getByLabel("Your name").fill("Ada");
  await page.getByLabel("How do you reach us?").selectOption("phone");
  await page.getByLabel("Who are you?").selectOption("business");
  await page.getByLabel("Describe the contact in your own words").fill("Apply for a permit to sell food at the visitor center");
  await page.getByRole("button", { name: "Suggest answers" }).click();
  await page.getByRole("heading", { name: "What your words suggest" }).waitFor();
  await accessible(page, "what is suggested within the form");
  await picture("intake-suggested");
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByText("Known already").waitFor();
  await page.getByText("From your description").waitFor();
  await picture("intake-question");
  await page.locator("#send").click();
  assert.equal(await page.locator("h1").textContent(), "Contact the office", "it is not sent before the last answer");
  while ((await page.locator("govseg-interview legend").count()) > 0) {
    await page.locator("govseg-interview input[type=radio]").first().check();
    await page.getByRole("button", { name: "Next" }).click();
  }
  await accessible(page, "a result within the form");
  await picture("intake-result");
  const result = await page.locator("govseg-interview [part=result]").textContent();
  await page.context().setOffline(false);
  await page.locator("#send").click();
  await page.getByText("Thank you, we have it").waitFor();
  const sent = new URL(page.url()).searchParams;
  const facts = JSON.parse(sent.get("contact.facts"));
  assert.deepEqual([facts.customer, facts.channel], ["business", "phone"]);
  assert.equal(sent.get("contact.decision"), decide(facts).json);
  assert.equal(result, `This contact is ${sent.get("contact.segment")}.`);
  assert.equal(await page.locator("#summary").textContent(), `Ada: this contact is ${sent.get("contact.segment")}.`);
  await accessible(page, "received");
  await picture("received");
  quiet();
  await page.close();
});

test("the intake form in Spanish by keyboard alone", async () => {
  const { page, picture, quiet } = await demo("index");
  const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
  await page.locator("#language").focus();
  await press("Enter");
  await page.getByLabel("Describa el contacto con sus propias palabras").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "language", "the focus stays");
  await page.locator("#who").focus();
  await press("Tab", "Tab", "Tab", "Enter");
  await page.getByText("¿El cliente actúa").waitFor();
  await press("Tab", "Space", "Enter");
  for (let asked = 1; asked < 9 && (await page.locator("govseg-interview legend").count()) > 0; asked += 1) {
    await press("Tab", "Space", "Enter");
  }
  assert.match(await page.locator("govseg-interview [part=result]").textContent(), /^Este contacto es/);
  await picture("intake-result-es");
  await page.locator("#send").focus();
  await press("Enter");
  await page.getByText("Gracias, ya lo tenemos").waitFor();
  quiet();
  await page.close();
});

const download = async (page, id) => {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator(id).click()]);
  return { name: file.suggestedFilename(), rows: Papa.parse(readFileSync(await file.path(), "utf8"), { header: true, skipEmptyLines: true }).data };
};

/** The decision that a row of a table should have. */
function decided(row) {
  const known = Object.keys(decide({}).contact.policy.facts).filter((fact) => row[fact] !== undefined && row[fact] !== "");
  return decide(Object.fromEntries(known.map((fact) => [fact, row[fact].split("|")])));
}

function agrees(row) {
  const { segment, status, possible, rule, because } = decided(row);
  assert.deepEqual(
    { segment: row.segment, status: row.status, possible: row.possible, rule: row.rule, because: JSON.parse(row.because) },
    { segment: segment ?? "", status, possible: possible.join("|"), rule: rule ?? "", because },
  );
}

test("a table by mouse, without a network: chart, both downloads, Spanish", async () => {
  const { page, picture, quiet } = await demo("table");
  await offline(page);
  await page.locator("#example").click();
  await page.locator("#rows tbody tr").first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.id), "result-title");
  await accessible(page, "a table's result");
  await picture("table-result");
  const { name, rows } = await download(page, "#download");
  assert.equal(name, "services-segmented.csv");
  assert.equal(rows.length, 20);
  rows.forEach(agrees);
  const shown = await page.locator(".chart tbody tr").evaluateAll((lines) => lines.map((line) => Number(line.cells[1].textContent)));
  assert.equal(shown.reduce((sum, count) => sum + count), 21);
  assert.deepEqual((await download(page, "#rejects")).rows, [
    { row: "21", reason: "`goverment_agency` is not a customer type; did you mean `government_agency`?" },
  ]);
  await page.locator("#language").click();
  await page.getByText("Todavía abierto").first().waitFor();
  await accessible(page, "a table's result in Spanish");
  quiet();
  await page.close();
});

test("a table by keyboard; files that cannot be taken", async () => {
  const { page, quiet } = await demo("table");
  await page.locator("#example").focus();
  await page.keyboard.press("Enter");
  await page.locator("#rows tbody tr").first().waitFor();
  await page.locator("#download").focus();
  const [file] = await Promise.all([page.waitForEvent("download"), page.keyboard.press("Enter")]);
  assert.equal(file.suggestedFilename(), "services-segmented.csv");
  const give = (text) => page.locator("#file").setInputFiles({ name: "given.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await give("a;b\n1;2\n");
  await page.getByText("No column of this file is named like a fact").waitFor();
  await accessible(page, "a table without facts");
  await give("");
  await page.getByText("No column of this file is named like a fact").waitFor();
  await give("customer,segment\ncitizen,x\n");
  await page.getByText("The file has a column `segment` already").waitFor();
  await give('\ufeffcustomer;custmer;note\n"citizen";x;"a; ""b""\nc"\n\n');
  await page.getByText("did you mean `customer`?").waitFor();
  await page.locator("#result").waitFor();
  const { rows } = await download(page, "#download");
  assert.deepEqual(rows.map(({ customer, custmer, note, status }) => [customer, custmer, note, status]), [["citizen", "x", 'a; "b"\nc', "open"]]);
  quiet();
  await page.close();
});

test("a table of words: suggestions, offered first and never called decisions, without a network", async () => {
  const { page, picture, quiet } = await demo("table");
  await offline(page);
  await page.locator("#example-words").click();
  await page.getByText("nothing can be decided").waitFor();
  assert.ok(await page.locator("#result").isHidden());
  await accessible(page, "suggestions are offered");
  await picture("words-offer");
  await page.locator("#suggest").focus();
  await page.keyboard.press("Enter");
  await page.locator("#rows tbody tr").first().waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "What the words suggest");
  await accessible(page, "suggestions");
  await picture("words-result");
  const { name, rows } = await download(page, "#download");
  assert.equal(name, "descriptions-suggested.csv");
  assert.ok(rows.length > 10);
  for (const row of rows) {
    assert.deepEqual(Object.keys(row), ["service", "description", "suggested_segment", "probability"]);
    const { suggested_segment: segment, probability } = suggest(`${row.service}. ${row.description}`);
    assert.deepEqual([row.suggested_segment, row.probability], [segment ?? "", String(probability ?? "")]);
  }
  assert.equal(rows.find(({ service }) => service === "Licencia de pesca").suggested_segment, "");
  const shown = await page.locator(".chart tbody tr").evaluateAll((lines) => lines.map((line) => Number(line.cells[1].textContent)));
  assert.equal(shown.reduce((sum, count) => sum + count), rows.length);
  await page.locator("#language").click();
  await page.getByText("Esto son sugerencias").waitFor();
  await accessible(page, "suggestions in Spanish");
  await page.setViewportSize({ width: 320, height: 640 });
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= 320), "scrolls sideways");
  await picture("words-result-es-narrow");
  await page.locator("#example").click();
  await page.getByText("Descargar la tabla con los segmentos").waitFor();
  quiet();
  await page.close();
});

test("100,000 rows, while the page goes on", async () => {
  const values = { customer: ["citizen", "business|citizen", ""], content: ["information_only", "service", ""], obligation: ["voluntary", "mandatory", ""], charge: ["none", "fee", "price"] };
  const names = Object.keys(values);
  const line = (row) => [row, ...names.map((name, place) => values[name][Math.floor(row / 3 ** place) % 3])].join();
  const text = [["id", ...names].join(), ...Array.from({ length: 100_000 }, (_, row) => line(row))].join("\n");
  const { page, picture, quiet } = await demo("table");
  await page.evaluate(() => {
    window.seen = [];
    window.turns = 0;
    new MutationObserver(() => window.seen.push(document.querySelector("#bar").value)).observe(document.querySelector("#progress"), { childList: true });
    setInterval(() => (window.turns += 1), 10);
  });
  await page.locator("#file").setInputFiles({ name: "many.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.locator("#rows tbody tr").first().waitFor({ timeout: 120_000 });
  const { seen, turns } = await page.evaluate(() => ({ seen: window.seen, turns: window.turns }));
  assert.ok(seen.filter((part) => part > 0 && part < 1).length >= 3, `progress was shown: ${seen}`);
  assert.ok(turns >= 3, "the page had its turns");
  await picture("table-many");
  const { rows } = await download(page, "#download");
  assert.equal(rows.length, 100_000);
  rows.forEach(({ id }, at) => assert.equal(Number(id), at));
  rows.filter((_, at) => at % 997 === 0).forEach(agrees);
  quiet();
  await page.close();
});

const BROKEN = 'id = "a"\nversion = "1"\nextends = "gsa-2008"\n\n[[rule]]\nid = "other.x"\nsegmnt = "other"\n';

test("the policy editor by mouse: errors with their places, a check and a difference while one types, without a network", async () => {
  const { page, picture, quiet } = await demo("policy");
  await offline(page);
  const state = page.locator("#state");
  await page.getByText(/informational → dutiful/i).waitFor();
  await picture("policy");
  await page.locator("#text").fill(BROKEN);
  await page.getByText("did you mean `segment`?").waitFor();
  assert.match(await page.locator("#lines b").first().textContent(), /^[57]$/);
  await accessible(page, "a policy with errors");
  await picture("policy-errors");
  await page.getByRole("button", { name: "line 7, column 1" }).click();
  assert.equal(await page.locator("#text").evaluate(({ value, selectionStart }) => value.slice(selectionStart, selectionStart + 6)), "segmnt");
  await page.locator("#text").fill(BROKEN.replace("segmnt", "segment"));
  await page.getByText(/informational → of another kind/i).waitFor();
  assert.match(await state.textContent(), /^The policy can be used/);
  await page.locator("#language").click();
  await page.getByText(/informativo → de otro tipo|informativ.* → /i).first().waitFor();
  await accessible(page, "the editor in Spanish");
  await page.locator("#again").click();
  await page.getByText(/La política se puede usar/).waitFor();
  quiet();
  await page.close();
});

test("the policy editor by keyboard alone: in and out of the text, to an error's place, and back to the example", async () => {
  const { page, quiet } = await demo("policy");
  const { keyboard } = page;
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  /** Goes on from control to control until one is reached. */
  const reach = async (wanted, key = "Tab") => {
    for (let step = 0; step < 30; step += 1) {
      await keyboard.press(key);
      if ((await focused()).includes(wanted)) {
        return;
      }
    }
    assert.fail(`${wanted} is not reached by ${key}`);
  };
  await reach("text");
  await keyboard.press("Control+A");
  await keyboard.insertText(BROKEN);
  await page.getByText("did you mean `segment`?").waitFor();
  await reach("line 7, column 1");
  await keyboard.press("Enter");
  assert.equal(await focused(), "text", "the place of the error is gone to");
  await keyboard.press("ArrowLeft");
  await keyboard.press("Shift+End");
  await keyboard.type('segment = "other"');
  await page.getByText(/informational → of another kind/i).waitFor();
  await reach("again");
  await keyboard.press("Enter");
  await page.getByText(/informational → dutiful/i).waitFor();
  await reach("language", "Shift+Tab");
  await keyboard.press("Enter");
  await page.getByText(/La política se puede usar/).waitFor();
  assert.equal(await focused(), "language", "the focus stays");
  quiet();
  await page.close();
});

test("no page asks anything of anybody else", () => {
  const own = /^\/(((index|table|policy|received)\.html)?|demo\.css|icon\.svg|services\.csv|descriptions\.csv|example\.toml|built\/[\w-]+\.js)$/;
  assert.deepEqual(server.asked.filter((path) => !own.test(path)), []);
});
