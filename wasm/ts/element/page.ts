import type { Decision } from "../decision.js";
import type { Answer, Interview, Question } from "../interview.js";
import { answersView } from "./answers.js";
import { h, type View } from "./dom.js";
import { questionView } from "./question.js";
import { resultView } from "./result.js";
import type { Words } from "./words.js";

/** What an interview is shown with, and what a person can do about it. */
export interface Page {
  readonly words: Words;
  readonly interview: Interview;
  readonly disabled: boolean;
  /** What was known before the first question. */
  readonly given: Decision["facts"];
  /** The fact whose answer is being changed. */
  readonly changing: string | undefined;
  /** What stands at the end of a result. */
  readonly more: (decision: Decision) => Node | false;
  /** What a description left, where one is asked for, and the way back to it. */
  readonly described: { readonly view: Node; readonly back: () => void } | undefined;
  /** The values that an earlier question could have been answered with. */
  readonly choices: (fact: string) => readonly string[];
  /** Does something to the interview. */
  readonly step: (step: (interview: Interview) => readonly string[] | void) => void;
  readonly change: (fact: string) => void;
  readonly restart: () => void;
}

/** The question or the result, with what led there. */
export function pageView(page: Page): View {
  const { words, interview, given, changing, disabled } = page;
  const { question, answers, decision } = interview;
  if (changing !== undefined) {
    return changingView(page, changing, answers);
  }
  const { nodes, head } = question === null ? resultView(words, decision, page.more(decision)) : askingView(page, question, answers);
  const below = [question === null ? ending(page, answers) : null, answersView(words, given, answers, disabled, page.change), page.described?.view];
  return { nodes: [...nodes, ...below.filter((node) => node instanceof Node)], head };
}

function changingView({ words, choices, disabled, step }: Page, fact: string, answers: readonly Answer[]): View {
  return questionView(words, {
    fact,
    choices: choices(fact),
    chosen: answers.find((answer) => answer.fact === fact)?.values,
    progress: words.say("change"),
    disabled,
    answer: (value) => step((interview) => interview.change(fact, value)),
    back: () => step(() => {}),
  });
}

function askingView(page: Page, question: Question, answers: readonly Answer[]): View {
  const { words, disabled, step } = page;
  return questionView(words, {
    ...question,
    chosen: undefined,
    progress: `${words.say("question", { number: answers.length + 1 })}. ${words.expected(question.expected)}.`,
    disabled,
    answer: (value) => step((interview) => void (value === null ? interview.notSure() : interview.answer(value))),
    back: back(page, answers),
  });
}

/** Takes the last answer back; before the first one there may be a description. */
function back({ step, described }: Page, answers: readonly Answer[]): (() => void) | undefined {
  return answers.length === 0 ? described?.back : () => step((interview) => void interview.back());
}

function ending(page: Page, answers: readonly Answer[]): Node | null {
  const { words, disabled } = page;
  const goBack = back(page, answers);
  const button = (key: string, onclick: () => void): Node => h("button", { type: "button", class: "outline", disabled, onclick }, words.say(key));
  return goBack === undefined ? null : h("div", { class: "buttons" }, button("back", goBack), button("start_over", page.restart));
}
