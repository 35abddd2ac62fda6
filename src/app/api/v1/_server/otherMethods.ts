/** Methods that an address of the API does not have: the same kind of answer as its other refusals. */
import { Problem, problemResponse } from "./problem";

type Served = "GET" | "POST";

/**
 * Handlers for every method but those the address has: 405 with `Allow`. `OPTIONS` tells the same without a refusal.
 * Written after the others: `export const { PUT, PATCH, … } = otherMethods("GET")`.
 */
export function otherMethods(...served: readonly Served[]) {
  const allow = [...served, ...(served.includes("GET") ? ["HEAD"] : []), "OPTIONS"].join(", ");
  const detail = `Cette adresse n’a pas cette méthode. Elle a\u00a0: ${allow}.`;
  const refuse = () => problemResponse(new Problem("methode-refusee", detail, [], { allow }), String);
  const tell = () => new Response(null, { status: 204, headers: { allow } });
  return { GET: refuse, POST: refuse, PUT: refuse, PATCH: refuse, DELETE: refuse, OPTIONS: tell };
}
