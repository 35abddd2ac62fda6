import { createHmac, timingSafeEqual } from "node:crypto";

/** A request signed longer ago than this, or further ahead, is refused: it may be one replayed. */
const TOLERANCE_MS = 5 * 60_000;

/** The signature of a message: HMAC-SHA-256 of `<seconds>.<bytes>`, in hexadecimal. */
export function gatewaySignature(body: Uint8Array, secret: string, timestamp: string): string {
  return createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest("hex");
}

/** Checks the signature of a message that a mail gateway posts, and that it was made just now. */
export function isSignedByGateway(
  body: Uint8Array,
  given: { secret: string; timestamp: string; signature: string; nowMs: number },
): boolean {
  if (!/^\d{10}$/.test(given.timestamp)) return false;
  if (Math.abs(given.nowMs - Number(given.timestamp) * 1_000) > TOLERANCE_MS) return false;
  const wanted = Buffer.from(gatewaySignature(body, given.secret, given.timestamp));
  const actual = Buffer.from(given.signature.toLowerCase());
  return actual.length === wanted.length && timingSafeEqual(actual, wanted);
}
