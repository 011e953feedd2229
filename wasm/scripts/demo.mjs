// The scripts of the demonstration with all that they need, into demo/built: one file a page and a worker, and what they share.
import { bundle } from "./bundle.mjs";

const entries = ["intake", "received", "table", "table-worker", "policy", "policy-worker"];
await bundle("demo/built", entries.map((name) => `demo/${name}.js`), {
  // The package is marked as free of side effects, which the pages are not.
  ignoreAnnotations: true,
});
