/** What the limitation of invoices is counted from: their dates, the acts recorded, their own rule. */
import { type LocalDate, localDate } from "@/domain/calendar";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { LimitationActKind } from "@/domain/legal/limitationActs";
import type { InterruptionEvent, LimitationFacts, SuspensionEvent } from "@/domain/legal/limitationPeriod";
import type { Tx } from "../inCompany";
import { toLocalDate, toLocalDateOrNull } from "../values";

/** An act as it was recorded; those withdrawn are left out. */
export interface StoredAct {
  id: string;
  kind: LimitationActKind;
  onDate: LocalDate;
  endedOn: LocalDate | null;
  proof: string;
  document: { id: string; name: string } | null;
}

export interface LimitationFile {
  invoiceId: string;
  facts: LimitationFacts;
  acts: StoredAct[];
}

interface InvoiceRow {
  id: string;
  kind: DebtorKind;
  issuedOn: string;
  dueOn: string;
  performedOn: string | null;
  isTransportOfGoods: boolean | null;
  hasPublicAccountant: boolean | null;
}

/** Reads the facts of these invoices. Unknown ids are left out. */
export async function readLimitationFiles(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Map<string, LimitationFile>> {
  if (invoiceIds.length === 0) return new Map();
  const rows = await tx.$queryRaw<InvoiceRow[]>`
    SELECT i.id, c.kind::text AS kind, i.issued_on::text AS "issuedOn", i.due_on::text AS "dueOn",
           i.performed_on::text AS "performedOn", r.is_transport_of_goods AS "isTransportOfGoods",
           r.has_public_accountant AS "hasPublicAccountant"
    FROM invoice i
    JOIN client c ON c.company_id = i.company_id AND c.id = i.client_id
    LEFT JOIN limitation_rule r ON r.company_id = i.company_id AND r.invoice_id = i.id
    WHERE i.company_id = (SELECT ${companyId}::uuid) AND i.id = ANY(${[...invoiceIds]}::uuid[])`;
  const acts = await readActs(tx, companyId, invoiceIds);
  return new Map(
    rows.map((row) => {
      const own = acts.filter((act) => act.invoiceId === row.id);
      return [row.id, { invoiceId: row.id, facts: factsOf(row, own), acts: own }];
    }),
  );
}

async function readActs(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<(StoredAct & { invoiceId: string })[]> {
  const rows = await tx.limitationAct.findMany({
    where: { companyId, invoiceId: { in: [...invoiceIds] }, withdrawnAt: null },
    include: { document: { select: { id: true, name: true } } },
    orderBy: [{ onDate: "asc" }, { id: "asc" }],
  });
  return rows.map((row) => ({
    id: row.id,
    invoiceId: row.invoiceId,
    kind: row.kind,
    onDate: toLocalDate(row.onDate),
    endedOn: toLocalDateOrNull(row.endedOn),
    proof: row.proof,
    document: row.document,
  }));
}

function factsOf(row: InvoiceRow, acts: readonly StoredAct[]): LimitationFacts {
  const interruptions: InterruptionEvent[] = [];
  const suspensions: SuspensionEvent[] = [];
  for (const { kind, onDate, endedOn, proof } of acts) {
    if (kind === "SUSPENSION") suspensions.push({ fromOn: onDate, toOn: endedOn ?? undefined });
    else interruptions.push({ kind, on: onDate, endedOn: endedOn ?? undefined, proof });
  }
  return {
    debtorKind: row.kind,
    issuedOn: localDate(row.issuedOn),
    dueOn: localDate(row.dueOn),
    performedOn: row.performedOn === null ? undefined : localDate(row.performedOn),
    isTransportOfGoods: row.isTransportOfGoods ?? undefined,
    hasPublicAccountant: row.hasPublicAccountant ?? undefined,
    interruptions,
    suspensions,
  };
}

/** Warnings a person has read: `invoice last-day months`. */
export async function readSeenNotices(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<Set<string>> {
  const rows = await tx.limitationNotice.findMany({
    where: { companyId, invoiceId: { in: [...invoiceIds] } },
    select: { invoiceId: true, lastDayOn: true, months: true },
  });
  return new Set(rows.map((row) => noticeKey(row.invoiceId, toLocalDate(row.lastDayOn), row.months)));
}

/** One warning about one end: another end, or the next threshold, is another warning. */
export function noticeKey(invoiceId: string, lastDayOn: LocalDate, months: number): string {
  return `${invoiceId} ${lastDayOn} ${months}`;
}
