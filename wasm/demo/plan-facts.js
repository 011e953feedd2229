// What is done with the rows of a table whose columns are named like facts: each is decided.
import { classify, decide, GovsegError, Policy } from "govseg";

/** The columns that are added. */
const ADDED = ["segment", "status", "possible", "rule", "because"];

export const facts = () => Object.keys(Policy.default().facts);

/** Which columns are facts, and which are nearly so; nothing where there are none. */
export function plan(header) {
  const read = header.map((name, place) => ({ fact: name.trim(), place })).filter(({ fact }) => facts().includes(fact));
  if (read.length === 0) {
    return undefined;
  }
  const others = header.filter((name) => !facts().includes(name.trim())).map((column) => ({ column, suggestion: suggestion(column) }));
  return {
    added: ADDED,
    nearly: others.filter((one) => one.suggestion),
    used: read.map(({ fact }) => fact),
    /** What is worked out once, however many rows say the same. */
    key: (row) => read.map(({ place }) => (row[place] ?? "").trim()),
    answer: (cells) => answered(Object.fromEntries(read.map(({ fact }, at) => [fact, cells[at] === "" ? null : cells[at].split("|").map((value) => value.trim())]))),
  };
}

function suggestion(column) {
  try {
    decide({ [column]: null });
  } catch (error) {
    return error.suggestion;
  }
}

function answered(contact) {
  const [answer] = classify([contact]);
  if (answer instanceof GovsegError) {
    return { reason: answer.message };
  }
  const { segment, status, possible, rule, because } = answer;
  return { kind: segment ?? status, added: [segment, status, possible.join("|"), rule, JSON.stringify(because)], shown: { segment, possible, because } };
}
