import type { DebtorWords } from "./debtorWords";
import { ENGLISH } from "./debtorWordsEnglish";
import { FRENCH } from "./debtorWordsFrench";

/** The words of the page in the reader's language. */
export function wordsOf(language: "fr" | "en"): DebtorWords {
  return language === "en" ? ENGLISH : FRENCH;
}
