/** Texts that come from files of others, before they go to PostgreSQL. */

/** PostgreSQL keeps no NUL and no half of a character: they are left out. */
export function storableText(text: string): string {
  return text.replace(/[\p{Cs}\0]/gu, "");
}

/** JSON for `json_to_recordset`: texts made storable, bigints written in digits, undefined left out. */
export function jsonRows(rows: unknown): string {
  return JSON.stringify(rows, (_, value: unknown) => {
    if (typeof value === "string") return storableText(value);
    return typeof value === "bigint" ? value.toString() : value;
  });
}
