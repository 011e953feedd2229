import { Policy } from "/dist/index.js";
import "/dist/element.js";

// `?describe` sets that attribute.
for (const name of new URLSearchParams(location.search).keys()) {
  document.querySelector("govseg-interview").setAttribute(name, "");
}
window.Policy = Policy;
window.decided = [];
document.addEventListener("govseg-decided", ({ detail }) => window.decided.push(detail.decision.json));
