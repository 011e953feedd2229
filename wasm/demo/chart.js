// Rows by segment, as a table whose last column is a bar: what is seen can be read as well.
import { h } from "./dom.js";
import { capital, number, say, segment } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";

export function chart({ rows, counts, words }) {
  const most = Math.max(1, ...Object.values(counts));
  const kinds = Object.keys(counts).filter((kind) => kind !== "rejected" || counts.rejected > 0);
  const heads = [[words ? "column_suggested" : "column_kind"], ["column_rows", "number"], ["column_share", "number"], ["column_bar", "bars"]];
  const line = (kind) =>
    h(
      "tr",
      { class: kind === "open" || kind === "none" ? "open first-other" : kind },
      h("th", { scope: "row" }, capital(segment(kind))),
      h("td", { class: "number" }, number(counts[kind])),
      h("td", { class: "number" }, `${((100 * counts[kind]) / Math.max(1, rows)).toFixed(1)} %`),
      h("td", { class: "bars" }, bar(counts[kind] / most)),
    );
  return h(
    "table",
    { class: "chart" },
    h("caption", {}, say(words ? "words_chart" : "chart_caption")),
    h("thead", {}, h("tr", {}, ...heads.map(([key, kind]) => h("th", { scope: "col", class: kind }, say(key))))),
    h("tbody", {}, ...kinds.map(line)),
  );
}

function bar(part) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("aria-hidden", "true");
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("viewBox", "0 0 1000 10");
  const whole = picture.appendChild(document.createElementNS(SVG, "rect"));
  whole.setAttribute("width", String(1000 * part));
  whole.setAttribute("height", "10");
  return picture;
}
