/** What the API tells everybody alike. */
import { createHash } from "node:crypto";

/** Until when it may be kept without asking again: a new version of the program changes it. */
const FRESH_SECONDS = 300;

/** An answer in JSON that anybody may keep; whoever has it already is told so (304). */
export function publicJson(request: Request, body: unknown): Response {
  const text = JSON.stringify(body);
  const etag = `"${createHash("sha256").update(text).digest("base64url")}"`;
  const headers = {
    "cache-control": `public, max-age=${FRESH_SECONDS}`,
    // Tools that show such documents read them from their own pages. Nothing else here lets other sites in.
    "access-control-allow-origin": "*",
    etag,
  };
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((one) => one.trim());
  const isKnown = known.some((one) => one === "*" || one.replace(/^W\//, "") === etag);
  return isKnown
    ? new Response(null, { status: 304, headers })
    : new Response(text, { headers: { ...headers, "content-type": "application/json" } });
}
