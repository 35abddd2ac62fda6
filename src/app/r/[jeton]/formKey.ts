/**
 * Proof that a form was served by us for this link, not long ago. Browsers send no usable Origin
 * from a page without referrer, so the form carries its own proof.
 */
import { createHmac, timingSafeEqual } from "node:crypto";
import { env } from "@/config/env";

const LIFETIME_MS = 12 * 3_600_000;

function mark(linkId: string, at: number): string {
  return createHmac("sha256", env().APP_SECRET).update(`answer form ${linkId} ${at}`).digest("base64url");
}

export function formKeyOf(linkId: string, now: number): string {
  return `${now.toString(36)}.${mark(linkId, now)}`;
}

export function isFormKey(key: string, linkId: string, now: number): boolean {
  const [time = "", given = ""] = key.split(".");
  const at = Number.parseInt(time, 36);
  if (!Number.isFinite(at) || at > now + 60_000 || now - at > LIFETIME_MS) return false;
  const expected = Buffer.from(mark(linkId, at));
  const received = Buffer.from(given);
  return expected.length === received.length && timingSafeEqual(expected, received);
}
