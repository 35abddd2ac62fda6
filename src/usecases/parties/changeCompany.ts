/** The one way a setting of a company is changed: written, journaled, and decided again when it matters. */

import { markAllDue } from "@/db/dunning/markDue";
import type { Prisma } from "@/db/generated/client";
import { inCompany, type Tx } from "@/db/inCompany";
import { changedFields, type JournaledValue } from "@/domain/changes";
import type { RawFields } from "@/domain/fields";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { journalAt } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { refuseStale } from "../seenRecord";
import { type SettingsPart, seenSettings } from "./seenSettings";

export interface CompanyChange {
  /** Name in the journal, such as `company.sending_changed`. */
  action: JournalAction;
  values: Prisma.CompanyUpdateInput;
  /** The form it comes from: refused when its settings have changed since it was opened. */
  form?: { part: SettingsPart; raw: RawFields };
  /** Decisions on open invoices depend on these values. */
  changesDecisions?: boolean;
  /** How the journal writes a value that must not be kept whole. */
  show?: (value: JournaledValue, field: string) => JournaledValue;
  /** More facts for the journal. */
  data?: Record<string, JournaledValue>;
  /** What else belongs to the change, in the same transaction, when something did change. */
  andThen?: (tx: Tx) => Promise<void>;
}

/** A company of 100 000 open invoices is locked and marked in seconds. */
const TIMEOUT_MS = 60_000;

/**
 * Changes settings of the company. Values that are already so change nothing and leave no trace.
 *
 * @returns true when something changed
 * @throws FormError when someone else has changed the same settings since the form was opened
 */
export async function changeCompany(ctx: CompanyCtx, change: CompanyChange): Promise<boolean> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const hasChanged = await inCompany(
    companyId,
    async (tx) => {
      // Two people at the settings take turns, and each sees what the other has done.
      await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
      const before = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
      if (change.form) {
        await refuseStale(tx, ctx, change.form.raw, seenSettings(change.form.part, companyId, before));
      }
      const changes = changedFields<Record<string, unknown>>(before, { ...change.values }, change.show);
      if (Object.keys(changes).length === 0) return false;
      await tx.company.update({ where: { id: companyId }, data: change.values });
      if (change.changesDecisions) await markAllDue(tx, companyId, now);
      await change.andThen?.(tx);
      await journalAt(
        tx,
        ctx,
        {
          action: change.action,
          entity: "company",
          entityId: companyId,
          data: { ...change.data, changes },
        },
        now,
      );
      return true;
    },
    { timeoutMs: TIMEOUT_MS },
  );
  if (hasChanged && change.changesDecisions) await ctx.bell.ring("dunning", { companyId });
  return hasChanged;
}
