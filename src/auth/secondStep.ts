/** Between a password or a link that was right and a session: the code of the telephone, when the account asks for one. */
import { asNobody } from "@/db/inCompany";
import { queueAccountMail } from "@/db/system/accountMail";
import type { Instant } from "@/domain/calendar";
import { DomainError } from "@/domain/invariant";
import { hasSecondFactor, takeCode } from "./secondFactor";
import { consumeToken, issueToken, peekToken } from "./tokens";

/**
 * Begins the second step of someone who proved a password or a link.
 *
 * @returns a token that only waits for the code, or null when the account asks for none
 */
export async function beginSecondStep(userId: string, now: Instant): Promise<string | null> {
  const email = await asNobody(async (tx) => {
    if (!(await hasSecondFactor(tx, userId))) return null;
    return (await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { email: true } })).email;
  });
  return email === null ? null : issueToken("SECOND_STEP", email, now, userId);
}

/** Whether a code may still be typed for this token. */
export async function isSecondStepOpen(token: string, now: Instant): Promise<boolean> {
  return (await peekToken("SECOND_STEP", token, now)) !== null;
}

/**
 * Ends the second step. A wrong code leaves it open; the right one uses it up.
 *
 * @returns the id of the user
 * @throws InputError beside `code`; DomainError `SECOND_STEP_OVER` when signing in must begin again
 */
export async function endSecondStep(
  token: string,
  code: string,
  appUrl: string,
  now: Instant,
  realNow: Instant,
): Promise<string> {
  const holder = await peekToken("SECOND_STEP", token, now);
  if (!holder?.userId) throw over();
  const kind = await takeCode(holder.userId, code, now, realNow);
  const used = await consumeToken("SECOND_STEP", token, now);
  if (!used?.userId) throw over();
  if (kind === "recovery") await tellRecoveryUsed(used.userId, used.email, appUrl, now);
  return used.userId;
}

function over() {
  return new DomainError(
    "SECOND_STEP_OVER",
    "Les dix minutes pour taper ce code sont passées, ou il a été demandé ailleurs. Connectez-vous de nouveau.",
  );
}

async function tellRecoveryUsed(userId: string, to: string, appUrl: string, now: Instant): Promise<void> {
  const left = await asNobody((tx) => tx.recoveryCode.count({ where: { userId, usedAt: null } }));
  await queueAccountMail(
    to,
    {
      subject: "Un code de secours vient de servir",
      preheader: left === 0 ? "C’était le dernier." : `Il en reste ${left}.`,
      paragraphs: [
        "Quelqu’un s’est connecté à votre compte Dûment avec un de vos codes de secours.",
        left === 0
          ? "C’était le dernier\u00a0: faites-en de nouveaux."
          : `Il en reste ${left}. Si votre téléphone est perdu, retirez-le de votre compte et ajoutez le nouveau.`,
      ],
      button: { label: "Ouvrir mon compte", url: `${appUrl}/compte/deux-etapes` },
      notice: "Si ce n’est pas vous, choisissez tout de suite un autre mot de passe.",
    },
    now,
  );
}
