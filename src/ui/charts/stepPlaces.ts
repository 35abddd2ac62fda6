/** Least distance between two steps, in units of 2 % of the line, so that their names do not touch. */
const APART = 6;
/** First and last place: the names of the ends stay on the page. */
const FIRST = 2;
const LAST = 47;

/**
 * Places along a line cut in 50 parts of 2 %, for sorted offsets in days: in proportion to the days,
 * then pushed apart where they are too close. As many as fit (eight); beyond, they are spread evenly.
 */
export function stepPlaces(offsets: readonly number[]): number[] {
  const first = offsets[0] ?? 0;
  const span = (offsets.at(-1) ?? 0) - first;
  if (offsets.length < 2 || span === 0) return offsets.map(() => FIRST);
  const room = LAST - FIRST;
  const apart = Math.min(APART, Math.floor(room / (offsets.length - 1)));
  const places = offsets.map((offset) => FIRST + Math.round(((offset - first) / span) * room));
  for (let i = 1; i < places.length; i += 1) {
    places[i] = Math.max(places[i] ?? 0, (places[i - 1] ?? 0) + apart);
  }
  // The last ones may have been pushed past the end: bring them back, from the end.
  for (let i = places.length - 1, limit = LAST; i >= 0; i -= 1, limit -= apart) {
    places[i] = Math.min(places[i] ?? 0, limit);
  }
  return places;
}
