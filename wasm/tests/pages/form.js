import { Policy } from "/dist/index.js";
import "/dist/element.js";

window.Policy = Policy;
window.decided = [];
document.addEventListener("govseg-decided", ({ detail }) => window.decided.push(detail.decision.json));
