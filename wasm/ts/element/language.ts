import { LANGUAGES, type Language } from "../taxonomy.js";
import type { Texts } from "../texts.js";

const TEXTS: Readonly<Record<Language, () => Promise<{ readonly texts: Texts }>>> = {
  en: () => import("../texts/en.js"),
  es: () => import("../texts/es.js"),
};

/** The texts of the language in which an element stands; English where that one is not spoken. */
export async function textsOf(element: Element): Promise<{ readonly language: Language; readonly texts: Texts }> {
  const wanted = (element.closest("[lang]")?.getAttribute("lang") ?? navigator.language).slice(0, 2).toLowerCase();
  const language = LANGUAGES.find((known) => known === wanted) ?? "en";
  return { language, texts: (await TEXTS[language]()).texts };
}
