// Declarations by tsc, modules by esbuild: each entry small, what two entries share in a file of its own.
import { execFileSync } from "node:child_process";
import { bundle } from "./bundle.mjs";

const entries = ["index", "knowledge", "sentences", "measures", "text", "tiers", "data", "slim", "element", "texts/en", "texts/es"];
await bundle("dist", entries.map((name) => `ts/${name}.ts`), { outbase: "ts" });
execFileSync("node_modules/.bin/tsc", ["-p", "tsconfig.json"], { stdio: "inherit" });
