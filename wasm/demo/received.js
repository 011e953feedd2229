// What the form sent, as its receiver would see it.
import { h } from "./dom.js";
import { either, say, segment, spoken } from "./page.js";

const sent = new URLSearchParams(location.search);
sent.delete("lang");

function sentence() {
  const decision = JSON.parse(sent.get("contact.decision") ?? "null");
  switch (decision?.status) {
    case "decided":
      return say("is_segment", { segment: segment(decision.segment) });
    case "open":
      return say("is_open", { segments: either(decision.possible.map(segment)) });
    case "contradiction":
      return say("is_contradiction");
  }
}

/** JSON with room to breathe; other values as they are. */
function shown(value) {
  const json = value.startsWith("{") ? JSON.stringify(JSON.parse(value)).replaceAll(",", ", ") : value;
  return h(value.startsWith("{") ? "code" : "span", {}, json);
}

spoken(() => {
  const found = sentence();
  document.querySelector("#summary").textContent =
    found === undefined ? say("nothing_sent") : say("routed", { name: sent.get("name") || say("somebody"), sentence: found });
  document.querySelector("#sent").replaceChildren(
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, say("field")), h("th", { scope: "col" }, say("value")))),
    h("tbody", {}, ...Array.from(sent, ([name, value]) => h("tr", {}, h("th", { scope: "row" }, h("code", {}, name)), h("td", {}, shown(value))))),
  );
});
