/** A FEC that a spreadsheet has opened and saved: it may have cut the zeros of its numbers and changed its days. */
import { DomainError } from "@/domain/invariant";
import { typeset } from "@/domain/typography";
import { fecColumnsOf } from "./fecColumns";

/** What separates the fields of a FEC; they stay in one cell when the spreadsheet was not told. */
const SEPARATORS = /[\t|;]/;

/**
 * Refuses a table whose first rows have the titles of a FEC.
 *
 * @throws DomainError `FILE_FEC`, in French
 */
export function refuseSavedFec(rows: readonly { cells: readonly string[] }[]): void {
  const isFec = ({ cells: [first = "", ...others] }: { cells: readonly string[] }) =>
    fecColumnsOf([...first.split(SEPARATORS), ...others]) !== undefined;
  if (!rows.some(isFec)) return;
  const message =
    "Ceci est un fichier des écritures comptables (FEC) enregistré par un tableur, qui a pu en changer les numéros et les dates. Exportez le FEC de nouveau de votre logiciel de comptabilité, ou demandez-le à votre comptable : c’est un fichier texte (.txt), à déposer ici sans l’ouvrir dans Excel.";
  throw new DomainError("FILE_FEC", typeset(message));
}
