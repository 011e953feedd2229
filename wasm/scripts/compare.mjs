// How large other decision engines for the browser are: their WebAssembly, gzipped. It fetches them from npm.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const OTHERS = { "@gorules/zen-engine-wasm": "0.23.1", "@goplasmatic/datalogic": "4.0.14", "@cedar-policy/cedar-wasm": "4.13.0" };

const work = mkdtempSync(join(tmpdir(), "govseg-compare-"));
try {
  writeFileSync(join(work, "package.json"), '{"private": true}');
  const wanted = Object.entries(OTHERS).map(([name, version]) => `${name}@${version}`);
  execFileSync("npm", ["install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", ...wanted], { cwd: work, stdio: "inherit" });
  for (const [name, version] of Object.entries(OTHERS)) {
    const folder = join(work, "node_modules", name);
    const modules = readdirSync(folder, { recursive: true }).filter((file) => file.endsWith(".wasm") && !file.includes("node_modules"));
    const sizes = modules.map((file) => gzipSync(readFileSync(join(folder, file)), { level: 9 }).length);
    console.log(`${`${name} ${version}`.padEnd(40)}${String(Math.min(...sizes)).padStart(10)}`);
  }
} finally {
  rmSync(work, { recursive: true });
}
