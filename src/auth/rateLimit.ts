/** Counts attempts in PostgreSQL, so that every process shares the count. */
import { createHash } from "node:crypto";
import { asNobody } from "@/db/inCompany";
import { DomainError } from "@/domain/invariant";

export interface RateRule {
  /** What is counted, such as `sign-in:account`. */
  name: string;
  limit: number;
  windowSeconds: number;
}

export const RATES = {
  signInByAccount: { name: "sign-in:account", limit: 10, windowSeconds: 15 * 60 },
  signInByNetwork: { name: "sign-in:network", limit: 60, windowSeconds: 15 * 60 },
  // A million codes, three of them right at a time: five tries leave one chance in 66 000.
  secondStep: { name: "second-step:account", limit: 5, windowSeconds: 15 * 60 },
  linkByAccount: { name: "link:account", limit: 5, windowSeconds: 60 * 60 },
  linkByNetwork: { name: "link:network", limit: 30, windowSeconds: 60 * 60 },
  signUpByNetwork: { name: "sign-up:network", limit: 20, windowSeconds: 60 * 60 },
  inviteByUser: { name: "invite:user", limit: 40, windowSeconds: 24 * 60 * 60 },
  mandateByUser: { name: "mandate:user", limit: 20, windowSeconds: 24 * 60 * 60 },
  mailTestByCompany: { name: "mail-test:company", limit: 30, windowSeconds: 60 * 60 },
  webhookTest: { name: "webhook-test", limit: 10, windowSeconds: 60 },
  webhookResend: { name: "webhook-resend", limit: 10, windowSeconds: 60 },
  // One a second for a quarter of an hour, which nobody types.
  previewByUser: { name: "preview:user", limit: 900, windowSeconds: 15 * 60 },
  answerByNetwork: { name: "answer:network", limit: 300, windowSeconds: 15 * 60 },
  openedLink: { name: "link:opened", limit: 600, windowSeconds: 15 * 60 },
  apiByNetwork: { name: "api:network", limit: 3_000, windowSeconds: 5 * 60 },
  apiByKey: { name: "api:key", limit: 1_500, windowSeconds: 5 * 60 },
  answerByLink: { name: "answer:link", limit: 40, windowSeconds: 60 * 60 },
} satisfies Record<string, RateRule>;

/** The network of visitors whom no trusted proxy names. */
const UNKNOWN_NETWORK = "direct";

/** The key holds no address in clear. */
function bucketKey(rule: RateRule, subject: string): string {
  return `${rule.name}:${createHash("sha256").update(subject).digest("base64url").slice(0, 32)}`;
}

/** Counts one attempt. @returns true while the limit is not passed */
export async function countAttempt(rule: RateRule, subject: string): Promise<boolean> {
  return (await secondsToWait(rule, subject)) === 0;
}

/** Counts one attempt. @returns seconds until the next one is let in; 0 while the limit is not passed */
export async function secondsToWait(rule: RateRule, subject: string): Promise<number> {
  const [row] = await asNobody(
    (tx) => tx.$queryRaw<{ count: number; left: number }[]>`
      INSERT INTO rate_bucket (key, count, expires_at)
      VALUES (${bucketKey(rule, subject)}, 1, now() + make_interval(secs => ${rule.windowSeconds}))
      ON CONFLICT (key) DO UPDATE SET
        count = CASE WHEN rate_bucket.expires_at < now() THEN 1 ELSE rate_bucket.count + 1 END,
        expires_at = CASE WHEN rate_bucket.expires_at < now() THEN excluded.expires_at ELSE rate_bucket.expires_at END
      RETURNING count, ceil(extract(epoch FROM expires_at - now()))::int AS left`,
  );
  return row && row.count > rule.limit ? Math.max(1, row.left) : 0;
}

/** @throws DomainError RATE when the limit is passed */
export async function limitRate(rule: RateRule, subject: string): Promise<void> {
  if (await countAttempt(rule, subject)) return;
  const minutes = Math.ceil(rule.windowSeconds / 60);
  const wait = minutes > 120 ? `${Math.ceil(minutes / 60)}\u00a0heures` : `${minutes}\u00a0minutes`;
  throw new DomainError("RATE", `Trop d’essais. Réessayez dans ${wait}.`);
}

/**
 * Counts one attempt from a network. Visitors whom no proxy names are not counted together: a few
 * strangers would lock everyone out.
 *
 * @returns true while the limit is not passed
 */
export async function countNetwork(rule: RateRule, network: string): Promise<boolean> {
  return network === UNKNOWN_NETWORK || countAttempt(rule, network);
}

/** Like {@link secondsToWait} for a network, as {@link countNetwork} counts it. */
export async function secondsToWaitForNetwork(rule: RateRule, network: string): Promise<number> {
  return network === UNKNOWN_NETWORK ? 0 : secondsToWait(rule, network);
}

/** Like {@link limitRate} for a network, as {@link countNetwork} counts it. */
export async function limitNetwork(rule: RateRule, network: string): Promise<void> {
  if (network !== UNKNOWN_NETWORK) await limitRate(rule, network);
}
