// The React example of the README, as it stands there.
import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { serve } from "../scripts/serve.mjs";
import { launch, open, test } from "./chromium.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "govseg-react-"));
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true });
});

test("the React example: it asks, and calls back with the decision", async () => {
  const [, example] = readFileSync(join(root, "README.md"), "utf8").match(/^```jsx\n([^]*?)^```/m);
  mkdirSync(join(folder, "node_modules"));
  symlinkSync(root, join(folder, "node_modules/govseg"), "dir");
  writeFileSync(join(folder, "intake.jsx"), example);
  writeFileSync(
    join(folder, "main.jsx"),
    `import { createRoot } from "react-dom/client";
     import { Intake } from "./intake.jsx";
     window.decided = [];
     createRoot(document.querySelector("main")).render(<Intake onDecided={({ segment }) => window.decided.push(segment)} />);`,
  );
  writeFileSync(join(folder, "index.html"), '<!doctype html><html lang="en"><link rel="icon" href="data:,"><script type="module" src="out.js"></script><main></main></html>');
  await build({
    entryPoints: [join(folder, "main.jsx")],
    outfile: join(folder, "out.js"),
    bundle: true,
    format: "esm",
    jsx: "automatic",
    nodePaths: [join(root, "node_modules")],
    define: { "process.env.NODE_ENV": '"production"' },
    logLevel: "error",
  });
  const server = await serve(folder);
  const { page, quiet } = await open(browser, server.url);
  await page.getByText("A citizen").waitFor();
  while ((await page.locator("govseg-interview legend").count()) > 0) {
    await page.locator("govseg-interview input[type=radio]").first().check();
    await page.getByRole("button", { name: "Next" }).click();
  }
  assert.deepEqual(await page.evaluate(() => window.decided), [await page.locator("govseg-interview").evaluate(({ decision }) => decision.segment)]);
  quiet();
  await page.close();
  server.close();
});
