/** Texts that come from files of others, before they go to PostgreSQL. */

/** PostgreSQL keeps no NUL and no half of a character: they are left out. */
export function storableText(text: string): string {
  return text.replace(/[\p{Cs}\0]/gu, "");
}

/** The same value with its texts made storable, at any depth: for what is hashed, then read back. */
export function storable<Value>(value: Value): Value {
  const written = JSON.stringify(value);
  // Halves of characters are the only ones that JSON escapes as such; a false alarm costs a copy.
  if (!/\\u(?:0000|d[89a-f])/.test(written)) return value;
  return JSON.parse(written, (_, part: unknown) => (typeof part === "string" ? storableText(part) : part));
}

/** JSON for `json_to_recordset`: texts made storable, bigints written in digits, undefined left out. */
export function jsonRows(rows: unknown): string {
  return JSON.stringify(rows, (_, value: unknown) => {
    if (typeof value === "string") return storableText(value);
    return typeof value === "bigint" ? value.toString() : value;
  });
}
