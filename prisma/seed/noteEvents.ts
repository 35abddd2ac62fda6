/** What is known beforehand to happen to an invoice: payments, credit notes, suspensions, its end. */
import { inCompany } from "@/db/inCompany";
import { addDays, type LocalDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { plainAmount } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import { holdInvoice } from "@/usecases/dunning/holdInvoice";
import { addCreditNote } from "@/usecases/invoicing/addCreditNote";
import { closeInvoice } from "@/usecases/invoicing/closeInvoice";
import { recordPayment } from "@/usecases/settlement/recordPayment";
import { dayAt, type InvoiceEvent } from "./script";
import { type PlayedInvoice, TIME_ZONE, type World, workingTimeOn } from "./world";

/** Notes the payment and the events of an invoice that has just been issued. */
export function noteEvents(world: World, played: PlayedInvoice): void {
  const { script, dueOn } = played;
  if (script.paidAfter !== undefined) {
    // Banks credit an account early in the morning of a working day.
    const when = workingTimeOn(addDays(dueOn, script.paidAfter), 8, 10);
    world.agenda.note(when, () => pay(world, played.id, null, script.method ?? "TRANSFER"));
  }
  for (const event of script.events ?? []) {
    // Before mail may leave: the hour of a client's mail differs from one database to the next.
    const when = workingTimeOn(dayAt(world.openingOn, event.on), 8, event.what === "PAYMENT" ? 10 : 20);
    world.agenda.note(when, () => happen(world, played, event));
  }
}

/** The calendar day the company is at. */
export function todayOf(world: World): LocalDate {
  return localDateAt(world.clock.now(), TIME_ZONE);
}

/** What is still owed, in the form a person would type. */
export async function balanceOf(world: World, invoiceId: string): Promise<string> {
  const { balanceCents } = await inCompany(world.companyId, (tx) =>
    tx.invoice.findUniqueOrThrow({
      where: { companyId_id: { companyId: world.companyId, id: invoiceId } },
      select: { balanceCents: true },
    }),
  );
  return plainAmount(balanceCents);
}

async function pay(world: World, invoiceId: string, euros: string | null, method: string): Promise<void> {
  await recordPayment(world.ctx, invoiceId, {
    receivedOn: formatDateNumeric(todayOf(world)),
    amountCents: euros ?? (await balanceOf(world, invoiceId)),
    method,
  });
}

async function happen(world: World, played: PlayedInvoice, event: InvoiceEvent): Promise<void> {
  const { ctx, openingOn } = world;
  switch (event.what) {
    case "PAYMENT":
      return pay(world, played.id, event.euros, event.method ?? "TRANSFER");
    case "CREDIT_NOTE":
      await addCreditNote(ctx, played.id, {
        number: `A${played.number.slice(played.number.indexOf("-"))}`,
        issuedOn: formatDateNumeric(todayOf(world)),
        amountCents: event.euros,
        effect: event.effect,
      });
      return;
    case "HOLD":
      return holdInvoice(ctx, played.id, {
        untilOn: formatDateNumeric(dayAt(openingOn, event.until)),
        reason: event.reason,
      });
    case "CANCELLED":
    case "WRITTEN_OFF":
      return closeInvoice(ctx, played.id, { status: event.what, closeReason: event.reason });
  }
}
