// What must compile.
import { classify, decide, Decision, GovsegError, Interview, Policy, SEGMENTS, type Facts, type Segment } from "govseg";
import { compileLean, read } from "govseg/policy";
import { load } from "govseg/slim";
import { suggest, TextModel, type Suggestion } from "govseg/text";
import { Program, type Assigned } from "govseg/tiers";
import { texts } from "govseg/texts/es";
import type { GovsegInterview } from "govseg/element";

const facts: Facts = { customer: ["citizen", "noncitizen"], determination: true, channel: "phone", duty: null };
const decision: Decision = decide(facts);
const segment: Segment | null = decision.segment;

export function route(of: Segment): number {
  switch (of) {
    case "informational":
    case "beneficial":
    case "dutiful":
      return 1;
    case "commercial":
    case "intergovernmental":
      return 2;
    case "other":
      return 3;
  }
}

export const first: Segment = SEGMENTS[0];
export const routed: number | null = segment === null ? null : route(segment);
export const wrong: GovsegError[] = classify([facts, {}]).filter((found) => found instanceof GovsegError);

const agency = read('id = "a"\nversion = "1"');
agency.decide({ program: "grants", customer: "citizen" });
export const slim: Segment | null = load(compileLean(agency)).decide({ program: "x" }).segment;
export const rules: readonly string[] = Policy.default().rules;
export const expected: number | null | undefined = new Interview({ customer: "citizen" }).question?.expected;
export const question: string | undefined = texts.facts["customer"]?.question;

const suggestion: Suggestion = suggest("Apply for a permit", facts, { coverage: 0.8, model: TextModel.fromBytes(new Uint8Array()) });
export const suggested: Segment | null = suggestion.suggested_segment;
export const heavy: number | undefined = suggestion.words[0]?.weight;
suggest("Apply for a permit", { program: "permits" }, { policy: agency });
agency.decide(suggestion.facts);

const customer: Assigned = Program.read("airline").assign({ points: 80_000, asks_for_help: true, cabin: null }, { view: "customer" });
export const ground: "legal_duty" | "need" | "courtesy" | "bought" | "tier" | "step" | "default" | undefined = customer.treatments.before[0]?.ground;
export const path: readonly string[] = customer.because?.published ? customer.because.path : [];

declare const element: GovsegInterview;
element.addEventListener("govseg-decided", () => element.decision?.segment);
element.texts = { form: { next: "Go on" }, facts: { program: { question: "Which program?" } } };
element.policy = agency;
export const inPage: GovsegInterview | null = document.querySelector("govseg-interview");
export const valid: boolean = element.checkValidity() && element.validity.valid && element.form !== null;
