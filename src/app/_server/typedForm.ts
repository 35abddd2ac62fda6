/** A form that is answered while it is being typed: nothing is kept of it. */
import type { Permission } from "@/auth/permissions";
import { countAttempt, RATES } from "@/auth/rateLimit";
import { boundedBody } from "./boundedBody";
import { type Entered, tryEnterCompany } from "./company";
import { orGone } from "./csvFile";
import { isSameOrigin } from "./request";

/** The longest text there may be is a tenth of this, whatever its letters. */
const MAX_TYPED_BYTES = 256 * 1024;

export interface Typed<Reading extends object> {
  errors: readonly { field: string; message: string }[];
  /** What its reader would get; null while something is wrong. */
  reading: Reading | null;
}

/**
 * Answers what has been typed so far, in JSON, to a person who may do this in the company: 404 to others, 403 to
 * another site, 413 to what is too long, 429 to whoever types faster than anybody can.
 */
export async function answerTyped<Reading extends object>(
  request: Request,
  slug: string,
  permission: Permission,
  work: (inside: Entered, raw: Record<string, string>) => Promise<Typed<Reading>>,
): Promise<Response> {
  if (!isSameOrigin(request.headers)) return new Response(null, { status: 403 });
  const inside = await tryEnterCompany(slug, permission);
  if (!inside) return new Response(null, { status: 404 });
  const body = await boundedBody(request, MAX_TYPED_BYTES);
  if (!body) return new Response(null, { status: 413 });
  if (!(await countAttempt(RATES.previewByUser, inside.user.userId)))
    return new Response(null, { status: 429 });
  const raw = Object.fromEntries(new URLSearchParams(body.toString("utf8")));
  return orGone(work(inside, raw).then(inJson));
}

function inJson({ errors, reading }: Typed<object>): Response {
  const answer = {
    errors: Object.fromEntries(errors.map(({ field, message }) => [field, message])),
    reading,
  };
  const headers = { "cache-control": "private, no-store", "x-content-type-options": "nosniff" };
  return Response.json(answer, { headers });
}
