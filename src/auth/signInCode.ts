/** Codes of the second step of signing in: those of a telephone (RFC 6238) and those kept on paper. */
import { randomBytes } from "node:crypto";
import { generateSecret, generateURI, verifySync } from "otplib";
import { sha256Hex } from "@/db/sha256";
import type { Instant } from "@/domain/calendar";

/** A code holds for thirty seconds. */
const STEP_SECONDS = 30;
/** How far the clock of a telephone may be off, before and after: one step. */
const TOLERANCE_SECONDS = STEP_SECONDS;

const RECOVERY_CODES = 8;
const RECOVERY_LETTERS = 16;
/** Without I, L, O and U, which are misread (Crockford's base 32). */
const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A new secret of 160 bits, in base 32, as applications take it. */
export function newSecret(): string {
  return generateSecret();
}

/** What the QR code says: the address `otpauth://` that applications read. */
export function secretUri(secret: string, email: string): string {
  return generateURI({ issuer: "Dûment", label: email, secret });
}

/**
 * The step of thirty seconds that a code of six digits belongs to.
 *
 * @param after the step of the last code taken: that one and earlier ones are refused
 * @param now real time: telephones know no other
 * @returns null when the code is wrong, or was taken before
 */
export function stepOfCode(secret: string, code: string, after: number, now: Instant): number | null {
  const result = verifySync({
    secret,
    token: code,
    epoch: Math.floor(now / 1000),
    period: STEP_SECONDS,
    epochTolerance: TOLERANCE_SECONDS,
    ...(after > 0 && { afterTimeStep: after }),
  });
  return result.valid && "timeStep" in result ? result.timeStep : null;
}

/** New codes to keep on paper, 80 bits each, written `XXXX-XXXX-XXXX-XXXX`. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => {
    const letters = Array.from(randomBytes(RECOVERY_LETTERS), (byte) => ALPHABET[byte % ALPHABET.length]);
    return letters.join("").replace(/(.{4})(?=.)/g, "$1-");
  });
}

/** What a person typed, as one of the two kinds of codes; null when it looks like neither. */
export function readCode(typed: string): { kind: "telephone" | "recovery"; code: string } | null {
  const code = typed.toUpperCase().replace(/[^0-9A-Z]/g, "");
  if (/^\d{6}$/.test(code)) return { kind: "telephone", code };
  // What is misread as one of the letters left out.
  const letters = code.replace(/O/g, "0").replace(/[IL]/g, "1");
  return letters.length === RECOVERY_LETTERS ? { kind: "recovery", code: letters } : null;
}

/** What is kept of a recovery code; 80 random bits need no salt, and the account keeps two apart. */
export function hashRecoveryCode(userId: string, code: string): string {
  return sha256Hex(`${userId}/${code.replaceAll("-", "")}`);
}
