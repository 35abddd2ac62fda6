/**
 * A commercial gesture: giving up late interest or the flat fee of an invoice, for a reason that is
 * kept. Never by itself, and never towards a public buyer (C. com. publ. L2192-14).
 */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { loadAccounts } from "@/db/invoicing/claims";
import { fromInstant, fromLocalDate, newId } from "@/db/values";
import {
  checkbox,
  fieldError,
  line,
  optional,
  positiveAmount,
  type RawFields,
  readFields,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { statementOfInvoice } from "@/domain/legal/invoiceStatement";
import type { LegalRates } from "@/domain/legal/rateTables";
import { mayWaive, PUBLIC_WAIVER_REFUSAL } from "@/domain/legal/waiver";
import { formatEuros } from "@/domain/money";
import { decideAgain } from "../dunning/planInvoices";
import { companyToday, journalInvoice, lockInvoice } from "../invoicing/saveInvoice";
import { onceForForm } from "../onceForForm";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";

const FIELDS = {
  /** Empty: nothing on the interest. */
  penaltyCents: optional(positiveAmount("le montant abandonné")),
  flatFee: checkbox,
  reason: line("la raison de ce geste", 200),
} as const;

/**
 * Gives up interest accrued until today, the flat fee, or both. What is about to leave is decided
 * again without them.
 *
 * @throws InputError beside a field; DomainError WAIVER_PUBLIC
 */
export async function waivePenalties(
  ctx: CompanyCtx,
  invoiceId: string,
  raw: RawFields,
  rates: LegalRates,
): Promise<void> {
  const { companyId } = ctx;
  if (!isId(invoiceId)) throw notFound();
  const now = ctx.clock.now();
  const input = readFields(raw, FIELDS);
  await onceForForm(ctx, async (tx) => {
    await lockInvoice(tx, companyId, invoiceId);
    const today = await companyToday(tx, companyId, now);
    const account = (await loadAccounts(tx, companyId, [invoiceId])).get(invoiceId);
    if (!account) throw notFound();
    if (!mayWaive(account.claim.debtorKind)) throw new DomainError("WAIVER_PUBLIC", PUBLIC_WAIVER_REFUSAL);
    const statement = statementOfInvoice(account.claim, today, rates);
    const leftCents = statement.penaltyCents - statement.penaltySettledCents;
    const feeLeftCents = statement.flatFeeCents - statement.flatFeeSettledCents;
    const penaltyCents = input.penaltyCents ?? 0n;
    if (penaltyCents > leftCents) {
      throw fieldError(
        "penaltyCents",
        "TOO_MUCH",
        `Il reste ${formatEuros(leftCents)} d’intérêts dus à ce jour.`,
      );
    }
    if (input.flatFee && feeLeftCents === 0n) {
      throw fieldError("flatFee", "NOTHING", "L’indemnité forfaitaire n’est pas due, ou plus.");
    }
    const flatFeeCents = input.flatFee ? feeLeftCents : 0n;
    if (penaltyCents + flatFeeCents === 0n) {
      throw fieldError("penaltyCents", "NOTHING", "Indiquez un montant, ou cochez l’indemnité.");
    }
    const id = newId();
    await tx.penaltyWaiver.create({
      data: {
        companyId,
        id,
        invoiceId,
        waivedOn: fromLocalDate(today),
        penaltyCents,
        flatFeeCents,
        reason: input.reason,
        createdAt: fromInstant(now),
        createdById: actorUserId(ctx.actor),
      },
    });
    await decideAgain(tx, companyId, [invoiceId], now);
    await journalInvoice(tx, ctx, invoiceId, "waiver.granted", {
      waiverId: id,
      amountCents: (penaltyCents + flatFeeCents).toString(),
      penaltyCents: penaltyCents.toString(),
      flatFeeCents: flatFeeCents.toString(),
      reason: input.reason,
    });
  });
}

/** Takes a gesture back: what it gave up is due again. The row stays, with who took it back. */
export async function withdrawWaiver(ctx: CompanyCtx, waiverId: string): Promise<void> {
  const { companyId } = ctx;
  if (!isId(waiverId)) throw notFound();
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    const waiver = await findWaiver(tx, companyId, waiverId);
    await lockInvoice(tx, companyId, waiver.invoiceId);
    const withdrawn = await tx.penaltyWaiver.updateMany({
      where: { companyId, id: waiverId, withdrawnAt: null },
      data: { withdrawnAt: fromInstant(now), withdrawnById: actorUserId(ctx.actor) },
    });
    if (withdrawn.count === 0) throw new DomainError("WAIVER_GONE", "Ce geste a déjà été repris.");
    await decideAgain(tx, companyId, [waiver.invoiceId], now);
    await journalInvoice(tx, ctx, waiver.invoiceId, "waiver.withdrawn", {
      waiverId,
      amountCents: (waiver.penaltyCents + waiver.flatFeeCents).toString(),
    });
  });
}

async function findWaiver(tx: Tx, companyId: string, id: string) {
  const waiver = await tx.penaltyWaiver.findUnique({ where: { companyId_id: { companyId, id } } });
  if (!waiver) throw notFound();
  return waiver;
}
