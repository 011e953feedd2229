// The page about tables: hands the file to a worker, and shows what comes back while it comes.
import { chart } from "./chart.js";
import { h } from "./dom.js";
import { capital, conditions, either, number, percent, say, segment, spoken } from "./page.js";

const at = (id) => document.getElementById(id);
// All are there before they are needed, so that the page goes on working without a network.
const worker = new Worker(new URL("./table-worker.js", import.meta.url), { type: "module" });
const examples = { example: "services.csv", "example-words": "descriptions.csv" };
const fetched = Object.fromEntries(Object.values(examples).map((named) => [named, fetch(named).then((found) => found.blob())]));
/** The last message of the worker, to say again in another language. */
let last = { kind: "nothing" };
let name = "";
let file;
let job = 0;
let urls = [];

/** Has a file worked on: decided, or with what its words suggest. */
function start(named, given, words = false) {
  urls.forEach((url) => URL.revokeObjectURL(url));
  urls = [];
  at("result").hidden = true;
  [name, file] = [named, given];
  job += 1;
  worker.postMessage({ job, file, words });
}

worker.addEventListener("message", ({ data }) => {
  if (data.job !== job) {
    return;
  }
  last = data;
  if (data.kind === "done") {
    link("download", data.table, data.words ? "suggested" : "segmented");
    link("rejects", data.rejects, "rejects");
    at("rejects").hidden = data.rejected.length === 0;
  }
  show();
  if (data.kind === "done") {
    at("result-title").focus();
  }
});

function link(id, blob, what) {
  const url = URL.createObjectURL(blob);
  urls.push(url);
  at(id).href = url;
  at(id).download = name.replace(/(\.\w+)?$/, `-${what}.csv`);
}

function show() {
  const { kind } = last;
  const running = kind === "progress";
  at("bar").hidden = !running;
  at("bar").value = running ? last.part : 0;
  at("progress").textContent = running
    ? say("reading", { name, rows: number(last.rows) })
    : kind === "done"
      ? say("done", { name, rows: number(last.rows), seconds: (last.milliseconds / 1000).toFixed(1) })
      : "";
  at("trouble").replaceChildren(...trouble());
  if (running || kind === "done") {
    at("result-title").textContent = say(last.words ? "words_result" : "table_result");
    at("download").textContent = say(last.words ? "words_download" : "table_download");
    at("chart").replaceChildren(chart(last));
    at("result").hidden = false;
  }
  if (kind === "done") {
    at("rows").replaceChildren(...rows(last));
  }
}

/** What is wrong with the file, or with some of its rows. */
function trouble() {
  if (last.kind === "failed") {
    return [h("div", { class: "alert error", role: "alert" }, h("p", {}, say(last.key, last.filled)))];
  }
  if (last.kind === "offer") {
    const wanted = h("button", { type: "button", id: "suggest" }, say("words_wanted"));
    wanted.addEventListener("click", () => start(name, file, true));
    const columns = last.used.map((column) => `\`${column}\``).join(", ");
    return [h("div", { class: "alert warning", role: "alert" }, h("p", {}, say("words_offer", { columns })), h("p", {}, say("words_beware")), h("p", { class: "buttons" }, wanted))];
  }
  const notes = (last.nearly ?? []).map((one) => h("div", { class: "alert warning" }, h("p", {}, say("nearly", one))));
  if (last.words && last.kind !== "failed") {
    notes.push(h("div", { class: "alert warning" }, h("p", {}, h("strong", {}, say("words_title"))), h("p", {}, say("words_beware"))));
  }
  if (last.kind === "done" && last.rejected.length > 0) {
    const items = last.rejected.slice(0, 5).map((reject) => h("li", {}, say("reject", reject)));
    notes.push(h("div", { class: "alert error" }, h("p", {}, h("strong", {}, say("rejects_title", { count: number(last.counts.rejected) }))), h("ul", {}, ...items)));
  }
  return notes;
}

/** The first rows in words: what each is called, its segment, and the facts or words that it comes from. */
function rows({ header, first, used, words }) {
  const column = (key) => h("th", { scope: "col" }, say(key));
  const cells = words
    ? ({ segment: likely, probability, words: carried }) => [likely === null ? say("none") : `${capital(segment(likely))}, ${percent(probability)}`, carried.join(", ")]
    : (row) => [outcome(row), conditions(row.because)];
  return [
    h("caption", { id: "rows-caption" }, say("rows_caption", { count: first.length }), h("br"), h("span", { class: "hint" }, say(words ? "words_found" : "facts_found", { columns: used.join(", ") }))),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, header[0]), column(words ? "column_suggested" : "column_kind"), column(words ? "column_words" : "column_because"))),
    h("tbody", {}, ...first.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name), ...cells(row).map((cell) => h("td", {}, cell))))),
  ];
}

function outcome({ segment: decided, possible }) {
  if (decided !== null) {
    return h("strong", {}, capital(segment(decided)));
  }
  return possible.length === 0 ? say("contradiction") : `${say("open")}: ${either(possible.map(segment))}`;
}

at("file").addEventListener("change", ({ target }) => target.files[0] && start(target.files[0].name, target.files[0]));
for (const [id, named] of Object.entries(examples)) {
  at(id).addEventListener("click", async () => start(named, await fetched[named]));
}
for (const kind of ["dragenter", "dragover", "dragleave", "drop"]) {
  at("drop").addEventListener(kind, (event) => {
    event.preventDefault();
    at("drop").classList.toggle("over", kind === "dragenter" || kind === "dragover");
    const [file] = event.dataTransfer?.files ?? [];
    if (kind === "drop" && file !== undefined) {
      start(file.name, file);
    }
  });
}
spoken(show);
