/** What a change of settings changed, for the journal: field by field, before and after. */

/** A value the journal may keep. Amounts are written as text: JSON has no bigint. */
export type JournaledValue = string | number | boolean | null;

export interface FieldChange {
  from: JournaledValue;
  to: JournaledValue;
}

function journaled(value: unknown): JournaledValue {
  if (value === null || value === undefined) return null;
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value instanceof Date) return value.toISOString();
  return String(value);
}

/**
 * Fields of `after` whose value differs in `before`. Fields that only `before` has are left out.
 *
 * @param show how a value is written, such as a masked IBAN; as it is by default
 */
export function changedFields<Values extends object>(
  before: object,
  after: Values,
  show: (value: JournaledValue, field: keyof Values) => JournaledValue = (value) => value,
): Partial<Record<keyof Values, FieldChange>> {
  const changes: Partial<Record<keyof Values, FieldChange>> = {};
  for (const field of Object.keys(after) as (keyof Values)[]) {
    const from = journaled((before as Record<PropertyKey, unknown>)[field]);
    const to = journaled(after[field]);
    if (from !== to) changes[field] = { from: show(from, field), to: show(to, field) };
  }
  return changes;
}
