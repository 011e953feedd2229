// What must not compile: each line marked is an error, or this file is.
import { classify, classifyColumns, decide, Policy, type Facts, type Segment } from "govseg";
import { suggest } from "govseg/text";
import { Program } from "govseg/tiers";

// @ts-expect-error a value that the fact does not have
decide({ customer: "militry" });
// @ts-expect-error a fact that there is not
decide({ custmer: "military" });
// @ts-expect-error a value of another fact
decide({ benefit: "audit" });
// @ts-expect-error only yes-or-no facts take a truth value
decide({ duty: true });
// @ts-expect-error a list holds values of its fact
decide({ channel: ["phone", "citizen"] });
// @ts-expect-error a list, not one contact
classify({ customer: "citizen" });
// @ts-expect-error columns are numbers
classifyColumns({ customer: ["citizen"] });
// @ts-expect-error the default policy has no facts of an agency's own
Policy.default().decide({ program: "grants" });
// @ts-expect-error no segment
export const segment: Segment = "exceptional";
// @ts-expect-error a decision may have none
export const decided: Segment = decide({}).segment;
// @ts-expect-error facts are not changed in place
(({}) as Facts).customer = "citizen";
// @ts-expect-error the default policy knows no such value
suggest("Apply for a permit", { capacity: "oficial" });
// @ts-expect-error nor such a fact
suggest("Apply for a permit", { program: "permits" });
// @ts-expect-error a suggestion may be none
export const likely: Segment = suggest("Apply for a permit").suggested_segment;
// @ts-expect-error a model is read from its bytes beforehand
suggest("Apply for a permit", {}, { model: new Uint8Array() });
// @ts-expect-error there are two renderings
Program.read("airline").assign({}, { view: "public" });
// @ts-expect-error one value for each column
Program.read("airline").assign({ cabin: ["first"] });
// @ts-expect-error customers may not be told why
export const why: readonly string[] | undefined = Program.read("airline").assign({}).because?.path;

export function all(of: Segment): number {
  switch (of) {
    case "informational":
      return 1;
    // @ts-expect-error that is not one of them
    case "information":
      return 2;
    default:
      return 3;
  }
}
