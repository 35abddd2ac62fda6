/** French postcodes: five digits of which the first two, or three overseas, name the department. */
import type { CalendarZone } from "../calendarZone";
import { DomainError } from "../invariant";
import { NBSP } from "../money";
import { typeset } from "../typography";

/** First digits given to a department, an overseas territory, Monaco (980) or the armies (00). */
const KNOWN_START = /^(0\d|[1-8]\d|9[0-5]|97[1-8]|98[0-8])/;

/**
 * Reads a French postcode and returns its five digits.
 *
 * @throws DomainError `POSTCODE` in French, saying what is wrong.
 */
export function parsePostcode(text: string, field?: string): string {
  const postcode = text.replace(/[\s\u200b]/g, "").replace(/^F-?(?=\d{5}$)/i, "");
  if (postcode === "")
    throw new DomainError("POSTCODE", "Indiquez le code postal, par exemple 57000.", field);
  if (/^\d{4}$/.test(postcode)) {
    throw new DomainError(
      "POSTCODE",
      typeset(
        "Un code postal français compte 5 chiffres : il en manque un. Un tableur efface le 0 du début.",
      ),
      field,
    );
  }
  if (!/^\d{5}$/.test(postcode)) {
    throw new DomainError("POSTCODE", "Un code postal français compte 5 chiffres, par exemple 57000.", field);
  }
  if (!KNOWN_START.test(postcode)) {
    throw new DomainError(
      "POSTCODE",
      typeset(
        `Aucun département ne commence par ${postcode.slice(0, 2)} : vérifiez le code postal ${postcode}.`,
      ),
      field,
    );
  }
  return postcode;
}

/** Department of a postcode: `57`, `974`; `20` for the two of Corsica. */
export function departmentOf(postcode: string): string {
  return /^9[78]/.test(postcode) ? postcode.slice(0, 3) : postcode.slice(0, 2);
}

const ZONES_BY_DEPARTMENT: Record<string, CalendarZone | undefined> = {
  "57": "ALSACE_MOSELLE",
  "67": "ALSACE_MOSELLE",
  "68": "ALSACE_MOSELLE",
  "971": "GUADELOUPE",
  // Saint-Barthélemy and Saint-Martin: 977 and 978 by law, written 971 by the post.
  "977": "GUADELOUPE",
  "978": "GUADELOUPE",
  "972": "MARTINIQUE",
  "973": "GUYANE",
  "974": "REUNION",
  "976": "MAYOTTE",
};

/**
 * The calendar to propose to a company of this postcode: Bas-Rhin, Haut-Rhin and Moselle keep two
 * more holidays (Code du travail L3134-13), overseas departments their own clock.
 *
 * @returns undefined for territories whose calendar is none of ours (975, 98x): ask the person.
 */
export function suggestCalendarZone(postcode: string): CalendarZone | undefined {
  const department = departmentOf(postcode);
  const zone = ZONES_BY_DEPARTMENT[department];
  if (zone) return zone;
  return department.length === 2 ? "METROPOLE" : undefined;
}

/** `57000` and `Metz` → `57000 Metz`, on one line. */
export function formatPostcodeCity(postcode: string, city: string): string {
  return `${postcode}${NBSP}${city}`;
}
