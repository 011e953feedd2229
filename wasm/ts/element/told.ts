import type { Decision } from "../decision.js";
import type { Answer } from "../interview.js";
import type { Described } from "./describe.js";

/** What a browser keeps of the element, to give it back when the person comes back to the page. */
export interface Kept {
  readonly answers: readonly Answer[];
  readonly described?: Described;
}

/** What the form around the element sends of a decision. */
export function entries(name: string, decision: Decision): FormData {
  const data = new FormData();
  data.append(`${name}.status`, decision.status);
  data.append(`${name}.segment`, decision.segment ?? "");
  data.append(`${name}.facts`, JSON.stringify(decision.facts));
  data.append(`${name}.decision`, decision.json);
  return data;
}
