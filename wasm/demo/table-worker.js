// Reads a table piece by piece, works out what becomes of each row and writes it again, beside the page and never in its way.
import { SEGMENTS } from "govseg";
import Papa from "papaparse";
import { facts, plan as ofFacts } from "./plan-facts.js";
import { plan as ofWords } from "./plan-words.js";

const FIRST = 10;

/** The newest table: work on an older one ends. */
let newest = 0;

self.addEventListener("message", ({ data: { job, file, words } }) => {
  newest = job;
  const tell = (message) => self.postMessage({ job, words, ...message });
  const fail = (key, filled) => tell({ kind: "failed", key, filled });
  const started = performance.now();
  const counts = Object.fromEntries([...SEGMENTS, ...(words ? ["none"] : ["open", "contradiction", "rejected"])].map((kind) => [kind, 0]));
  const out = [];
  const rejected = [];
  const first = [];
  const known = new Map();
  let header;
  let plan;
  let rows = 0;
  let stopped = false;

  Papa.parse(file, {
    skipEmptyLines: "greedy",
    chunkSize: 256 * 1024,
    chunk({ data, meta }, parser) {
      if (job !== newest) {
        stopped = true;
        return parser.abort();
      }
      try {
        if (plan === undefined) {
          header = headed(data.shift() ?? []);
          plan = planned(header, words);
          out.push(csv([[...header, ...plan.added]]));
        }
        const done = [];
        for (const row of data) {
          rows += 1;
          const { kind, reason, added, shown } = answer(plan, known, row);
          counts[kind ?? "rejected"] += 1;
          if (kind === undefined) {
            rejected.push({ row: rows, reason });
            continue;
          }
          done.push([...header.map((_, place) => row[place] ?? ""), ...added]);
          if (first.length < FIRST) {
            first.push({ name: row[0], ...shown });
          }
        }
        if (done.length > 0) {
          out.push(csv(done));
        }
        tell({ kind: "progress", rows, counts, part: file.size === 0 ? 1 : meta.cursor / file.size, nearly: plan.nearly });
      } catch (stop) {
        stopped = true;
        parser.abort();
        tell(stop.kind === undefined ? { kind: "failed", key: "table_failed", filled: { why: stop.message } } : stop);
      }
    },
    complete() {
      if (stopped) {
        return;
      }
      if (plan === undefined) {
        return fail("no_facts", { facts: facts().join(", ") });
      }
      tell({
        kind: "done",
        rows,
        counts,
        nearly: plan.nearly,
        rejected: rejected.slice(0, 100),
        first,
        header,
        used: plan.used,
        milliseconds: performance.now() - started,
        table: blob(out),
        rejects: blob([csv([["row", "reason"], ...rejected.map(({ row, reason }) => [row, reason])])]),
      });
    },
    error: ({ message }) => fail("table_failed", { why: message }),
  });
});

const blob = (parts) => new Blob(parts, { type: "text/csv" });
const csv = (rows) => `${Papa.unparse(rows, { newline: "\n" })}\n`;
const headed = ([mark, ...rest]) => [mark?.replace(/^\ufeff/, "") ?? "", ...rest];

/** What is done with the rows. A table of words alone is not decided: it is asked first whether suggestions are wanted. */
function planned(header, words) {
  const found = words ? ofWords(header) : ofFacts(header);
  if (found === undefined) {
    const used = ofWords(header)?.used;
    throw used === undefined ? { kind: "failed", key: "no_facts", filled: { facts: facts().join(", ") } } : { kind: "offer", used };
  }
  const taken = header.find((name) => found.added.includes(name.trim()));
  if (taken !== undefined) {
    throw { kind: "failed", key: "taken", filled: { column: taken } };
  }
  return found;
}

/** What becomes of a row: worked out once, however many rows say the same. */
function answer({ key, answer: worked }, known, row) {
  const cells = key(row);
  const name = cells.join("\0");
  let found = known.get(name);
  if (found === undefined) {
    found = worked(cells);
    known.set(name, found);
  }
  return found;
}
