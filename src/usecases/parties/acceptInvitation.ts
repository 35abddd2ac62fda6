/** A person says yes to an invitation: on the press of its button, signed in with the invited address. */
import { asNobody, inCompany, type Tx } from "@/db/inCompany";
import { type FoundInvitation, invitationByToken } from "@/db/parties/invitationByToken";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { DomainError } from "@/domain/invariant";
import { COMPANY_ROLE_NAMES, FIRM_ROLE_NAMES } from "@/domain/parties/membership";
import type { Clock } from "../ports";

export interface InvitationView {
  placeName: string;
  isFirm: boolean;
  roleName: string;
  inviterName: string;
  email: string;
}

/** What the page of an invitation shows; null when the link does not work (any more). */
export async function readInvitation(token: string, now: number): Promise<InvitationView | null> {
  const found = await invitationByToken(token);
  if (!found || !works(found, now)) return null;
  return {
    placeName: found.placeName,
    isFirm: found.kind === "firm",
    roleName: { ...COMPANY_ROLE_NAMES, ...FIRM_ROLE_NAMES }[found.role],
    inviterName: found.inviterName,
    email: found.email,
  };
}

function works(found: FoundInvitation, now: number): boolean {
  return !found.isAccepted && !found.isWithdrawn && found.expiresAt.getTime() > now;
}

/** Who presses the button. */
export interface Invitee {
  userId: string;
  email: string;
}

/**
 * Gives the person their place. Of several presses, one counts. Someone who is a member already
 * keeps the role they have.
 *
 * @returns address of the place: `/atelier-brisset`, `/cabinet/morvan-et-associes`
 * @throws DomainError `INVITATION` when the link does not work; `OTHER_ADDRESS` when it was sent to
 *   another address
 */
export async function acceptInvitation(
  { clock }: { clock: Clock },
  invitee: Invitee,
  token: string,
): Promise<string> {
  const now = clock.now();
  const found = await invitationByToken(token);
  if (!found || !works(found, now)) throw spent();
  if (found.email !== invitee.email) {
    throw new DomainError(
      "OTHER_ADDRESS",
      `Cette invitation a été envoyée à ${found.email}. Connectez-vous avec cette adresse.`,
    );
  }
  if (found.kind === "company") await joinCompany(found, invitee, now);
  else await joinFirm(found, invitee, now);
  return found.kind === "company" ? `/${found.placeSlug}` : `/cabinet/${found.placeSlug}`;
}

async function joinCompany(found: FoundInvitation, { userId }: Invitee, now: number): Promise<void> {
  const companyId = found.placeId;
  await inCompany(companyId, async (tx) => {
    const [used] = await tx.$queryRaw<{ role: "OWNER" | "MANAGER" | "COLLABORATOR" | "VIEWER" }[]>`
      UPDATE invitation SET accepted_at = ${new Date(now)}
      WHERE company_id = ${companyId}::uuid AND id = ${found.id}::uuid
        AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ${new Date(now)}
      RETURNING role::text AS role`;
    if (!used) throw spent();
    await tx.membership.createMany({
      data: [{ companyId, userId, role: used.role, createdAt: new Date(now) }],
      skipDuplicates: true,
    });
    await confirmAddress(tx, userId, now);
    const event: JournalEvent = {
      actor: `user:${userId}`,
      action: "member.joined",
      entity: "user",
      entityId: userId,
      data: { role: used.role, invitationId: found.id },
    };
    await appendJournal(tx, companyId, [event], now);
  });
}

async function joinFirm(found: FoundInvitation, { userId }: Invitee, now: number): Promise<void> {
  await asNobody(async (tx) => {
    const [used] = await tx.$queryRaw<{ role: "PARTNER" | "ASSISTANT" }[]>`
      UPDATE firm_invitation SET accepted_at = ${new Date(now)}
      WHERE id = ${found.id}::uuid
        AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > ${new Date(now)}
      RETURNING role::text AS role`;
    if (!used) throw spent();
    await tx.firmMember.createMany({
      data: [{ firmId: found.placeId, userId, role: used.role }],
      skipDuplicates: true,
    });
    await confirmAddress(tx, userId, now);
  });
}

/**
 * Whoever holds the link reads the address. A session of an account not confirmed yet is always one
 * opened with its password: nobody else is to be kept out.
 */
async function confirmAddress(tx: Tx, userId: string, now: number): Promise<void> {
  await tx.user.updateMany({
    where: { id: userId, emailVerifiedAt: null },
    data: { emailVerifiedAt: new Date(now) },
  });
}

function spent(): DomainError {
  return new DomainError(
    "INVITATION",
    "Cette invitation a déjà servi, a été retirée, ou ses sept jours sont passés. Demandez-en une autre.",
  );
}
