/** Accounts of people: sign up, confirm the address, sign in by password or by link. */
import { asNobody } from "@/db/inCompany";
import { queueAccountMail } from "@/db/system/accountMail";
import { newId } from "@/db/values";
import type { Instant } from "@/domain/calendar";
import { fieldError, line, type RawFields, readFields, required } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { proveFromElsewhere } from "./firstProof";
import { checkPassword, hashPassword, verifyPassword } from "./passwords";
import { limitNetwork, limitRate, RATES } from "./rateLimit";
import type { SessionUser } from "./sessions";
import { consumeToken, issueToken } from "./tokens";

export interface Visitor {
  /** Address cut to its network. */
  network: string;
  device: string;
}

/** The address of an account, in lower case. */
export const accountEmail = required("Indiquez votre adresse électronique.", (text) =>
  parseEmailAddress(text).toLowerCase(),
);
const email = accountEmail;

/**
 * Creates an account and sends the link that confirms the address.
 *
 * @throws InputError beside the field that is wrong, also when the address has an account
 */
export async function signUp(
  raw: RawFields,
  visitor: Visitor,
  appUrl: string,
  now: Instant,
): Promise<string> {
  await limitNetwork(RATES.signUpByNetwork, visitor.network);
  const input = readFields(raw, {
    name: line("votre nom", 80),
    email,
    password: (text) => {
      checkPassword(text, raw.email ?? "");
      return text;
    },
  });
  const passwordHash = await hashPassword(input.password);
  const id = newId();
  // Two people who press together with the same address: the second inserts nothing.
  const { count } = await asNobody((tx) =>
    tx.user.createMany({
      data: [{ id, email: input.email, name: input.name, passwordHash, createdAt: new Date(now) }],
      skipDuplicates: true,
    }),
  );
  if (count === 0) {
    throw fieldError(
      "email",
      "TAKEN",
      "Un compte existe déjà à cette adresse. Connectez-vous, ou demandez un lien.",
    );
  }
  await sendConfirmation(input.email, appUrl, now);
  return id;
}

/** Sends the link that confirms an address. Earlier links stop working. */
export async function sendConfirmation(to: string, appUrl: string, now: Instant): Promise<void> {
  const token = await issueToken("CONFIRM_EMAIL", to, now);
  await queueAccountMail(
    to,
    {
      subject: "Confirmez votre adresse",
      preheader: "Un clic, et votre compte Dûment est prêt.",
      paragraphs: ["Votre compte Dûment est créé. Confirmez que cette adresse est bien la vôtre."],
      button: { label: "Confirmer mon adresse", url: `${appUrl}/confirmation?jeton=${token}` },
      notice: "Si vous n’avez pas créé de compte, ignorez ce message\u00a0: rien ne se passera.",
    },
    now,
  );
}

/**
 * Marks the address of a confirmation link as confirmed. Pressed in a session of the account, it
 * changes nothing else; pressed elsewhere, whoever signed up loses the account.
 *
 * @param current the session in hand, or null
 * @returns null when the link does not work; else whether a password must be chosen anew
 */
export async function confirmEmail(
  token: string,
  current: SessionUser | null,
  now: Instant,
): Promise<{ isPasswordErased: boolean } | null> {
  const holder = await consumeToken("CONFIRM_EMAIL", token, now);
  if (!holder) return null;
  return asNobody(async (tx) => {
    const user = await tx.user.findFirst({
      where: { email: holder.email, emailVerifiedAt: null },
      select: { id: true, email: true, passwordHash: true },
    });
    if (!user) return { isPasswordErased: false };
    if (current?.userId !== user.id) return { isPasswordErased: await proveFromElsewhere(tx, user, now) };
    await tx.user.update({ where: { id: user.id }, data: { emailVerifiedAt: new Date(now) } });
    return { isPasswordErased: false };
  });
}

const WRONG = "Adresse ou mot de passe inexact. Vérifiez les deux, ou demandez un lien par courriel.";

/**
 * Checks an address and a password. The same answer, after the same work, whether or not the
 * account exists.
 *
 * @returns the id of the user
 */
export async function signInByPassword(raw: RawFields, visitor: Visitor): Promise<string> {
  const input = readFields(raw, {
    email,
    password: required("Indiquez votre mot de passe.", (text) => text),
  });
  await limitNetwork(RATES.signInByNetwork, visitor.network);
  await limitRate(RATES.signInByAccount, input.email);
  const user = await asNobody((tx) =>
    tx.user.findUnique({ where: { email: input.email }, select: { id: true, passwordHash: true } }),
  );
  const isRight = await verifyPassword(user?.passwordHash ?? null, raw.password ?? "");
  if (!isRight || !user) throw new DomainError("SIGN_IN", WRONG);
  return user.id;
}

/** Sends a sign-in link when the address has an account; says the same in both cases. */
export async function requestSignInLink(
  raw: RawFields,
  visitor: Visitor,
  appUrl: string,
  now: Instant,
): Promise<void> {
  const input = readFields(raw, { email });
  await limitNetwork(RATES.linkByNetwork, visitor.network);
  await limitRate(RATES.linkByAccount, input.email);
  const user = await asNobody((tx) =>
    tx.user.findUnique({ where: { email: input.email }, select: { id: true } }),
  );
  if (!user) return;
  const token = await issueToken("SIGN_IN", input.email, now);
  await queueAccountMail(
    input.email,
    {
      subject: "Votre lien de connexion",
      preheader: "Valable quinze minutes, une seule fois.",
      paragraphs: [
        "Voici votre lien pour vous connecter à Dûment. Il est valable quinze minutes et ne sert qu’une fois.",
      ],
      button: { label: "Me connecter", url: `${appUrl}/connexion/lien?jeton=${token}` },
      notice: "Si vous n’avez rien demandé, ignorez ce message\u00a0: personne n’est entré.",
    },
    now,
  );
}

export interface SignedInByLink {
  userId: string;
  /** The link was the first proof of the address: the password chosen before it no longer works. */
  isPasswordErased: boolean;
}

/** Uses a sign-in link up, on the press of its button. @returns the user, or null when it does not work */
export async function signInByLink(token: string, now: Instant): Promise<SignedInByLink | null> {
  const holder = await consumeToken("SIGN_IN", token, now);
  if (!holder) return null;
  return asNobody(async (tx) => {
    const user = await tx.user.findUnique({
      where: { email: holder.email },
      select: { id: true, email: true, passwordHash: true, emailVerifiedAt: true },
    });
    if (!user) return null;
    // Whoever holds the link reads the address.
    const isFirst = user.emailVerifiedAt === null;
    return { userId: user.id, isPasswordErased: isFirst && (await proveFromElsewhere(tx, user, now)) };
  });
}
