// The page about tables: hands the file to a worker, and shows what comes back while it comes.
import { chart } from "./chart.js";
import { h } from "./dom.js";
import { capital, conditions, either, number, say, segment, spoken } from "./page.js";

const at = (id) => document.getElementById(id);
// Both are there before they are needed, so that the page goes on working without a network.
const worker = new Worker(new URL("./table-worker.js", import.meta.url), { type: "module" });
const example = fetch("services.csv").then((found) => found.blob());
/** The last message of the worker, to say again in another language. */
let last = { kind: "nothing" };
let name = "";
let job = 0;
let urls = [];

function start(named, file) {
  urls.forEach((url) => URL.revokeObjectURL(url));
  urls = [];
  at("result").hidden = true;
  name = named;
  job += 1;
  worker.postMessage({ job, file });
}

worker.addEventListener("message", ({ data }) => {
  if (data.job !== job) {
    return;
  }
  last = data;
  if (data.kind === "done") {
    link("download", data.table, "segmented");
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
  const notes = (last.nearly ?? []).map((one) => h("div", { class: "alert warning" }, h("p", {}, say("nearly", one))));
  if (last.kind === "done" && last.rejected.length > 0) {
    const items = last.rejected.slice(0, 5).map((reject) => h("li", {}, say("reject", reject)));
    notes.push(h("div", { class: "alert error" }, h("p", {}, h("strong", {}, say("rejects_title", { count: number(last.counts.rejected) }))), h("ul", {}, ...items)));
  }
  return notes;
}

/** The first rows in words: what each is called, its segment, and the facts that decide it. */
function rows({ header, first, facts }) {
  const column = (key) => h("th", { scope: "col" }, say(key));
  return [
    h("caption", { id: "rows-caption" }, say("rows_caption", { count: first.length }), h("br"), h("span", { class: "hint" }, say("facts_found", { columns: facts.join(", ") }))),
    h("thead", {}, h("tr", {}, h("th", { scope: "col" }, header[0]), column("column_kind"), column("column_because"))),
    h("tbody", {}, ...first.map((row) => h("tr", {}, h("th", { scope: "row" }, row.name), h("td", {}, outcome(row)), h("td", {}, conditions(row.because))))),
  ];
}

function outcome({ segment: decided, possible }) {
  if (decided !== null) {
    return h("strong", {}, capital(segment(decided)));
  }
  return possible.length === 0 ? say("contradiction") : `${say("open")}: ${either(possible.map(segment))}`;
}

at("file").addEventListener("change", ({ target }) => target.files[0] && start(target.files[0].name, target.files[0]));
at("example").addEventListener("click", async () => start("services.csv", await example));
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
