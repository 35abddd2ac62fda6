/** Links by email, and the wait for a second step, that work once: 256 bits, stored hashed, bound to a purpose and an address. */
import { asNobody, type Tx } from "@/db/inCompany";
import { hashLinkToken, newLinkSecret } from "@/db/system/linkSecret";
import type { Instant } from "@/domain/calendar";

export type OneTimePurpose = "SIGN_IN" | "CONFIRM_EMAIL" | "RESET_PASSWORD" | "CHANGE_EMAIL" | "SECOND_STEP";

const LIFETIME_MS: Record<OneTimePurpose, number> = {
  SIGN_IN: 15 * 60_000,
  CONFIRM_EMAIL: 24 * 3_600_000,
  RESET_PASSWORD: 30 * 60_000,
  CHANGE_EMAIL: 24 * 3_600_000,
  SECOND_STEP: 10 * 60_000,
};

/** Whom a token is for. */
export interface TokenHolder {
  email: string;
  /** The account that takes this address, for a change of address; null otherwise. */
  userId: string | null;
}

/** Makes a token for this address. Earlier ones of the same purpose stop working. */
export async function issueToken(
  purpose: OneTimePurpose,
  email: string,
  now: Instant,
  userId: string | null = null,
): Promise<string> {
  const { token, tokenHash } = newLinkSecret();
  await asNobody(async (tx) => {
    await tx.oneTimeToken.updateMany({
      where: { purpose, usedAt: null, OR: [{ email }, ...(userId ? [{ userId }] : [])] },
      data: { usedAt: new Date(now) },
    });
    await tx.oneTimeToken.create({
      data: {
        tokenHash,
        purpose,
        email,
        userId,
        createdAt: new Date(now),
        expiresAt: new Date(now + LIFETIME_MS[purpose]),
      },
    });
  });
  return token;
}

/** Uses up every link of a person: after a change of what proves who they are, none asked for before counts. */
export async function spendTokens(
  tx: Tx,
  of: { userId: string; emails: readonly string[] },
  now: Instant,
): Promise<void> {
  await tx.oneTimeToken.updateMany({
    where: { usedAt: null, OR: [{ email: { in: [...of.emails] } }, { userId: of.userId }] },
    data: { usedAt: new Date(now) },
  });
}

/** Whom a token was made for, without using it up; null when it does not work. */
export async function peekToken(
  purpose: OneTimePurpose,
  token: string,
  now: Instant,
): Promise<TokenHolder | null> {
  const row = await asNobody((tx) =>
    tx.oneTimeToken.findUnique({ where: { tokenHash: hashLinkToken(token) } }),
  );
  const works =
    row !== null && row.purpose === purpose && row.usedAt === null && row.expiresAt.getTime() > now;
  return works ? { email: row.email, userId: row.userId } : null;
}

/** Uses a token up. Of two people who press the button together, one gets null. */
export async function consumeToken(
  purpose: OneTimePurpose,
  token: string,
  now: Instant,
): Promise<TokenHolder | null> {
  const [row] = await asNobody(
    (tx) => tx.$queryRaw<TokenHolder[]>`
      UPDATE one_time_token SET used_at = ${new Date(now)}
      WHERE token_hash = ${hashLinkToken(token)} AND purpose = ${purpose}::one_time_purpose
        AND used_at IS NULL AND expires_at > ${new Date(now)}
      RETURNING email, user_id AS "userId"`,
  );
  return row ?? null;
}
