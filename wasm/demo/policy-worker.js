// Reads, checks and compares a policy beside the page, so that typing never waits.
import { GovsegError, Policy } from "govseg";
import { check, diff, read } from "govseg/policy";

self.addEventListener("message", ({ data: { asked, text } }) => {
  const started = performance.now();
  try {
    const policy = read(text, { name: "agency.toml" });
    const found = { check: check(policy), diff: diff(Policy.default(), policy) };
    self.postMessage({ asked, problems: [], ...found, milliseconds: performance.now() - started });
  } catch (error) {
    if (!(error instanceof GovsegError)) {
      throw error;
    }
    const problems = error.problems.length > 0 ? error.problems : [{ line: null, column: null, message: error.message }];
    self.postMessage({ asked, problems });
  }
});
