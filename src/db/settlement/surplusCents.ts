import { Prisma } from "../generated/client";

/** What a payment left as a credit of its client, in cents. @param alias of the payment in the query */
export function surplusCents(alias: "p"): Prisma.Sql {
  const p = Prisma.raw(alias);
  return Prisma.sql`coalesce((SELECT k.amount_cents FROM client_credit k
    WHERE k.company_id = ${p}.company_id AND k.surplus_of_id = ${p}.id AND k.cancelled_at IS NULL), 0)`;
}
