// The policy editor: what is typed goes to a worker, and what it proves is shown beside the text.
import { h } from "./dom.js";
import { capital, conditions, number, say, segment, spoken } from "./page.js";

const at = (id) => document.getElementById(id);
const text = at("text");
const worker = new Worker(new URL("./policy-worker.js", import.meta.url), { type: "module" });
/** How long a pause in typing is, in milliseconds. */
const PAUSE = 250;
const MOST = 6;

let found;
let example = "";
let asked = 0;
let pause;

function ask() {
  asked += 1;
  at("state").textContent = say("checking");
  worker.postMessage({ asked, text: text.value });
}

worker.addEventListener("message", ({ data }) => {
  if (data.asked === asked) {
    found = data;
    show();
  }
});

function show() {
  if (found === undefined) {
    return;
  }
  const { problems, milliseconds } = found;
  const sound = problems.length === 0;
  at("state").textContent = sound
    ? say("sound", { ms: number(Math.ceil(milliseconds)) })
    : say(problems.length === 1 ? "unsound_one" : "unsound", { count: number(problems.length) });
  at("check").replaceChildren(...(sound ? proved(found.check) : [list(problems.map(problem))]));
  at("diff").replaceChildren(...(sound ? changed(found.diff) : [h("p", {}, say("wait"))]));
  number_lines();
}

const list = (items) => h("ul", { class: "findings-list" }, ...items);
const tag = (kind) => h("span", { class: `tag ${kind}`, lang: "en" }, kind);
/** Messages of the engine are in English, whatever the page is in. */
const message = (words) => h("span", { lang: "en" }, words);

/** A button that leads to a place in the text. */
function place({ line, column }) {
  const button = h("button", { type: "button", class: "plain" }, say("go_to", { line, column }));
  button.addEventListener("click", () => {
    const start = text.value.split("\n").slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
    text.focus();
    text.setSelectionRange(start, start + 1);
    text.scrollTop = (line - 5) * line_height();
  });
  return button;
}

const problem = ({ line, column, message: words }) => h("li", {}, tag("error"), message(words), h("br"), line === null ? undefined : place({ line, column }));

function proved({ assignments, findings }) {
  const item = ({ severity, message: words, place: where }) =>
    h("li", {}, tag(severity), message(words), ...(where?.line ? [h("br"), place(where)] : []));
  const [notes, others] = [true, false].map((quiet) => findings.filter(({ severity }) => (severity === "note") === quiet));
  return [
    h("p", {}, say("proved", { assignments: number(BigInt(assignments)) })),
    findings.length === 0 ? h("p", {}, say("findings_none")) : list(others.map(item)),
    notes.length === 0 ? "" : h("details", {}, h("summary", {}, say("notes", { count: notes.length })), list(notes.map(item))),
  ];
}

function changed({ assignments, changed: count, groups }) {
  if (groups.length === 0) {
    return [h("p", {}, say("no_change"))];
  }
  return [h("p", {}, say("changed", { changed: number(BigInt(count)), assignments: number(BigInt(assignments)) })), ...groups.map(group)];
}

const side = (kind) => (kind === "contradiction" ? say("impossible") : segment(kind));

function group({ from, to, assignments, areas, complete, example: contact }, place_) {
  const some = areas.slice(0, MOST);
  return h(
    "details",
    { class: "group", open: place_ === 0 ? "" : undefined },
    h("summary", {}, h("strong", {}, capital(say("from_to", { from: side(from), to: side(to) }))), h("span", { class: "share" }, say("kinds", { count: number(BigInt(assignments)) }))),
    h("ul", {}, ...some.map((area) => h("li", {}, conditions(area))), complete && some.length === areas.length ? undefined : h("li", {}, say("and_more"))),
    h("p", { class: "hint" }, `${say("example_of")}: ${conditions(contact)}.`),
  );
}

const line_height = () => Number.parseFloat(getComputedStyle(text).lineHeight);

/** The numbers of the lines, marked where something is wrong. */
function number_lines() {
  const wrong = new Set(found?.problems.map(({ line }) => line));
  const numbers = text.value.split("\n").map((_, place_) => [h(wrong.has(place_ + 1) ? "b" : "span", {}, String(place_ + 1)), "\n"]);
  at("lines").replaceChildren(...numbers.flat());
  at("lines").scrollTop = text.scrollTop;
}

text.addEventListener("input", () => {
  number_lines();
  clearTimeout(pause);
  pause = setTimeout(ask, PAUSE);
});
text.addEventListener("scroll", () => {
  at("lines").scrollTop = text.scrollTop;
});
at("again").addEventListener("click", () => {
  text.value = example;
  ask();
});

spoken(show);
example = await (await fetch("example.toml")).text();
text.value = example;
number_lines();
ask();
