/** The password of an account: changed by its owner, or set again with a link sent by mail. */
import { asNobody } from "@/db/inCompany";
import { queueAccountMail } from "@/db/system/accountMail";
import type { Instant } from "@/domain/calendar";
import { type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { accountEmail, type Visitor } from "./accounts";
import { checkPassword, hashPassword } from "./passwords";
import { limitNetwork, limitRate, RATES } from "./rateLimit";
import { proveIdentity } from "./reauthentication";
import { revokeSessionsIn, type SessionUser } from "./sessions";
import { consumeToken, issueToken, peekToken, spendTokens } from "./tokens";

/** Sends a link when the address has an account; says the same in both cases. */
export async function requestPasswordReset(
  raw: RawFields,
  visitor: Visitor,
  appUrl: string,
  now: Instant,
): Promise<void> {
  const input = readFields(raw, { email: accountEmail });
  await limitNetwork(RATES.linkByNetwork, visitor.network);
  await limitRate(RATES.linkByAccount, input.email);
  const user = await asNobody((tx) =>
    tx.user.findUnique({ where: { email: input.email }, select: { id: true } }),
  );
  if (!user) return;
  const token = await issueToken("RESET_PASSWORD", input.email, now);
  await queueAccountMail(
    input.email,
    {
      subject: "Choisir un nouveau mot de passe",
      preheader: "Un lien valable trente minutes, une seule fois.",
      paragraphs: [
        "Vous avez demandé à choisir un nouveau mot de passe. Ce lien est valable trente minutes et ne sert qu’une fois.",
      ],
      button: { label: "Choisir un mot de passe", url: `${appUrl}/mot-de-passe/nouveau?jeton=${token}` },
      notice: "Si vous n’avez rien demandé, ignorez ce message\u00a0: votre mot de passe reste le même.",
    },
    now,
  );
}

const SPENT = "Ce lien a déjà servi, ou ses trente minutes sont passées. Demandez-en un autre.";

/**
 * Sets a new password with a link, signs out every device, uses up every other link of the person,
 * and tells them. A password that is refused does not use the link up.
 *
 * @returns the id of the user
 * @throws DomainError `RESET_LINK` when the link does not work; about `password` when it is refused
 */
export async function resetPassword(raw: RawFields, appUrl: string, now: Instant): Promise<string> {
  const token = raw.jeton ?? "";
  const password = raw.password ?? "";
  const holder = await peekToken("RESET_PASSWORD", token, now);
  if (!holder) throw new DomainError("RESET_LINK", SPENT);
  checkPassword(password, holder.email);
  const passwordHash = await hashPassword(password);
  const used = await consumeToken("RESET_PASSWORD", token, now);
  if (!used) throw new DomainError("RESET_LINK", SPENT);
  const user = await asNobody(async (tx) => {
    const found = await tx.user.findUnique({
      where: { email: used.email },
      select: { id: true, emailVerifiedAt: true },
    });
    if (!found) throw new DomainError("RESET_LINK", SPENT);
    // Whoever holds the link reads the address.
    const emailVerifiedAt = found.emailVerifiedAt ?? new Date(now);
    await tx.user.update({ where: { id: found.id }, data: { passwordHash, emailVerifiedAt } });
    await spendTokens(tx, { userId: found.id, emails: [used.email] }, now);
    await revokeSessionsIn(tx, found.id, now);
    return found;
  });
  await tellPasswordChanged(used.email, appUrl, now);
  return user.id;
}

/**
 * Changes or sets the password, signs out every other device, uses up every link asked for before,
 * and tells the person.
 *
 * @throws InputError or DomainError beside the field that is wrong
 */
export async function changePassword(
  user: SessionUser,
  raw: RawFields,
  appUrl: string,
  now: Instant,
): Promise<void> {
  await proveIdentity(user, raw.currentPassword ?? "", now);
  const next = raw.password ?? "";
  checkPassword(next, user.email);
  const passwordHash = await hashPassword(next);
  await asNobody(async (tx) => {
    await tx.user.update({ where: { id: user.userId }, data: { passwordHash } });
    await spendTokens(tx, { userId: user.userId, emails: [user.email] }, now);
    await revokeSessionsIn(tx, user.userId, now, user.sessionId);
  });
  await tellPasswordChanged(user.email, appUrl, now);
}

/** Tells a person that their password changed, in case it was not them. */
async function tellPasswordChanged(to: string, appUrl: string, now: Instant): Promise<void> {
  await queueAccountMail(
    to,
    {
      subject: "Votre mot de passe a changé",
      preheader: "Vos autres appareils sont déconnectés.",
      paragraphs: [
        "Le mot de passe de votre compte Dûment vient d’être changé. Vos autres appareils sont déconnectés.",
      ],
      button: { label: "Ouvrir mon compte", url: `${appUrl}/compte` },
      notice:
        "Si ce n’est pas vous, choisissez tout de suite un autre mot de passe depuis «\u00a0Mot de passe oublié\u00a0».",
    },
    now,
  );
}
