/** The beginning of a text, at most `max` UTF-16 units: never half of a character, which no database keeps. */
export function cutText(text: string, max: number): string {
  const cut = text.slice(0, max);
  return /\p{Surrogate}$/u.test(cut) ? cut.slice(0, -1) : cut;
}
