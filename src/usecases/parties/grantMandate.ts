/**
 * A company lets an accounting firm remind its debtors in its name. Whoever collects for others
 * needs a specific mandate: it is dated, may end, and may be revoked at any time.
 */
import { asNobody, inCompany, isId, type Tx } from "@/db/inCompany";
import { fromLocalDate, newId, toLocalDateOrNull } from "@/db/values";
import { addDays, type LocalDate, minDate } from "@/domain/calendar";
import { parseDate } from "@/domain/dateText";
import { fieldError, optional, type RawFields, readFields, required } from "@/domain/fields";
import type { FirmKind } from "@/domain/parties/firm";
import { isSiren } from "@/domain/parties/siren";
import { localDateAt } from "@/domain/zonedTime";
import { journalAt } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { notFound } from "./saveClient";

/** A firm as a company sees it before it grants a mandate. */
export interface FirmCard {
  id: string;
  slug: string;
  name: string;
  siren: string;
  city: string;
  kind: FirmKind;
  /** Names of its partners: how one knows that it is the right firm. */
  partners: string[];
}

/**
 * The firm of this SIREN or identifier.
 *
 * @throws InputError beside `firm` when there is none, or when several firms give this SIREN
 */
export async function findFirm(text: string): Promise<FirmCard> {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") throw fieldError("firm", "REQUIRED", "Indiquez le SIREN ou l’identifiant du cabinet.");
  const digits = wanted.replace(/[\s\u00a0.]/g, "");
  const rows = await asNobody((tx) =>
    tx.firm.findMany({
      where: isSiren(digits) ? { siren: digits } : { slug: wanted },
      include: {
        members: { where: { role: "PARTNER" }, select: { user: { select: { name: true } } }, take: 5 },
      },
      take: 2,
    }),
  );
  const [row] = rows;
  if (!row) {
    throw fieldError(
      "firm",
      "UNKNOWN",
      "Aucun cabinet inscrit ici n’a ce SIREN ou cet identifiant. Demandez-lui l’identifiant affiché dans ses mandats.",
    );
  }
  if (rows.length > 1) {
    throw fieldError(
      "firm",
      "AMBIGUOUS",
      "Plusieurs cabinets donnent ce SIREN. Demandez au vôtre son identifiant, et indiquez-le ici.",
    );
  }
  const { id, slug, name, siren, city, kind } = row;
  return { id, slug, name, siren, city, kind, partners: row.members.map(({ user }) => user.name) };
}

const DATES = {
  signedOn: optional(parseDate),
  grantedOn: required("Indiquez la date du mandat.", parseDate),
  endsOn: optional(parseDate),
} as const;

/**
 * Grants a mandate, or replaces the one in force by another with new dates.
 *
 * @throws InputError with every field that is wrong
 */
export async function grantMandate(ctx: CompanyCtx, raw: RawFields): Promise<void> {
  const firm = await findFirm(raw.firm ?? "");
  const dates = readFields(raw, DATES);
  const now = ctx.clock.now();
  const today = localDateAt(now, "Europe/Paris");
  refuseBadDates(dates, today);
  refuseBadSignature(firm, dates.signedOn, today);
  const { companyId } = ctx;
  const mandateId = newId();
  await inCompany(companyId, async (tx) => {
    // One change of mandates at a time: two cannot be in force for one firm.
    await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
    const replaced = await endCurrent(tx, companyId, firm.id, today);
    await tx.mandate.create({
      data: {
        companyId,
        id: mandateId,
        firmId: firm.id,
        signedOn: dates.signedOn && fromLocalDate(dates.signedOn),
        grantedOn: fromLocalDate(dates.grantedOn),
        endsOn: dates.endsOn && fromLocalDate(dates.endsOn),
      },
    });
    await journalAt(
      tx,
      ctx,
      {
        action: "mandate.granted",
        entity: "mandate",
        entityId: mandateId,
        data: { firm: firm.name, firmId: firm.id, ...dates, ...(replaced && { replaces: replaced }) },
      },
      now,
    );
  });
}

function refuseBadDates(dates: { grantedOn: LocalDate; endsOn: LocalDate | null }, today: LocalDate): void {
  if (dates.grantedOn > addDays(today, 366)) {
    throw fieldError("grantedOn", "DATE", "Ce début est dans plus d’un an\u00a0: vérifiez la date.");
  }
  if (dates.endsOn === null) return;
  if (dates.endsOn < dates.grantedOn) {
    throw fieldError("endsOn", "DATE", "Le mandat finirait avant d’avoir commencé.");
  }
  if (dates.endsOn < today) {
    throw fieldError("endsOn", "DATE", "Cette fin est déjà passée\u00a0: le cabinet n’aurait aucun accès.");
  }
}

/** A collector may do nothing before the written agreement with the creditor (CPCE R124-3). */
function refuseBadSignature({ kind, name }: FirmCard, signedOn: LocalDate | null, today: LocalDate): void {
  if (kind === "COLLECTOR" && signedOn === null) {
    throw fieldError(
      "signedOn",
      "REQUIRED",
      `Indiquez le jour où la convention écrite avec ${name} a été signée\u00a0: elle doit précéder toute relance (article R. 124-3 du code des procédures civiles d’exécution).`,
    );
  }
  if (signedOn !== null && signedOn > today) {
    throw fieldError("signedOn", "FUTURE", "La convention n’est pas encore signée à ce jour.");
  }
}

/** Closes the mandate of this firm that was not revoked. @returns its id, if any */
async function endCurrent(
  tx: Tx,
  companyId: string,
  firmId: string,
  today: LocalDate,
): Promise<string | null> {
  const current = await tx.mandate.findFirst({ where: { companyId, firmId, revokedOn: null } });
  if (!current) return null;
  const endsOn = toLocalDateOrNull(current.endsOn);
  await tx.mandate.update({
    where: { companyId_id: { companyId, id: current.id } },
    data: { revokedOn: fromLocalDate(endsOn ? minDate(endsOn, today) : today) },
  });
  return current.id;
}

/**
 * Ends a mandate: the firm's people lose access with their next request.
 *
 * @throws DomainError NOT_FOUND when the mandate is not of this company, or is revoked already
 */
export async function revokeMandate(ctx: CompanyCtx, mandateId: string): Promise<void> {
  if (!isId(mandateId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const mandate = await tx.mandate.findFirst({
      where: { companyId, id: mandateId, revokedOn: null },
      include: { firm: { select: { name: true } } },
    });
    if (!mandate) throw notFound();
    const { count } = await tx.mandate.updateMany({
      where: { companyId, id: mandateId, revokedOn: null },
      data: { revokedOn: fromLocalDate(localDateAt(now, "Europe/Paris")) },
    });
    if (count === 0) throw notFound();
    await journalAt(
      tx,
      ctx,
      {
        action: "mandate.revoked",
        entity: "mandate",
        entityId: mandateId,
        data: { firm: mandate.firm.name, firmId: mandate.firmId },
      },
      now,
    );
  });
}
