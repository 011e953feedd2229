/** What people read, in one language; `govseg/texts/en` and `govseg/texts/es` are such texts. */
export interface Texts {
  /** The language's code. */
  readonly language: string;
  /** The words of the form. Words in {braces} are filled in. */
  readonly form: Readonly<Record<string, string>>;
  readonly segments: Readonly<Record<string, { readonly label: string; readonly meaning: string }>>;
  readonly facts: Readonly<Record<string, FactTexts>>;
  /** Why a contact for which the rule holds belongs to its segment. */
  readonly rules: Readonly<Record<string, { readonly because: string }>>;
  readonly sub_segments: Readonly<Record<string, { readonly label: string }>>;
}

/** How a fact is asked for. */
export interface FactTexts {
  readonly label: string;
  readonly question: string;
  readonly help: string;
  readonly values: Readonly<Record<string, { readonly label: string; readonly help: string }>>;
}
