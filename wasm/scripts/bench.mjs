// How fast it is: a decision from an object, columns, an interview, and the first decision of all.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";

const start = performance.now();
const { Interview, Policy, classifyColumns, decide, FACTS } = await import("govseg");
const imported = performance.now();
decide({ capacity: "official" });
const decided = performance.now();
console.log(`import ${(imported - start).toFixed(1)} ms, then the first decision ${(decided - imported).toFixed(1)} ms`);

const [header, ...rows] = gunzipSync(readFileSync(new URL("../../tests/golden/gsa-2008.csv.gz", import.meta.url))).toString().trim().split("\n").map((line) => line.split(","));
const facts = header.slice(0, -2);
const contacts = rows.map((row) => Object.fromEntries(facts.map((fact, place) => [fact, row[place]])));

let plain = 1;
/**
 * The fastest of many short runs, in nanoseconds for each thing, and how many times that of plain JavaScript: what else
 * the machine does then matters little.
 */
function time(name, things, run, rounds = 300) {
  let best = Infinity;
  for (let round = 0; round < rounds; round += 1) {
    const begin = performance.now();
    run();
    best = Math.min(best, ((performance.now() - begin) * 1e6) / things);
  }
  console.log(`${name.padEnd(46)}${best.toFixed(1).padStart(12)} ns${(best / plain).toFixed(1).padStart(12)} x`);
  return best;
}

/** What a program would write by hand: the rules as conditions, for contacts that are wholly known, without reasons. */
function byHand({ capacity, customer, obligation, content, benefit, charge, duty, determination }) {
  if (capacity === "official" || customer === "government_agency" || customer === "military" || customer === "law_enforcement") return 5;
  if (obligation === "mandatory" || charge === "levy" || (duty !== "none" && duty !== "reporting" && duty !== "filing")) return 3;
  if (benefit !== "none" || obligation === "required_for_benefit" || determination === "yes") return 2;
  if (charge === "price") return 4;
  return content === "information_only" ? 1 : 6;
}

let sum = 0;
const some = contacts.filter((_, at) => at % 40 === 0);
plain = time("conditions by hand, eight facts", some.length, () => some.forEach((contact) => (sum += byHand(contact))));
time("decide(object).segment, eight facts", some.length, () => some.forEach((contact) => (sum += decide(contact).segment === null ? 1 : 0)));
time("decide(object).json", some.length, () => some.forEach((contact) => (sum += decide(contact).json.length)));
for (const [count, rounds] of [[4_096, 500], [1_000_000, 10]]) {
  const codes = facts.map((fact, place) => [fact, Uint8Array.from({ length: count }, (_, at) => 1 + FACTS[fact].indexOf(rows[(at * 7) % rows.length][place]))]);
  const columns = Object.fromEntries(codes);
  time(`classifyColumns, eight facts, ${count.toLocaleString("en")} rows`, count, () => (sum += classifyColumns(columns).segment[0]), rounds);
}
time("new Interview().question", 1, () => (sum += new Interview().question.choices.length), 30);
time("an interview of five answers", 1, () => {
  const interview = Policy.default().interview();
  while (interview.question !== null) {
    interview.answer(interview.question.choices[0]);
  }
  sum += interview.answers.length;
}, 20);
if (sum === 0) {
  console.log("nothing was decided");
}
