/**
 * Secrets at rest: AES-256-GCM, a fresh nonce each time, bound to where the secret lives so that
 * a sealed value copied elsewhere does not open. Each value names the key that closed it, so that
 * the secret of the installation can change: APP_SECRET_PREVIOUS still opens, APP_SECRET closes.
 */
import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { env } from "./env";

const VERSION = 1;
const KEY_ID_BYTES = 4;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const NONCE_AT = 1 + KEY_ID_BYTES;
const TAG_AT = NONCE_AT + NONCE_BYTES;
const TEXT_AT = TAG_AT + TAG_BYTES;

interface SealingKey {
  readonly id: Buffer;
  readonly key: Buffer;
}

function keyOf(secret: string): SealingKey {
  const key = Buffer.from(hkdfSync("sha256", secret, "dument", "secrets at rest v1", 32));
  // Tells keys apart and says nothing about them.
  const id = createHash("sha256").update("key id").update(key).digest().subarray(0, KEY_ID_BYTES);
  return { id, key };
}

/**
 * @param place where the sealed value is kept, such as `company/<id>/smtp`
 */
export function seal(text: string, place: string): Uint8Array<ArrayBuffer> {
  const { id, key } = keyOf(env().APP_SECRET);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  cipher.setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return new Uint8Array([VERSION, ...id, ...nonce, ...cipher.getAuthTag(), ...sealed]);
}

/** Opens what {@link seal} closed. @throws when the key, the place or one bit differs. */
export function unseal(sealed: Uint8Array, place: string): string {
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== VERSION) throw new Error("sealed by an unknown version");
  const { APP_SECRET, APP_SECRET_PREVIOUS } = env();
  const keys = [APP_SECRET, ...(APP_SECRET_PREVIOUS ? [APP_SECRET_PREVIOUS] : [])].map(keyOf);
  const known = keys.find(({ id }) => id.equals(bytes.subarray(1, NONCE_AT)));
  if (!known) throw new Error("sealed with a key this installation no longer has");
  const decipher = createDecipheriv("aes-256-gcm", known.key, bytes.subarray(NONCE_AT, TAG_AT));
  decipher.setAAD(Buffer.from(place));
  decipher.setAuthTag(bytes.subarray(TAG_AT, TEXT_AT));
  return Buffer.concat([decipher.update(bytes.subarray(TEXT_AT)), decipher.final()]).toString("utf8");
}
