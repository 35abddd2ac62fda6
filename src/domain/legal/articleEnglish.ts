/** Texts of French law named for a reader of English. */
import { typeset } from "../typography";

const CODES: Record<string, string> = {
  "code de commerce": "French Commercial Code",
  "code de la commande publique": "French Public Procurement Code",
  "code civil": "French Civil Code",
};

/** `French Commercial Code L. 441-10, II` for « art. L. 441-10, II du code de commerce »; as it is when unknown. */
export function articleEnglish(article: string): string {
  const [, which = "", code = ""] = /^art\. (.+) du (code .+)$/.exec(article) ?? [];
  const name = CODES[code];
  return typeset(name ? `${name} ${which.replaceAll(" et ", " and ")}` : article);
}
