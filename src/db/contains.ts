/** Pattern of LIKE for a text that contains another; the signs that LIKE reads as jokers are escaped. */
export function contains(text: string): string {
  return `%${text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
}
