/** What kind of contact a person, a firm or an agency has with government, why, and what would make it another kind. */

import type { Classified, Columns } from "./columns.js";
import type { Decision } from "./decision.js";
import type { GovsegError } from "./error.js";
import type { Fitting, MeasuresOptions } from "./measures-types.js";
import type { Catalog, Code, Crosswalk } from "./knowledge-types.js";
import { Policy } from "./policy.js";
import type { AgencyFacts, Facts, Segment } from "./taxonomy.js";
import type { AgencyOptions, Suggestion, SuggestOptions } from "./text-types.js";

export type { Classified, Columns } from "./columns.js";
export { Decision, type DecisionData, type Given, type PolicyName, type WhatIf } from "./decision.js";
export type { Status } from "./answer.js";
export { GovsegError, type Problem } from "./error.js";
export { Interview, type Answer, type Question } from "./interview.js";
export type * from "./knowledge-types.js";
export type * from "./measures-types.js";
export { Policy, type ReadOptions } from "./policy.js";
export * from "./taxonomy.js";
export type * from "./text-types.js";

/** Decides one contact under the default policy. */
export function decide(facts: Facts): Decision {
  return Policy.default().decide(facts);
}

/** Decides many contacts under the default policy: for each a decision, or the error that says what is wrong with it. */
export function classify(contacts: Iterable<Facts>): (Decision | GovsegError)[] {
  return Policy.default().classify(contacts);
}

/** Decides many contacts, given as columns of numbers, under the default policy. */
export function classifyColumns(columns: Columns<Facts>): Classified {
  return Policy.default().classifyColumns(columns);
}

/** What another official scheme says about a contact: all its codes, or one of them. Loads `govseg/catalog`. */
export async function crosswalk(scheme: string): Promise<Crosswalk>;
export async function crosswalk(scheme: string, code: string): Promise<Code>;
export async function crosswalk(scheme: string, code?: string): Promise<Crosswalk | Code> {
  const data = await import("./data.js");
  return code === undefined ? data.crosswalk(scheme) : data.crosswalk(scheme, code);
}

/** The whole taxonomy as data. Loads `govseg/catalog`. */
export async function catalog(): Promise<Catalog> {
  const data = await import("./data.js");
  return data.catalog();
}

/** Which measures fit a contact, the best first. Loads `govseg/measures`. */
export async function measuresFor(what: Decision | Facts | Segment | readonly Segment[], options?: MeasuresOptions): Promise<Fitting> {
  const measures = await import("./measures.js");
  return measures.measuresFor(what, options);
}

/** What the words of a description suggest of a contact, and which of them carried it. Loads `govseg/text`. */
export async function suggest(text: string, facts?: Facts, options?: SuggestOptions): Promise<Suggestion>;
export async function suggest(text: string, facts: AgencyFacts, options: AgencyOptions): Promise<Suggestion>;
export async function suggest(text: string, facts?: Facts, options?: SuggestOptions): Promise<Suggestion> {
  return (await import("./text.js")).suggest(text, facts, options);
}
