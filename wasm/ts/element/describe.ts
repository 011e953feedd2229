import type { Policy } from "../policy.js";
import { correctingView, writingView } from "./description.js";
import type { View } from "./dom.js";
import type { Words } from "./words.js";

/** A value for each fact; an empty one is "not sure". */
export type Values = Readonly<Record<string, string>>;

/** What is kept of a description. */
export interface Described {
  readonly text: string;
  /** What the words suggested, as the person corrected it by now. */
  readonly chosen?: Values;
  /** What the person left standing, once that is done. */
  readonly left?: Values;
}

/** What a description needs of the form in which it stands. */
export interface Stage {
  readonly words: Words;
  readonly policy: Policy<never>;
  /** What is known besides. */
  readonly known: object;
  readonly disabled: boolean;
  /** Keeps what was written or chosen by now. */
  readonly keep: () => void;
  /** Shows the next step and leads the focus there, with news for those who cannot see it. */
  readonly show: (news: string) => void;
  /** Goes on with what was left standing. */
  readonly done: () => void;
}

const NOTHING: Described = { text: "" };

/**
 * A description in the person's own words. Where the words suggest one value of a fact, the person sees it and corrects it
 * before it counts; where they leave several, the interview asks.
 */
export class Description {
  #kept = NOTHING;
  #step: "text" | "suggested" | "done" = "text";
  /** What is wrong with the text, or why it suggests nothing: the key of a sentence. */
  #trouble: string | undefined;
  /** Of the newest reading: what comes of an older one is not shown any more. */
  #reading = 0;

  get kept(): Described {
    return this.#kept;
  }

  get done(): boolean {
    return this.#step === "done";
  }

  /** The key of what the step at hand is called. */
  get title(): string {
    return this.#step === "suggested" ? "described" : "describe";
  }

  /** Takes up what was kept, or begins with nothing. */
  restore(kept = NOTHING): void {
    this.#kept = kept;
    this.#go(kept.left === undefined ? "text" : "done");
  }

  /** Goes back to what was suggested, or to the text where nothing was. */
  reopen(): void {
    this.#go(Object.keys(this.#kept.chosen ?? {}).length === 0 ? "text" : "suggested");
  }

  /** The step at hand. */
  view(stage: Stage): View {
    const { words, policy, disabled } = stage;
    const trouble = this.#trouble;
    const leave = (left: Values): void => {
      this.#kept = { ...this.#kept, left };
      this.#go("done");
      stage.done();
    };
    if (this.#step === "suggested") {
      return correctingView(words, policy.facts, this.#kept.chosen ?? {}, trouble, disabled, {
        choose: (fact, value) => {
          this.#kept = { ...this.#kept, chosen: { ...this.#kept.chosen, [fact]: value } };
          stage.keep();
        },
        next: () => leave(Object.fromEntries(Object.entries(this.#kept.chosen ?? {}).filter(([, value]) => value !== ""))),
        back: () => {
          this.#go("text");
          stage.show(words.say(this.title));
        },
      });
    }
    return writingView(words, this.#kept.text, trouble, disabled, {
      write: (text) => {
        this.#kept = { ...this.#kept, text };
      },
      keep: stage.keep,
      read: () => this.#read(stage),
      skip: () => {
        this.#kept = { text: this.#kept.text };
        leave({});
      },
    });
  }

  #go(step: "text" | "suggested" | "done", trouble?: string): void {
    this.#step = step;
    this.#trouble = trouble;
    this.#reading += 1;
  }

  async #read(stage: Stage): Promise<void> {
    const { text } = this.#kept;
    if (text.trim() === "") {
      this.#go("text", "describe_empty");
      stage.show("");
      return;
    }
    const reading = (this.#reading += 1);
    const suggestion = await suggested(text, stage);
    if (reading !== this.#reading) {
      return;
    }
    if (suggestion === undefined) {
      this.#go("text", "describe_failed");
      stage.show("");
      return;
    }
    const chosen = Object.fromEntries(Object.entries(suggestion.facts).filter((given): given is [string, string] => typeof given[1] === "string"));
    const silent = suggestion.silence === "language" ? "described_language" : "described_none";
    this.#kept = { ...this.#kept, chosen };
    this.#go("suggested", Object.keys(chosen).length === 0 ? silent : undefined);
    stage.show(stage.words.say(this.#trouble ?? this.title));
  }
}

/** What a text suggests. What reads it is loaded now; where that fails, the person still gets on, and why is not for them. */
async function suggested(text: string, { known, policy }: Stage): Promise<ReturnType<typeof import("../text.js").suggest> | undefined> {
  try {
    const { suggest } = await import("../text.js");
    return suggest(text, known, { policy });
  } catch {
    return undefined;
  }
}
