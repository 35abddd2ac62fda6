/** The suspensions of an invoice, each with who set it. */
import type { Tx } from "@/db/inCompany";
import type { InvoiceFile } from "@/db/invoicing/invoiceFile";
import { readHoldKeys } from "@/db/parties/apiKeys";
import { readActorNames } from "@/db/system/journalPages";
import { toLocalDate, toLocalDateOrNull } from "@/db/values";
import { type LocalDate, minDate } from "@/domain/calendar";
import { type HoldSort, holdOrigin } from "@/domain/dunning/facts";
import { localDateAt } from "@/domain/zonedTime";

type HoldRow = InvoiceFile["holds"][number];

export interface HoldView extends HoldSort {
  id: string;
  reason: string;
  startedOn: LocalDate;
  untilOn: LocalDate | null;
  isRunning: boolean;
  /** Its last day, when it has ended. */
  endedOn: LocalDate | null;
  /** A person of the company or of its firm by name, a key of a program by its own, the client by its answer, or a rule. */
  author: { kind: "person" | "key"; name: string } | { kind: "client" } | { kind: "rule" };
}

/** Reads who set the suspensions of an invoice. */
export async function readHoldViews(
  tx: Tx,
  { companyId, id, holds }: Pick<InvoiceFile, "companyId" | "id" | "holds">,
  timeZone: string,
): Promise<HoldView[]> {
  const ids = [...new Set(holds.flatMap(({ createdById }) => createdById ?? []))];
  const names = ids.length === 0 ? new Map<string, string>() : (await readActorNames(tx, ids, [])).users;
  const keys = holds.length === 0 ? new Map<number, string>() : await readHoldKeys(tx, companyId, id);
  return holds.map((hold) => ({
    id: hold.id,
    kind: hold.kind,
    origin: holdOrigin(hold),
    reason: hold.reason,
    startedOn: toLocalDate(hold.startedOn),
    untilOn: toLocalDateOrNull(hold.untilOn),
    isRunning: hold.endedAt === null,
    endedOn: endedOn(hold, timeZone),
    author: authorOf(hold, names, keys),
  }));
}

/** One that ran out is closed the day after its last one. */
function endedOn({ endedAt, untilOn }: HoldRow, timeZone: string): LocalDate | null {
  if (endedAt === null) return null;
  const on = localDateAt(endedAt.getTime(), timeZone);
  return untilOn === null ? on : minDate(on, toLocalDate(untilOn));
}

function authorOf(
  hold: HoldRow,
  names: ReadonlyMap<string, string>,
  keys: ReadonlyMap<number, string>,
): HoldView["author"] {
  const name = hold.createdById === null ? undefined : names.get(hold.createdById);
  if (name) return { kind: "person", name };
  const key = hold.createdById === null ? keys.get(hold.createdAt.getTime()) : undefined;
  if (key) return { kind: "key", name: key };
  return hold.answerId !== null || hold.inboundMailId !== null ? { kind: "client" } : { kind: "rule" };
}
