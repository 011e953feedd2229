// A Chromium that is installed, and pages in it in which no error may be printed.
import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test as anyTest } from "node:test";
import { chromium } from "playwright-core";

const AXE = readFileSync(new URL("../node_modules/axe-core/axe.min.js", import.meta.url), "utf8");
const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
const skip = executablePath === undefined && "no Chromium was found: on Debian, as root, `apt install chromium`; or CHROMIUM=/path";

/** A test in Chromium; where there is none, it is skipped and says so. */
export const test = (name, run) => anyTest(name, { skip }, run);

export async function launch() {
  if (skip) {
    return undefined;
  }
  return chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
  });
}

/** A page that keeps what is printed as an error; `quiet` asserts that there was none. */
export async function open(browser, url, options = {}) {
  const page = await browser.newPage(options);
  const errors = [];
  page.on("console", (message) => message.type() === "error" && errors.push(message.text()));
  page.on("pageerror", (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, errors, quiet: () => assert.deepEqual(errors, []) };
}

/** No finding of axe-core. It is injected past the security policy of the page, which it is no part of. */
export async function accessible(page, state) {
  await page.evaluate(`if (!window.axe) { ${AXE} }`).catch(() => page.evaluate(AXE));
  const { violations } = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  assert.deepEqual(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`), [], state);
}
