/** Values with amounts, kept as JSON: a bigint is written `{"$cents":"123"}` and comes back a bigint. */
import type { Prisma } from "./generated/client";

/** What a JSON column is given. */
export function freeze(value: unknown): Prisma.InputJsonValue {
  return JSON.parse(
    JSON.stringify(value, (_, member: unknown) =>
      typeof member === "bigint" ? { $cents: member.toString() } : member,
    ),
  );
}

/** What {@link freeze} kept, as it was. */
export function thaw<T>(json: unknown): T {
  return JSON.parse(JSON.stringify(json), (_, member: unknown) => {
    const isAmount = typeof member === "object" && member !== null && "$cents" in member;
    return isAmount ? BigInt((member as { $cents: string }).$cents) : member;
  }) as T;
}
