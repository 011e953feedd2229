import { FACTS } from "../taxonomy.js";

type Given = Record<string, string | string[]>;

/** What the element's own attributes say: `facts` in JSON, and one attribute for each built-in fact. */
export function ofAttributes(element: Element): Given {
  const given: Given = {};
  const json = element.getAttribute("facts");
  if (json !== null && json.trim() !== "") {
    Object.assign(given, JSON.parse(json));
  }
  for (const fact of Object.keys(FACTS)) {
    const value = element.getAttribute(fact);
    if (value !== null && value !== "") {
      given[fact] = several(value);
    }
  }
  return given;
}

/** What other controls of the form say, each by its `data-govseg-fact`. An empty value says nothing. */
export function ofControls(form: HTMLFormElement | null): Given {
  const given: Given = {};
  for (const control of form?.elements ?? []) {
    const fact = (control as HTMLElement).dataset["govsegFact"];
    if (fact === undefined) {
      continue;
    }
    const values = valuesOf(control).flatMap((value) => several(value)).filter((value) => value !== "");
    if (values.length > 0) {
      given[fact] = [...[given[fact] ?? []].flat(), ...values];
    }
  }
  return given;
}

/** `a|b` is any of the two, as in a cell of a table. */
function several(value: string): string | string[] {
  return value.includes("|") ? value.split("|") : value;
}

function valuesOf(control: Element): readonly string[] {
  if (control instanceof HTMLInputElement && (control.type === "checkbox" || control.type === "radio")) {
    return control.checked ? [control.value] : [];
  }
  if (control instanceof HTMLSelectElement) {
    return Array.from(control.selectedOptions, (option) => option.value);
  }
  return "value" in control ? [String(control.value)] : [];
}
