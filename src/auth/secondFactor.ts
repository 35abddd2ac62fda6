/**
 * The telephone that a person adds to their account, so that a password or a mailbox alone no
 * longer opens it. Begun in one session, asked for only once a first code was right.
 */
import { seal, unseal } from "@/config/seal";
import { asNobody, type Tx } from "@/db/inCompany";
import { queueAccountMail } from "@/db/system/accountMail";
import type { Instant } from "@/domain/calendar";
import { fieldError, type RawFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { limitRate, RATES } from "./rateLimit";
import { proveIdentity } from "./reauthentication";
import { revokeSessionsIn, type SessionUser } from "./sessions";
import { hashRecoveryCode, newRecoveryCodes, newSecret, readCode, secretUri, stepOfCode } from "./signInCode";
import { spendTokens } from "./tokens";

/** How long a telephone that was begun may be confirmed. */
const BEGUN_MS = 30 * 60_000;

interface Sealed {
  secret: string;
  /** Until it is confirmed only: then their hashes are what is left. */
  recoveryCodes?: string[];
}

const place = (userId: string) => `user/${userId}/second-factor`;

/** The second step of an account, as its page shows it. */
export type SecondFactorView =
  | { state: "off" }
  /** To be scanned and confirmed, in the session that began it. */
  | { state: "begun"; secret: string; uri: string; recoveryCodes: string[] }
  | { state: "on"; since: Instant; recoveryCodesLeft: number };

/** What the page of this session may show. */
export async function readSecondFactor(user: SessionUser, now: Instant): Promise<SecondFactorView> {
  const begun = await readBegun(user, now);
  if (begun) {
    const { secret, recoveryCodes } = begun;
    return { state: "begun", secret, uri: secretUri(secret, user.email), recoveryCodes };
  }
  const row = await asNobody((tx) =>
    tx.secondFactor.findFirst({
      where: { userId: user.userId, confirmedAt: { not: null } },
      include: { _count: { select: { recoveryCodes: { where: { usedAt: null } } } } },
    }),
  );
  if (!row?.confirmedAt) return { state: "off" };
  return { state: "on", since: row.confirmedAt.getTime(), recoveryCodesLeft: row._count.recoveryCodes };
}

/** What this session began and has not confirmed; null once its time has passed. */
async function readBegun(user: SessionUser, now: Instant) {
  const row = await asNobody((tx) =>
    tx.secondFactor.findFirst({
      where: {
        userId: user.userId,
        confirmedAt: null,
        begunSessionId: user.sessionId,
        begunAt: { gte: new Date(now - BEGUN_MS) },
      },
    }),
  );
  if (!row) return null;
  const { secret, recoveryCodes = [] } = open(user.userId, row.sealed);
  return { begunAt: row.begunAt, secret, recoveryCodes };
}

/** Whether this account asks for a code. */
export async function hasSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  return (await tx.secondFactor.count({ where: { userId, confirmedAt: { not: null } } })) > 0;
}

/**
 * Makes a secret to be scanned, and the codes to be kept. What was begun before is forgotten.
 *
 * @throws DomainError `UNCONFIRMED` while the address is not proved, or whoever signed up with the address of
 *   somebody else would lock them out; `SECOND_STEP_ON` when a telephone is in use: it must be removed first
 */
export async function beginSecondFactor(user: SessionUser, raw: RawFields, now: Instant): Promise<void> {
  if (!user.isEmailVerified) {
    throw new DomainError(
      "UNCONFIRMED",
      "Confirmez d’abord l’adresse de votre compte, avec le lien reçu par courriel.",
    );
  }
  await proveIdentity(user, raw.currentPassword ?? "", now);
  const content: Sealed = { secret: newSecret(), recoveryCodes: newRecoveryCodes() };
  const sealed = seal(JSON.stringify(content), place(user.userId));
  const begun = { sealed, begunAt: new Date(now), begunSessionId: user.sessionId, lastStep: 0 };
  await asNobody(async (tx) => {
    await tx.secondFactor.deleteMany({ where: { userId: user.userId, confirmedAt: null } });
    const { count } = await tx.secondFactor.createMany({
      data: [{ userId: user.userId, ...begun }],
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new DomainError("SECOND_STEP_ON", "La connexion en deux étapes est déjà en service.");
    }
  });
}

/**
 * Puts the second step in service with a first code. Other devices are signed out, links asked for
 * before no longer work, and the person is told.
 *
 * @param realNow the clock of telephones, which a demonstration does not move
 * @throws InputError beside `code` when it is wrong; DomainError `SECOND_STEP_GONE` when nothing waits
 */
export async function confirmSecondFactor(
  user: SessionUser,
  raw: RawFields,
  appUrl: string,
  now: Instant,
  realNow: Instant,
): Promise<void> {
  const begun = await readBegun(user, now);
  if (!begun) throw gone();
  await limitRate(RATES.secondStep, user.userId);
  const typed = readCode(raw.code ?? "");
  const step = typed?.kind === "telephone" ? stepOfCode(begun.secret, typed.code, 0, realNow) : null;
  if (step === null) throw wrongCode();
  const sealed = seal(JSON.stringify({ secret: begun.secret } satisfies Sealed), place(user.userId));
  await asNobody(async (tx) => {
    const { count } = await tx.secondFactor.updateMany({
      where: { userId: user.userId, confirmedAt: null, begunAt: begun.begunAt },
      data: { sealed, confirmedAt: new Date(now), lastStep: step },
    });
    if (count === 0) throw gone();
    await keepRecoveryCodes(tx, user.userId, begun.recoveryCodes);
    await spendTokens(tx, { userId: user.userId, emails: [user.email] }, now);
    await revokeSessionsIn(tx, user.userId, now, user.sessionId);
  });
  await tell(user.email, appUrl, now, {
    subject: "La connexion en deux étapes est en service",
    preheader: "Un code de votre téléphone est demandé à chaque connexion.",
    text: "Votre compte Dûment demande désormais un code de votre téléphone à chaque connexion. Vos autres appareils sont déconnectés.",
    notice:
      "Si ce n’est pas vous, choisissez tout de suite un autre mot de passe, et prévenez l’exploitant de ce service.",
  });
}

/**
 * Takes the second step away: the password or the link alone opens the account again.
 *
 * @throws InputError beside the field that is wrong
 */
export async function removeSecondFactor(
  user: SessionUser,
  raw: RawFields,
  appUrl: string,
  now: Instant,
  realNow: Instant,
): Promise<void> {
  await proveIdentity(user, raw.currentPassword ?? "", now);
  await takeCode(user.userId, raw.code ?? "", now, realNow);
  await asNobody(async (tx) => {
    await forgetSecondFactor(tx, user.userId);
    await revokeSessionsIn(tx, user.userId, now, user.sessionId);
  });
  await tell(user.email, appUrl, now, {
    subject: "La connexion en deux étapes est retirée",
    preheader: "Aucun code n’est plus demandé à la connexion.",
    text: "Votre compte Dûment ne demande plus de code à la connexion. Vos autres appareils sont déconnectés.",
    notice:
      "Si ce n’est pas vous, choisissez tout de suite un autre mot de passe depuis «\u00a0Mot de passe oublié\u00a0».",
  });
}

/**
 * Replaces the codes kept on paper: earlier ones no longer work.
 *
 * @returns the new ones, to be shown once
 * @throws InputError beside the field that is wrong
 */
export async function renewRecoveryCodes(
  user: SessionUser,
  raw: RawFields,
  now: Instant,
  realNow: Instant,
): Promise<string[]> {
  await proveIdentity(user, raw.currentPassword ?? "", now);
  await takeCode(user.userId, raw.code ?? "", now, realNow);
  const codes = newRecoveryCodes();
  await asNobody((tx) => keepRecoveryCodes(tx, user.userId, codes));
  return codes;
}

/**
 * Takes a code of the telephone, or one kept on paper: each serves once, also of two that come together.
 *
 * @returns which kind it was
 * @throws InputError beside `code` when it is wrong or has served; DomainError `RATE` after five tries
 */
export async function takeCode(
  userId: string,
  typed: string,
  now: Instant,
  realNow: Instant,
): Promise<"telephone" | "recovery"> {
  if (typed.trim() === "") throw fieldError("code", "REQUIRED", "Tapez le code que montre votre téléphone.");
  await limitRate(RATES.secondStep, userId);
  const read = readCode(typed);
  if (!read) throw wrongCode();
  const isTaken =
    read.kind === "telephone"
      ? await takeTelephoneCode(userId, read.code, realNow)
      : await takeRecoveryCode(userId, read.code, now);
  if (!isTaken) throw wrongCode();
  return read.kind;
}

async function takeTelephoneCode(userId: string, code: string, realNow: Instant): Promise<boolean> {
  return asNobody(async (tx) => {
    const row = await tx.secondFactor.findUnique({ where: { userId } });
    if (!row || row.confirmedAt === null) return false;
    const step = stepOfCode(open(userId, row.sealed).secret, code, row.lastStep, realNow);
    if (step === null) return false;
    // Of two that come together with the same code, the second finds its step taken.
    const { count } = await tx.secondFactor.updateMany({
      where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
      data: { lastStep: step },
    });
    return count > 0;
  });
}

async function takeRecoveryCode(userId: string, code: string, now: Instant): Promise<boolean> {
  return asNobody(async (tx) => {
    const { count } = await tx.recoveryCode.updateMany({
      where: {
        userId,
        codeHash: hashRecoveryCode(userId, code),
        usedAt: null,
        factor: { confirmedAt: { not: null } },
      },
      data: { usedAt: new Date(now) },
    });
    return count > 0;
  });
}

/** Forgets the telephone and the codes of an account, in the transaction of what asks for it. */
export async function forgetSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.secondFactor.deleteMany({ where: { userId } });
}

async function keepRecoveryCodes(tx: Tx, userId: string, codes: readonly string[]): Promise<void> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const rows = codes.map((code) => ({ userId, codeHash: hashRecoveryCode(userId, code) }));
  await tx.recoveryCode.createMany({ data: rows });
}

function open(userId: string, sealed: Uint8Array): Sealed {
  return JSON.parse(unseal(sealed, place(userId)));
}

function gone() {
  return new DomainError(
    "SECOND_STEP_GONE",
    "Ce code à scanner ne vaut plus\u00a0: il a été remplacé, ou ses trente minutes sont passées. Recommencez.",
  );
}

function wrongCode() {
  return fieldError(
    "code",
    "WRONG",
    "Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant, et vérifiez l’heure de votre téléphone.",
  );
}

interface Told {
  subject: string;
  preheader: string;
  text: string;
  notice: string;
}

async function tell(to: string, appUrl: string, now: Instant, told: Told): Promise<void> {
  const { subject, preheader, text, notice } = told;
  const button = { label: "Ouvrir mon compte", url: `${appUrl}/compte/deux-etapes` };
  await queueAccountMail(to, { subject, preheader, paragraphs: [text], button, notice }, now);
}
