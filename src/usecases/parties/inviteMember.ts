/** Asks a person, by a link sent to their address, to work in the company or in the firm. */

import { asNobody, inCompany, type Tx } from "@/db/inCompany";
import { queueAccountMailIn } from "@/db/system/accountMail";
import { newLinkSecret } from "@/db/system/linkSecret";
import { newId } from "@/db/values";
import { fieldError, oneOf, type RawFields, readFields, required } from "@/domain/fields";
import { invariant } from "@/domain/invariant";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { COMPANY_ROLE_NAMES, COMPANY_ROLES, FIRM_ROLE_NAMES, FIRM_ROLES } from "@/domain/parties/membership";
import { afterDe } from "@/domain/typography";
import { journalAt } from "../journalBy";
import { actorUserId, type CompanyCtx, type FirmCtx } from "../ports";

/** How long an invitation may be accepted. */
const LIFETIME_MS = 7 * 86_400_000;
/** Invitations waiting at once: more would be a mistake, or a way to write to strangers. */
const MAX_WAITING = 30;

const emailField = required("Indiquez l’adresse de la personne.", (text) =>
  parseEmailAddress(text).toLowerCase(),
);

/**
 * Invites a person to the company. An earlier invitation to the same address stops working.
 *
 * @throws InputError with every field that is wrong, also when the person is a member already
 */
export async function inviteMember(ctx: CompanyCtx, raw: RawFields, appUrl: string): Promise<void> {
  const input = readFields(raw, {
    email: emailField,
    role: oneOf(COMPANY_ROLES, "Choisissez ce que cette personne pourra faire."),
  });
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const invitedById = actorUserId(ctx.actor);
  invariant(invitedById, "only a person invites");
  const { token, tokenHash } = newLinkSecret();
  const id = newId();
  await inCompany(companyId, async (tx) => {
    const member = await tx.membership.findFirst({ where: { companyId, user: { email: input.email } } });
    if (member) throw alreadyMember();
    await tx.invitation.updateMany({
      where: { companyId, email: input.email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date(now) },
    });
    const waiting = await tx.invitation.count({
      where: { companyId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date(now) } },
    });
    if (waiting >= MAX_WAITING) throw tooMany();
    await tx.invitation.create({
      data: { companyId, id, ...input, tokenHash, invitedById, ...lifetime(now) },
    });
    const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
    const name = company.tradeName ?? company.legalName;
    await sendInvitation(tx, input.email, now, {
      inviter: await nameOf(tx, invitedById),
      name,
      role: COMPANY_ROLE_NAMES[input.role],
      url: `${appUrl}/invitation/${token}`,
    });
    await journalAt(
      tx,
      ctx,
      {
        action: "member.invited",
        entity: "invitation",
        entityId: id,
        data: { email: input.email, role: input.role },
      },
      now,
    );
  });
  await ctx.bell.ring("mail", {});
}

/**
 * Invites a person to the firm.
 *
 * @throws InputError with every field that is wrong, also when the person is a member already
 */
export async function inviteFirmMember(ctx: FirmCtx, raw: RawFields, appUrl: string): Promise<void> {
  const input = readFields(raw, {
    email: emailField,
    role: oneOf(FIRM_ROLES, "Choisissez ce que cette personne pourra faire."),
  });
  const { firmId, userId } = ctx;
  const now = ctx.clock.now();
  const { token, tokenHash } = newLinkSecret();
  await asNobody(async (tx) => {
    const member = await tx.firmMember.findFirst({ where: { firmId, user: { email: input.email } } });
    if (member) throw alreadyMember();
    await tx.firmInvitation.updateMany({
      where: { firmId, email: input.email, acceptedAt: null, revokedAt: null },
      data: { revokedAt: new Date(now) },
    });
    const waiting = await tx.firmInvitation.count({
      where: { firmId, acceptedAt: null, revokedAt: null, expiresAt: { gt: new Date(now) } },
    });
    if (waiting >= MAX_WAITING) throw tooMany();
    await tx.firmInvitation.create({
      data: { id: newId(), firmId, ...input, tokenHash, invitedById: userId, ...lifetime(now) },
    });
    const firm = await tx.firm.findUniqueOrThrow({ where: { id: firmId }, select: { name: true } });
    await sendInvitation(tx, input.email, now, {
      inviter: await nameOf(tx, userId),
      name: firm.name,
      role: FIRM_ROLE_NAMES[input.role],
      url: `${appUrl}/invitation/${token}`,
    });
  });
  await ctx.bell.ring("mail", {});
}

function lifetime(now: number) {
  return { createdAt: new Date(now), expiresAt: new Date(now + LIFETIME_MS) };
}

async function nameOf(tx: Tx, userId: string): Promise<string> {
  return (await tx.user.findUniqueOrThrow({ where: { id: userId }, select: { name: true } })).name;
}

interface Words {
  inviter: string;
  name: string;
  role: string;
  url: string;
}

async function sendInvitation(tx: Tx, to: string, now: number, words: Words): Promise<void> {
  const { inviter, name, role, url } = words;
  await queueAccountMailIn(
    tx,
    to,
    {
      subject: `${inviter} vous invite à rejoindre ${name}`,
      preheader: `Comme ${role.toLowerCase()}, sur Dûment.`,
      paragraphs: [
        `${inviter} vous invite à travailler sur les relances ${afterDe(name)}, comme ${role.toLowerCase()}.`,
        "Le lien est valable sept jours et ne sert qu’une fois.",
      ],
      button: { label: "Voir l’invitation", url },
      notice: "Si vous ne connaissez pas cette personne, ignorez ce message\u00a0: rien ne se passera.",
    },
    now,
  );
}

function alreadyMember() {
  return fieldError("email", "MEMBER", "Cette personne est déjà membre.");
}

function tooMany() {
  return fieldError(
    "email",
    "TOO_MANY",
    `${MAX_WAITING}\u00a0invitations attendent déjà une réponse. Retirez-en une d’abord.`,
  );
}
