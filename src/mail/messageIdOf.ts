import { createHmac } from "node:crypto";
import { invariant } from "@/domain/invariant";

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 base32 in lower case, without padding. */
function base32(bytes: Uint8Array): string {
  let text = "";
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += BASE32.charAt((value >> bits) & 31);
    }
  }
  return bits > 0 ? text + BASE32.charAt((value << (5 - bits)) & 31) : text;
}

/**
 * The Message-ID of a message, the same each time it is asked for, so that a second copy of the
 * same message can be recognised by receivers and by a search in a mailbox.
 *
 * It is 128 bits of HMAC-SHA-256 over the two ids: it tells nothing about them, and nobody can
 * make one without the secret.
 *
 * @param secret at least 16 bytes, stable for the life of the installation
 * @param domain host name of the platform, on the right of the `@`
 */
export function messageIdOf(secret: string, companyId: string, messageId: string, domain: string): string {
  invariant(Buffer.byteLength(secret) >= 16, "the Message-ID secret is too short");
  invariant(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$/.test(domain), "the Message-ID domain is a host name");
  const digest = createHmac("sha256", secret)
    .update(`${companyId.length}:${companyId}${messageId.length}:${messageId}`)
    .digest();
  return `<${base32(digest.subarray(0, 16))}@${domain}>`;
}
