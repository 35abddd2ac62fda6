import type { LetterView } from "@/usecases/dunning/readLetter";

/** What the parts of the page of a letter share. */
export interface LetterPageContext {
  letter: LetterView;
  /** Address of the company, and of the letter. */
  home: string;
  here: string;
  slug: string;
  mayWork: boolean;
  mayApprove: boolean;
  mayOwn: boolean;
  /** The firm the person works for here; null for the company's own people. */
  ownFirmId: string | null;
  /** A carrier can print and post for the company. */
  hasCarrier: boolean;
}

/** Fixed values of the forms of the page. */
export function letterValues(
  { slug, here, letter }: LetterPageContext,
  more: Readonly<Record<string, string>> = {},
): Record<string, string> {
  return { societe: slug, retour: here, lettre: letter.id, ...more };
}
