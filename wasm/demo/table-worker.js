// Reads a table piece by piece, decides each row and writes it again, beside the page and never in its way.
import { classify, decide, GovsegError, Policy, SEGMENTS } from "govseg";
import Papa from "papaparse";

/** The columns that are added. */
const ADDED = ["segment", "status", "possible", "rule", "because"];
const FIRST = 10;

/** The newest table: work on an older one ends. */
let newest = 0;

self.addEventListener("message", ({ data: { job, file } }) => {
  newest = job;
  const tell = (message) => self.postMessage({ job, ...message });
  const fail = (key, filled) => tell({ kind: "failed", key, filled });
  const started = performance.now();
  const counts = Object.fromEntries([...SEGMENTS, "open", "contradiction", "rejected"].map((kind) => [kind, 0]));
  const out = [];
  const rejected = [];
  const first = [];
  let columns;
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
        if (columns === undefined) {
          columns = plan(data.shift() ?? []);
          out.push(csv([[...columns.header, ...ADDED]]));
        }
        const done = [];
        for (const row of data) {
          rows += 1;
          const decision = decided(columns, row);
          if (decision instanceof GovsegError) {
            counts.rejected += 1;
            rejected.push({ row: rows, reason: decision.message });
            continue;
          }
          const { segment, status, possible, because } = decision;
          counts[segment ?? status] += 1;
          done.push([...columns.header.map((_, place) => row[place] ?? ""), ...decision.added]);
          if (first.length < FIRST) {
            first.push({ name: row[0], segment, possible, because });
          }
        }
        if (done.length > 0) {
          out.push(csv(done));
        }
        tell({ kind: "progress", rows, counts, part: file.size === 0 ? 1 : meta.cursor / file.size, nearly: columns.nearly });
      } catch (stop) {
        stopped = true;
        parser.abort();
        fail(stop.key ?? "table_failed", stop.filled ?? { why: stop.message });
      }
    },
    complete() {
      if (stopped) {
        return;
      }
      if (columns === undefined) {
        return fail("no_facts", { facts: facts().join(", ") });
      }
      tell({
        kind: "done",
        rows,
        counts,
        nearly: columns.nearly,
        rejected: rejected.slice(0, 100),
        first,
        header: columns.header,
        facts: columns.read.map(({ fact }) => fact),
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
const facts = () => Object.keys(Policy.default().facts);

/** Which columns are facts, and which are nearly so. */
function plan([mark, ...rest]) {
  const header = [mark?.replace(/^\ufeff/, "") ?? "", ...rest];
  const taken = header.find((name) => ADDED.includes(name.trim()));
  if (taken !== undefined) {
    throw { key: "taken", filled: { column: taken } };
  }
  const read = header.map((name, place) => ({ fact: name.trim(), place })).filter(({ fact }) => facts().includes(fact));
  if (read.length === 0) {
    throw { key: "no_facts", filled: { facts: facts().join(", ") } };
  }
  const suggestion = (column) => {
    try {
      decide({ [column]: null });
    } catch (error) {
      return error.suggestion;
    }
  };
  const others = header.filter((name) => !facts().includes(name.trim())).map((column) => ({ column, suggestion: suggestion(column) }));
  return { header, read, known: new Map(), nearly: others.filter((one) => one.suggestion) };
}

/** What follows from a row, or the error that says what is wrong with it: worked out once, however many rows say the same. */
function decided({ read, known }, row) {
  const cells = read.map(({ place }) => (row[place] ?? "").trim());
  const key = cells.join("\0");
  let found = known.get(key);
  if (found === undefined) {
    found = answered(Object.fromEntries(read.map(({ fact }, at) => [fact, cells[at] === "" ? null : cells[at].split("|").map((value) => value.trim())])));
    known.set(key, found);
  }
  return found;
}

function answered(contact) {
  const [answer] = classify([contact]);
  if (answer instanceof GovsegError) {
    return answer;
  }
  const { segment, status, possible, rule, because } = answer;
  return { segment, status, possible, because, added: [segment, status, possible.join("|"), rule, JSON.stringify(because)] };
}
