/** Looking for a text in a column, as people type: any case, with or without accents. */
import { Prisma } from "./generated/client";
import { storableText } from "./storableText";

/** Pattern of LIKE for a text that contains another; the signs that LIKE reads as jokers are escaped. */
export function contains(text: string): string {
  return `%${storableText(text).replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}

const ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüÿý’";
const PLAIN = "aaaaaaceeeeiiiinooooouuuuyy'";

/** `Épicerie` → `epicerie`, letter by letter, as {@link containsWord} makes PostgreSQL do. */
function plainOf(text: string): string {
  return [...text.toLowerCase()]
    .map((letter) => {
      const at = ACCENTED.indexOf(letter);
      return at < 0 ? letter : (PLAIN[at] ?? letter);
    })
    .join("");
}

/**
 * The column holds the text: « epicerie » finds « Épicerie », whatever locale the database was made with.
 * The column is written by us, never typed.
 */
export function containsWord(column: Prisma.Sql, text: string): Prisma.Sql {
  return Prisma.sql`translate(lower(${column} COLLATE "und-x-icu"), ${ACCENTED}, ${PLAIN}) LIKE ${contains(plainOf(text))}`;
}
