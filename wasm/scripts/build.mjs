// Declarations by tsc, modules by esbuild: each entry small, what two entries share in a file of its own.
import { execFileSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
process.chdir(root);
rmSync("dist", { recursive: true, force: true });
execFileSync("node_modules/.bin/tsc", ["-p", "tsconfig.json"], { stdio: "inherit" });
await build({
  entryPoints: ["ts/index.ts", "ts/knowledge.ts", "ts/sentences.ts", "ts/data.ts", "ts/slim.ts", "ts/element.ts", "ts/texts/en.ts", "ts/texts/es.ts"],
  outbase: "ts",
  outdir: "dist",
  bundle: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});
