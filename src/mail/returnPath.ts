import { createHmac, timingSafeEqual } from "node:crypto";
import { invariant } from "@/domain/invariant";

const PROOF_LENGTH = 12;
const PREFIX = "b+";

/** Twelve hexadecimal signs that only the holder of the secret can make for this message. */
function proofOf(secret: string, local: string): string {
  return createHmac("sha256", secret).update(`return path ${local}`).digest("hex").slice(0, PROOF_LENGTH);
}

/**
 * The return address of one message (VERP): a refusal by mail comes back to it, and names the
 * message even when nothing of it is quoted. Its proof stops a stranger from declaring an address dead.
 *
 * @param messageIdHeader with angle brackets, as `messageIdOf` makes it
 */
export function returnPathOf(secret: string, messageIdHeader: string, bounceDomain: string): string {
  const local = messageIdHeader.slice(1, messageIdHeader.lastIndexOf("@"));
  invariant(/^[a-z2-7]{1,40}$/.test(local), "the Message-ID was not made here");
  return `${PREFIX}${local}.${proofOf(secret, local)}@${bounceDomain}`;
}

/**
 * The Message-ID that a return address names, without its domain; null when the address is not
 * one of ours or its proof is wrong. Servers may change the case of what they carry.
 */
export function localOfReturnPath(secret: string, address: string, bounceDomain: string): string | null {
  const match = /^b\+([a-z2-7]{1,40})\.([0-9a-f]{12})@(.+)$/.exec(address.trim().toLowerCase());
  const [, local, proof, domain] = match ?? [];
  if (!local || !proof || domain !== bounceDomain.toLowerCase()) return null;
  return timingSafeEqual(Buffer.from(proof), Buffer.from(proofOf(secret, local))) ? local : null;
}
