/** The settings of a company, its people and its mandates, as its pages show them. */
import { inCompany } from "@/db/inCompany";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import type { PenaltyPolicy } from "@/domain/legal/penaltyPolicy";
import type { CompanyRole } from "@/domain/parties/membership";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { MEMBER_FIELDS, memberOf } from "./member";

export type SettingsView = Awaited<ReturnType<typeof readSettings>>;

/** Everything the settings' pages show about the company itself. */
export async function readSettings(ctx: CompanyCtx) {
  return inCompany(ctx.companyId, async (tx) => {
    const company = await tx.company.findUniqueOrThrow({ where: { id: ctx.companyId } });
    const waiting = await tx.bankChange.findFirst({
      where: { companyId: ctx.companyId, appliedAt: null, cancelledAt: null },
    });
    const memberCount = await tx.membership.count({ where: { companyId: ctx.companyId } });
    const { penaltyKind, penaltyBps, calendarZone, pausedAt, ...rest } = company;
    const zone = calendarZone as CalendarZone;
    return {
      ...rest,
      zone,
      timeZone: timeZoneOf(zone),
      today: localDateAt(ctx.clock.now(), timeZoneOf(zone)),
      pausedAtMs: pausedAt?.getTime() ?? null,
      policy: policyOf(penaltyKind, penaltyBps),
      memberCount,
      penaltyKind,
      penaltyBps,
      calendarZone,
      /** A new account that waits its day. */
      waitingBank: waiting && {
        iban: waiting.iban,
        bic: waiting.bic,
        effectiveAtMs: waiting.effectiveAt.getTime(),
      },
    };
  });
}

function policyOf(
  kind: "STATUTORY_B2B" | "CONTRACT_FIXED" | "CONTRACT_3X_LEGAL" | "CONTRACT_ECB_PLUS",
  bps: number | null,
): PenaltyPolicy {
  switch (kind) {
    case "CONTRACT_FIXED":
      return { kind, rateBps: bps ?? 0 };
    case "CONTRACT_ECB_PLUS":
      return { kind, marginBps: bps ?? 0 };
    default:
      return { kind };
  }
}

export interface MemberView {
  userId: string;
  name: string;
  email: string;
  role: CompanyRole;
  /** Signing in asks them for a code of their telephone. */
  hasSecondStep: boolean;
  sinceOn: LocalDate;
}

export interface InvitationView {
  id: string;
  email: string;
  role: CompanyRole;
  expiresOn: LocalDate;
}

/** Members by name, and invitations that wait for an answer. */
export async function readTeam(
  ctx: CompanyCtx,
): Promise<{ members: MemberView[]; invitations: InvitationView[] }> {
  const { companyId } = ctx;
  const now = new Date(ctx.clock.now());
  return inCompany(companyId, async (tx) => {
    const members = await tx.membership.findMany({
      where: { companyId },
      include: { user: { select: MEMBER_FIELDS } },
      orderBy: { user: { name: "asc" } },
    });
    const invitations = await tx.invitation.findMany({
      where: { companyId, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
      orderBy: { createdAt: "desc" },
    });
    return {
      members: members.map(({ userId, role, createdAt, user }) => ({
        userId,
        role,
        ...memberOf(user),
        sinceOn: localDateAt(createdAt.getTime(), "Europe/Paris"),
      })),
      invitations: invitations.map(({ id, email, role, expiresAt }) => ({
        id,
        email,
        role,
        expiresOn: localDateAt(expiresAt.getTime(), "Europe/Paris"),
      })),
    };
  });
}

export interface MandateView {
  id: string;
  firmName: string;
  firmCity: string;
  firmSlug: string;
  /** Day the written agreement was signed, when it was told apart. */
  signedOn: LocalDate | null;
  grantedOn: LocalDate;
  endsOn: LocalDate | null;
  revokedOn: LocalDate | null;
  state: "COMING" | "RUNNING" | "ENDED" | "REVOKED";
}

/** Mandates of the company, the newest first. */
export async function readMandates(ctx: CompanyCtx): Promise<MandateView[]> {
  const { companyId } = ctx;
  const today = localDateAt(ctx.clock.now(), "Europe/Paris");
  return inCompany(companyId, async (tx) => {
    const rows = await tx.mandate.findMany({
      where: { companyId },
      include: { firm: { select: { name: true, city: true, slug: true } } },
      orderBy: [{ grantedOn: "desc" }, { id: "desc" }],
      take: 100,
    });
    return rows.map((row) => {
      const dates = {
        signedOn: toLocalDateOrNull(row.signedOn),
        grantedOn: toLocalDate(row.grantedOn),
        endsOn: toLocalDateOrNull(row.endsOn),
        revokedOn: toLocalDateOrNull(row.revokedOn),
      };
      return {
        id: row.id,
        firmName: row.firm.name,
        firmCity: row.firm.city,
        firmSlug: row.firm.slug,
        ...dates,
        state: mandateState(dates, today),
      };
    });
  });
}

/** Where a mandate stands on a day. */
export function mandateState(
  dates: { grantedOn: LocalDate; endsOn: LocalDate | null; revokedOn: LocalDate | null },
  today: LocalDate,
): MandateView["state"] {
  if (dates.revokedOn !== null) return "REVOKED";
  if (dates.endsOn !== null && dates.endsOn < today) return "ENDED";
  return dates.grantedOn > today ? "COMING" : "RUNNING";
}
