// What is done with the rows of a table that has words and no facts: what the words suggest stands beside them.
import { suggest } from "govseg/text";

/** The columns that are added. None is called as a decision's are. */
const ADDED = ["suggested_segment", "probability"];
const NAMES = ["service", "service_name", "name", "title", "program"];
const DESCRIPTIONS = ["description", "service_description", "summary", "text"];
/** How many words are shown of those that carried a suggestion. */
const FEW = 3;

/** The columns that have words; nothing where there are none. */
export function plan(header) {
  const names = header.map((name) => name.trim().toLowerCase().replaceAll(/[ -]+/g, "_"));
  const places = [NAMES, DESCRIPTIONS].map((known) => names.findIndex((name) => known.includes(name))).filter((place) => place >= 0);
  if (places.length === 0) {
    return undefined;
  }
  return {
    added: ADDED,
    nearly: [],
    used: places.map((place) => header[place]),
    key: (row) => places.map((place) => (row[place] ?? "").trim()).filter((text) => text !== ""),
    answer: (texts) => suggested(texts.join(". ")),
  };
}

function suggested(text) {
  const { suggested_segment: segment, probability, words } = suggest(text);
  const carried = words.filter(({ weight }) => weight > 0).slice(0, FEW);
  return { kind: segment ?? "none", added: [segment, probability], shown: { segment, probability, words: carried.map(({ word }) => word) } };
}
