// The scripts of the demonstration with all that they need, into demo/built: one file a page and a worker, and what they share.
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

process.chdir(fileURLToPath(new URL("..", import.meta.url)));
rmSync("demo/built", { recursive: true, force: true });
await build({
  entryPoints: ["intake", "received", "table", "table-worker", "policy", "policy-worker"].map((name) => `demo/${name}.js`),
  outdir: "demo/built",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  // The package is marked as free of side effects, which the pages are not.
  ignoreAnnotations: true,
  logLevel: "warning",
});
