/** A firm, its people and the invitations that wait, as its pages show them. */
import { asNobody } from "@/db/inCompany";
import { toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import type { CollectorGuarantees, FirmKind } from "@/domain/parties/firm";
import type { FirmRole } from "@/domain/parties/membership";
import { localDateAt } from "@/domain/zonedTime";
import type { FirmCtx } from "../ports";
import { MEMBER_FIELDS, type Member, memberOf } from "./member";

export interface FirmView extends CollectorGuarantees {
  kind: FirmKind;
  name: string;
  slug: string;
  legalForm: string;
  shareCapitalCents: bigint | null;
  siren: string;
  rcsCity: string | null;
  street: string;
  postcode: string;
  city: string;
  signatoryName: string;
  signatoryTitle: string;
  members: (Member & { userId: string; role: FirmRole })[];
  invitations: { id: string; email: string; role: FirmRole; expiresOn: LocalDate }[];
}

/** The caller has checked that the person works for the firm. */
export async function readFirm(ctx: FirmCtx): Promise<FirmView> {
  const { firmId } = ctx;
  const now = new Date(ctx.clock.now());
  return asNobody(async (tx) => {
    const firm = await tx.firm.findUniqueOrThrow({
      where: { id: firmId },
      include: {
        members: {
          include: { user: { select: MEMBER_FIELDS } },
          orderBy: { user: { name: "asc" } },
        },
        invitations: {
          where: { acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
          orderBy: { createdAt: "desc" },
        },
      },
    });
    const { members, invitations, id: _, createdAt: __, ...columns } = firm;
    return {
      ...columns,
      insuredUntil: toLocalDateOrNull(firm.insuredUntil),
      declaredOn: toLocalDateOrNull(firm.declaredOn),
      members: members.map(({ userId, role, user }) => ({ userId, role, ...memberOf(user) })),
      invitations: invitations.map(({ id, email, role, expiresAt }) => ({
        id,
        email,
        role,
        expiresOn: localDateAt(expiresAt.getTime(), "Europe/Paris"),
      })),
    };
  });
}
