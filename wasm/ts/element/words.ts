import type { Given } from "../decision.js";
import type { Texts } from "../texts.js";

/** Texts of which some are given, to be laid over others. */
export type SomeTexts = Some<Texts>;
type Some<T> = T extends object ? { readonly [key in keyof T]?: Some<T[key]> } : T;

/** One over the other, key by key. */
export function overlaid<T>(under: T, over: Some<T> | undefined): T {
  if (over === undefined || typeof under !== "object" || typeof over !== "object") {
    return (over ?? under) as T;
  }
  const merged: Record<string, unknown> = { ...(under as object) };
  for (const [key, value] of Object.entries(over as object)) {
    merged[key] = overlaid(merged[key], value as never);
  }
  return merged as T;
}

/** Says things in one language. What the texts do not know is called by its wire name. */
export class Words {
  readonly texts: Texts;

  constructor(texts: Texts) {
    this.texts = texts;
  }

  /** A sentence of the form with its {placeholders} filled. */
  say(key: string, filled: Readonly<Record<string, string | number>> = {}): string {
    return (this.texts.form[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) => String(filled[name] ?? ""));
  }

  /** "a", "a or b", "a, b or c". */
  list(items: readonly string[], last: "list_or" | "list_and"): string {
    const before = items.slice(0, -1).join(this.say("list_separator"));
    return items.length < 2 ? (items[0] ?? "") : before + this.say(last) + items[items.length - 1];
  }

  segment(id: string): string {
    return this.texts.segments[id]?.label ?? id;
  }

  question(fact: string): string {
    return this.texts.facts[fact]?.question ?? fact;
  }

  help(fact: string): string | undefined {
    return this.texts.facts[fact]?.help;
  }

  value(fact: string, value: string): string {
    return this.texts.facts[fact]?.values[value]?.label ?? value;
  }

  valueHelp(fact: string, value: string): string | undefined {
    return this.texts.facts[fact]?.values[value]?.help;
  }

  values(fact: string, given: Given): string {
    return this.list([given].flat().map((value) => this.value(fact, value)), "list_or");
  }

  /** "the customer is a citizen"; `key` is the sentence to say it in. */
  fact(fact: string, given: Given, key = "fact_is"): string {
    const values = this.values(fact, given);
    return this.say(key, { fact: this.texts.facts[fact]?.label ?? fact, value: values, values });
  }

  /** How many questions are expected still to come. */
  expected(count: number | null): string {
    const whole = count === null ? 0 : Math.max(1, Math.round(count));
    return this.say(whole === 0 ? "expected_unknown" : whole === 1 ? "expected_one" : "expected_some", { count: whole });
  }
}
