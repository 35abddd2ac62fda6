/** The name and the address of an account. A new address counts once its link was used. */
import { asNobody } from "@/db/inCompany";
import { queueAccountMail } from "@/db/system/accountMail";
import type { Instant } from "@/domain/calendar";
import { fieldError, line, type RawFields, readFields } from "@/domain/fields";
import { accountEmail, type Visitor } from "./accounts";
import { limitNetwork, limitRate, RATES } from "./rateLimit";
import { proveIdentity } from "./reauthentication";
import { forgetSecondFactor } from "./secondFactor";
import { revokeSessionsIn, type SessionUser } from "./sessions";
import { consumeToken, issueToken, spendTokens } from "./tokens";

/** Changes the name that companies and clients read. */
export async function changeName(userId: string, raw: RawFields): Promise<void> {
  const { name } = readFields(raw, { name: line("votre nom", 80) });
  await asNobody((tx) => tx.user.update({ where: { id: userId }, data: { name } }));
}

/**
 * Sends a link to the new address; nothing changes before it is used. The answer is the same when
 * another account holds the address: nobody learns who has an account. The present address is told,
 * so that a thief with an open session does not take the account away in silence.
 *
 * @returns the new address, to be shown
 */
export async function requestEmailChange(
  user: SessionUser,
  raw: RawFields,
  visitor: Visitor,
  appUrl: string,
  now: Instant,
): Promise<string> {
  const { email } = readFields(raw, { email: accountEmail });
  if (email === user.email) throw fieldError("email", "SAME", "C’est déjà l’adresse de votre compte.");
  await proveIdentity(user, raw.currentPassword ?? "", now);
  await limitNetwork(RATES.linkByNetwork, visitor.network);
  await limitRate(RATES.linkByAccount, user.email);
  const taken = await asNobody((tx) => tx.user.findUnique({ where: { email }, select: { id: true } }));
  await tellChangeAsked(user.email, email, appUrl, now);
  if (taken) return email;
  const token = await issueToken("CHANGE_EMAIL", email, now, user.userId);
  await queueAccountMail(
    email,
    {
      subject: "Confirmez votre nouvelle adresse",
      preheader: "Un clic, et vous vous connecterez avec elle.",
      paragraphs: [
        `${user.name} a demandé à utiliser cette adresse pour son compte Dûment. Le lien est valable un jour.`,
        "Ouvrez-le dans le navigateur où vous êtes connecté\u00a0: ailleurs, il efface le mot de passe du compte.",
      ],
      button: { label: "Utiliser cette adresse", url: `${appUrl}/confirmation?adresse=${token}` },
      notice: "Si ce n’est pas vous, ignorez ce message\u00a0: rien ne changera.",
    },
    now,
  );
  return email;
}

/** Tells a person that a new address was asked for, while the link to it still waits. */
async function tellChangeAsked(to: string, asked: string, appUrl: string, now: Instant): Promise<void> {
  await queueAccountMail(
    to,
    {
      subject: "Une autre adresse est demandée pour votre compte",
      preheader: "Rien ne change tant que le lien envoyé à cette adresse n’a pas servi.",
      paragraphs: [
        `Votre compte Dûment utilisera l’adresse ${asked} quand le lien que nous y avons envoyé aura servi.`,
      ],
      button: { label: "Ouvrir mon compte", url: `${appUrl}/compte` },
      notice:
        "Si ce n’est pas vous, choisissez tout de suite un autre mot de passe depuis «\u00a0Mot de passe oublié\u00a0»\u00a0: ce lien ne servira plus.",
    },
    now,
  );
}

/**
 * Gives the account its new address, on the press of the button behind the link. The former
 * address is told, and the other devices are signed out. Anyone may ask for the address of somebody
 * else: pressed elsewhere than in a session of the account, its password is erased, so that whoever
 * reads the address has it alone.
 *
 * @param current the session in hand, kept open when it is of the same person
 * @returns null when the link does not work, or the address was taken meanwhile; else whether a
 *   password must be chosen anew
 */
export async function confirmEmailChange(
  token: string,
  current: SessionUser | null,
  appUrl: string,
  now: Instant,
): Promise<{ isPasswordErased: boolean } | null> {
  const holder = await consumeToken("CHANGE_EMAIL", token, now);
  if (!holder?.userId) return null;
  const { email, userId } = holder;
  const inHand = current?.userId === userId ? current.sessionId : undefined;
  const former = await asNobody(async (tx) => {
    const [row] = await tx.$queryRaw<{ email: string; hadPassword: boolean }[]>`
      UPDATE user_account u SET email = ${email}, email_verified_at = ${new Date(now)},
        password_hash = CASE WHEN ${inHand !== undefined} THEN u.password_hash END
      FROM user_account old
      WHERE u.id = ${userId}::uuid AND old.id = u.id
        AND NOT EXISTS (SELECT 1 FROM user_account other WHERE other.email = ${email})
      RETURNING old.email, old.password_hash IS NOT NULL AS "hadPassword"`;
    if (!row) return null;
    await spendTokens(tx, { userId, emails: [row.email, email] }, now);
    // Whoever asked for the change may have added a telephone, and would keep the true owner of the address out.
    if (inHand === undefined) await forgetSecondFactor(tx, userId);
    await revokeSessionsIn(tx, userId, now, inHand);
    return row;
  });
  if (former === null) return null;
  await queueAccountMail(
    former.email,
    {
      subject: "L’adresse de votre compte a changé",
      preheader: "Vous vous connectez désormais avec une autre adresse.",
      paragraphs: [`Votre compte Dûment utilise maintenant l’adresse ${email}.`],
      button: { label: "Ouvrir Dûment", url: `${appUrl}/connexion` },
      notice: "Si ce n’est pas vous, répondez à l’exploitant de ce service sans attendre.",
    },
    now,
  );
  return { isPasswordErased: inHand === undefined && former.hadPassword };
}
