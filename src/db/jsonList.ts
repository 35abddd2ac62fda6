/**
 * Values of one `jsonb` column for the many rows of a statement: sent beside the rows as one array, each
 * distinct value once, and named by their place in it (`${list.text}::jsonb -> row.place`). Nested in
 * `json_to_recordset` instead, the reasons of a step cost PostgreSQL more than all its other columns together.
 */
export class JsonList {
  readonly #places = new Map<string, number>();

  /** @returns the place of this value, from 0; equal values share one */
  placeOf(value: object): number {
    const written = JSON.stringify(value);
    const known = this.#places.get(written);
    if (known !== undefined) return known;
    const place = this.#places.size;
    this.#places.set(written, place);
    return place;
  }

  /** The array, as JSON: asked for once every row has its place. */
  get text(): string {
    return `[${[...this.#places.keys()].join(",")}]`;
  }
}
