// What all pages share: the frame around them, and their language.
import { texts as en } from "govseg/texts/en";
import { texts as es } from "govseg/texts/es";
import { h } from "./dom.js";
import { words } from "./words.js";

const PAGES = [
  ["index.html", "nav_intake"],
  ["table.html", "nav_table"],
  ["policy.html", "nav_policy"],
];
const listeners = new Set();
/** One for all languages: a new one would be asked for again. */
const logo = h("img", { src: "icon.svg", alt: "" });

/** The language: what the address says, what was chosen before, or English. */
let language = [new URLSearchParams(location.search).get("lang"), localStorage.getItem("lang")].find((known) => known in words) ?? "en";

/** A sentence in the language of the page, with its {placeholders} filled. */
export const say = (key, filled = {}) => words[language][key].replace(/\{(\w+)\}/g, (_, name) => String(filled[name] ?? ""));

/** The labels of segments, facts and values in the language of the page. */
export const labels = () => (language === "es" ? es : en);

export const segment = (id) => labels().segments[id]?.label ?? say(id);
const fact = (id) => labels().facts[id]?.label ?? id;
const value = (of, id) => labels().facts[of]?.values[id]?.label ?? id;
export const number = (count) => new Intl.NumberFormat(language).format(count);
/** A part of one, in hundredths. */
export const percent = (part) => new Intl.NumberFormat(language, { style: "percent" }).format(part);
/** "a", "a or b", "a, b or c". */
export const either = (items) => (items.length < 2 ? items.join("") : items.slice(0, -1).join(", ") + say("list_or") + items.at(-1));
/** Conditions on facts: "What the customer pays: a fee; the customer: a citizen or a business". */
export function conditions(area) {
  const parts = Object.entries(area).map(([id, values]) => `${fact(id)}: ${either([values].flat().map((one) => value(id, one)))}`);
  return parts.length === 0 ? say("any") : capital(parts.join("; "));
}
export const capital = (text) => text.charAt(0).toLocaleUpperCase() + text.slice(1);

/** Calls back at once, and whenever the language changes. */
export function spoken(listener) {
  listeners.add(listener);
  listener();
}

function frame() {
  const here = location.pathname.split("/").pop() || "index.html";
  const current = here === "received.html" ? "index.html" : here;
  const other = h("button", { type: "button", class: "plain", id: "language", lang: language === "en" ? "es" : "en" }, say("other_language"));
  other.addEventListener("click", () => {
    language = language === "en" ? "es" : "en";
    localStorage.setItem("lang", language);
    speak();
    document.querySelector("#language").focus();
  });
  const link = ([page, key]) => h("li", {}, h("a", { href: page, "aria-current": page === current ? "page" : undefined }, say(key)));
  document.querySelector("site-frame").replaceChildren(
    h("a", { class: "skip", href: "#main" }, say("skip")),
    h("aside", { class: "notice" }, h("p", {}, say("notice"))),
    h(
      "header",
      {},
      h(
        "div",
        { class: "row" },
        h("a", { class: "name", href: "index.html" }, logo, say("site")),
        h("div", { class: "language" }, other),
        h("nav", { "aria-label": say("pages") }, h("ul", {}, ...PAGES.map(link))),
      ),
    ),
  );
  document.querySelector("site-foot").replaceChildren(h("footer", {}, h("div", { class: "row" }, h("p", {}, say("foot")))));
}

function speak() {
  document.documentElement.lang = language;
  frame();
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = say(element.dataset.say);
  }
  for (const element of document.querySelectorAll("[data-label]")) {
    element.setAttribute("aria-label", say(element.dataset.label));
  }
  document.title = document.querySelector("h1").textContent;
  for (const interview of document.querySelectorAll("govseg-interview")) {
    interview.lang = language;
  }
  listeners.forEach((listener) => listener());
}

speak();
