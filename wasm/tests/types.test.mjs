// The declarations, as a strict program sees them.
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));

test("what must compile does, and what must not does not", () => {
  execFileSync("node_modules/.bin/tsc", ["-p", "tests/types"], { cwd: root, stdio: "inherit" });
});
