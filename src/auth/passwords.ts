/** Passwords: argon2id, at most two at a time so that signing in cannot exhaust the processor. */
import { hash, verify } from "@node-rs/argon2";
import { DomainError } from "@/domain/invariant";

// OWASP Password Storage Cheat Sheet: argon2id, 19 MiB, two passes, one lane (the library's default algorithm).
const PARAMETERS = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
const AT_ONCE = 2;
const MAX_WAITING = 50;
export const MIN_PASSWORD_LENGTH = 12;
const MAX_PASSWORD_LENGTH = 200;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    if (waiting.length >= MAX_WAITING) {
      throw new DomainError("BUSY", "Trop de connexions en même temps. Réessayez dans une minute.");
    }
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
  running += 1;
  try {
    return await work();
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

/** The most used passwords of twelve characters and more, and the obvious ones here. */
const TOO_COMMON = new Set([
  "123456789012",
  "1234567890123",
  "motdepasse123",
  "motdepasse1234",
  "azertyuiop12",
  "azertyuiop123",
  "azertyuiopqs",
  "qwertyuiop12",
  "qwertyuiop123",
  "password1234",
  "password12345",
  "dumentdument",
  "111111111111",
  "000000000000",
]);

/** @throws DomainError in French when the password is too short, too long or too common */
export function checkPassword(password: string, email: string): void {
  if (password.length < MIN_PASSWORD_LENGTH) {
    throw new DomainError(
      "PASSWORD",
      `Choisissez au moins ${MIN_PASSWORD_LENGTH}\u00a0caractères. Quelques mots à la suite font un bon mot de passe.`,
      "password",
    );
  }
  if (password.length > MAX_PASSWORD_LENGTH) {
    throw new DomainError("PASSWORD", `${MAX_PASSWORD_LENGTH}\u00a0caractères au plus.`, "password");
  }
  const folded = password.toLowerCase();
  if (TOO_COMMON.has(folded) || folded === email.toLowerCase() || new Set(folded).size < 4) {
    throw new DomainError(
      "PASSWORD",
      "Ce mot de passe se devine trop vite. Choisissez-en un autre.",
      "password",
    );
  }
}

/** PHC string to store. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(password, PARAMETERS));
}

let dummy: Promise<string> | undefined;

/**
 * True when the password is the right one. For an unknown account (`stored` null) the same work
 * is done on a dummy, so that the answer takes as long.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<boolean> {
  if (password.length > MAX_PASSWORD_LENGTH) return false;
  dummy ??= hashPassword("no account has this password");
  const against = stored ?? (await dummy);
  const isRight = await inTurn(() => verify(against, password));
  return isRight && stored !== null;
}
