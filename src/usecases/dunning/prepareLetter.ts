/** A letter that a person asks for, outside any scenario. It is read and approved like any other. */
import { hasWaitingLetter, type LetterInvoiceRow } from "@/db/dunning/letterInvoices";
import { readWritingFirms } from "@/db/dunning/letters";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { fromLocalDate, newId } from "@/db/values";
import type { Instant, LocalDate } from "@/domain/calendar";
import { fieldError, oneOf, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { companyToday } from "../invoicing/saveInvoice";
import { notFound } from "../parties/saveClient";
import type { CompanyCtx } from "../ports";
import { journalLetter } from "./lockedLetter";
import { planInvoices } from "./planInvoices";
import { refuseLetter } from "./refuseLetter";

export const LETTER_CHANNELS = ["LETTER", "FORMAL_NOTICE"] as const;

/**
 * Prepares an ordinary letter or a formal notice about one invoice, written by the company or by a
 * firm under its mandate. The worker draws it.
 *
 * @returns id of the letter
 * @throws InputError beside the field that is wrong
 * @throws DomainError when the invoice may not be claimed, or has a letter that waits already
 */
export async function prepareLetter(ctx: CompanyCtx, invoiceId: string, raw: RawFields): Promise<string> {
  const { channel } = readFields(raw, { channel: oneOf(LETTER_CHANNELS, "Choisissez le courrier.") });
  const authorFirmId = raw.authorFirmId ?? "";
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const id = newId();
  if (!isId(invoiceId)) throw notFound();
  await inCompany(companyId, async (tx) => {
    const [invoice] = await refuseLetter(tx, companyId, [invoiceId]);
    if (!invoice) throw notFound();
    if (await hasWaitingLetter(tx, companyId, invoiceId)) {
      throw new DomainError(
        "LETTER_WAITING",
        "Un courrier se prépare déjà pour cette facture\u00a0: approuvez-le, postez-le ou retirez-le d’abord.",
      );
    }
    const today = await companyToday(tx, companyId, now);
    if (authorFirmId !== "") await refuseAuthor(tx, companyId, authorFirmId, today);
    await draftLetter(tx, companyId, {
      id,
      clientId: invoice.clientId,
      channel,
      datedOn: today,
      replacesId: null,
      authorFirmId: authorFirmId === "" ? null : authorFirmId,
      invoices: [invoice],
      at: now,
    });
    await planInvoices(tx, companyId, [invoiceId], now);
    const data = { channel, invoiceId, authorFirmId };
    await journalLetter(tx, ctx, id, { action: "letter.prepared", data }, now);
  });
  await ctx.bell.ring("letters", { companyId });
  return id;
}

/** Firms that may write in the company's name today. */
export async function readLetterAuthors(ctx: CompanyCtx): Promise<{ id: string; name: string }[]> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const today = await companyToday(tx, companyId, ctx.clock.now());
    const firms = await readWritingFirms(tx, companyId, today);
    return firms.map(({ id, name }) => ({ id, name }));
  });
}

async function refuseAuthor(tx: Tx, companyId: string, firmId: string, today: LocalDate): Promise<void> {
  const firms = await readWritingFirms(tx, companyId, today);
  if (firms.some((firm) => firm.id === firmId)) return;
  throw fieldError("authorFirmId", "MANDATE_OVER", "Le mandat de ce cabinet n’est pas en cours.");
}

interface NewDraft {
  id: string;
  clientId: string;
  channel: "EMAIL" | "CALL" | "LETTER" | "FORMAL_NOTICE";
  datedOn: LocalDate;
  replacesId: string | null;
  authorFirmId: string | null;
  invoices: readonly LetterInvoiceRow[];
  at: Instant;
}

/** Writes the draft that the worker draws. */
export async function draftLetter(
  tx: Tx,
  companyId: string,
  { invoices, at, datedOn, ...draft }: NewDraft,
): Promise<void> {
  await tx.letter.create({
    data: {
      companyId,
      ...draft,
      state: "DRAFT",
      datedOn: fromLocalDate(datedOn),
      totalCents: 0n,
      content: {},
      createdAt: new Date(at),
      invoices: {
        create: invoices.map((invoice) => ({
          invoiceId: invoice.id,
          invoiceVersion: invoice.version,
          balanceCents: invoice.balanceCents,
          penaltyCents: 0n,
          indemnityCents: 0n,
        })),
      },
    },
  });
}
