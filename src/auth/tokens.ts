/** Links by email that work once: 256 bits, stored hashed, bound to a purpose and an address. */
import { createHash, randomBytes } from "node:crypto";
import { asNobody } from "@/db/inCompany";
import type { Instant } from "@/domain/calendar";

export type OneTimePurpose = "SIGN_IN" | "CONFIRM_EMAIL" | "RESET_PASSWORD";

const LIFETIME_MS: Record<OneTimePurpose, number> = {
  SIGN_IN: 15 * 60_000,
  CONFIRM_EMAIL: 24 * 3_600_000,
  RESET_PASSWORD: 30 * 60_000,
};

export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/** A fresh token, for an address of the application. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Makes a token for this address. Earlier ones of the same purpose stop working. */
export async function issueToken(purpose: OneTimePurpose, email: string, now: Instant): Promise<string> {
  const token = newToken();
  await asNobody(async (tx) => {
    await tx.oneTimeToken.updateMany({
      where: { email, purpose, usedAt: null },
      data: { usedAt: new Date(now) },
    });
    await tx.oneTimeToken.create({
      data: {
        tokenHash: hashToken(token),
        purpose,
        email,
        createdAt: new Date(now),
        expiresAt: new Date(now + LIFETIME_MS[purpose]),
      },
    });
  });
  return token;
}

/** The address a token was made for, without using it up; null when it does not work. */
export async function peekToken(
  purpose: OneTimePurpose,
  token: string,
  now: Instant,
): Promise<string | null> {
  const row = await asNobody((tx) => tx.oneTimeToken.findUnique({ where: { tokenHash: hashToken(token) } }));
  const works =
    row !== null && row.purpose === purpose && row.usedAt === null && row.expiresAt.getTime() > now;
  return works ? row.email : null;
}

/** Uses a token up. Of two people who press the button together, one gets null. */
export async function consumeToken(
  purpose: OneTimePurpose,
  token: string,
  now: Instant,
): Promise<string | null> {
  const [row] = await asNobody(
    (tx) => tx.$queryRaw<{ email: string }[]>`
      UPDATE one_time_token SET used_at = ${new Date(now)}
      WHERE token_hash = ${hashToken(token)} AND purpose = ${purpose}::one_time_purpose
        AND used_at IS NULL AND expires_at > ${new Date(now)}
      RETURNING email`,
  );
  return row?.email ?? null;
}
