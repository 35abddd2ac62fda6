/** The first steps of a company: what is done, and the first mail that will leave, and when. */
import { readDisputedParts } from "@/db/dunning/messageFacts";
import { inCompany, type Tx } from "@/db/inCompany";
import { loadAccounts } from "@/db/invoicing/claims";
import { readCreditShares } from "@/db/settlement/clientCredits";
import { toLocalDate } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { readyText } from "@/domain/dunning/readyTexts";
import { composeReminder, type ReminderContent } from "@/domain/dunning/reminder";
import type { ReminderInvoice } from "@/domain/dunning/reminderFacts";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { readSender, type Sender } from "./readSender";

export interface FirstSteps {
  invoiceCount: number;
  hasIban: boolean;
  safeMode: boolean;
  preview: {
    /** False for the invoice made up while there is none. */
    isReal: boolean;
    invoiceId: string | null;
    /** The day it leaves, or would. */
    on: LocalDate;
    from: string;
    to: string;
    content: ReminderContent;
  };
}

/** Days after the due date of the first reminder of the default scenario. */
const FIRST_OFFSET_DAYS = 2;
const EXAMPLE_CENTS = 120_000n;

export async function readFirstSteps(ctx: CompanyCtx): Promise<FirstSteps> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
    const today = localDateAt(ctx.clock.now(), timeZoneOf(company.calendarZone as CalendarZone));
    const sender = await readSender(tx, companyId);
    const real = await firstPlanned(tx, companyId);
    const to = "compta@votre-client.example";
    const shown = real ?? { invoice: exampleInvoice(today), creditCents: 0n, on: today, to };
    return {
      invoiceCount: await tx.invoice.count({ where: { companyId } }),
      hasIban: company.iban !== null,
      safeMode: company.safeMode,
      preview: {
        isReal: real !== null,
        invoiceId: real?.invoiceId ?? null,
        on: shown.on,
        from: sender.fromName,
        to: shown.to,
        content: friendlyReminder(sender, shown),
      },
    };
  });
}

/** The invoice whose first email comes soonest. */
async function firstPlanned(tx: Tx, companyId: string) {
  const plan = await tx.dunningPlan.findFirst({
    where: { companyId, channel: "EMAIL", onDate: { not: null } },
    orderBy: [{ onDate: "asc" }, { invoiceId: "asc" }],
    select: { invoiceId: true, clientId: true, onDate: true },
  });
  if (!plan?.onDate) return null;
  const account = (await loadAccounts(tx, companyId, [plan.invoiceId])).get(plan.invoiceId);
  const contact = await tx.contact.findFirst({
    where: { companyId, clientId: plan.clientId, role: "BILLING", email: { not: null } },
    select: { email: true },
  });
  if (!account || !contact?.email) return null;
  const disputed = await readDisputedParts(tx, companyId, [account.id]);
  const credits = await readCreditShares(tx, companyId, [plan.clientId]);
  return {
    invoiceId: plan.invoiceId,
    invoice: { ...account, statement: null, disputedCents: disputed.get(account.id) ?? 0n },
    creditCents: credits.get(account.id) ?? 0n,
    on: toLocalDate(plan.onDate),
    to: contact.email,
  };
}

function exampleInvoice(today: LocalDate): ReminderInvoice {
  const dueOn = addDays(today, -FIRST_OFFSET_DAYS);
  return {
    number: `F-${today.slice(0, 4)}-0001`,
    issuedOn: addDays(dueOn, -30),
    dueOn,
    subject: "",
    orderReference: null,
    totalCents: EXAMPLE_CENTS,
    balanceCents: EXAMPLE_CENTS,
    payments: [],
    creditNotes: [],
    statement: null,
  };
}

function friendlyReminder(
  sender: Sender,
  { invoice, creditCents, on }: { invoice: ReminderInvoice; creditCents: bigint; on: LocalDate },
): ReminderContent {
  return composeReminder({
    language: "fr",
    tone: "FRIENDLY",
    text: readyText({ channel: "EMAIL", tone: "FRIENDLY", offsetDays: FIRST_OFFSET_DAYS }, "fr", "FORMAL"),
    form: "FORMAL",
    look: null,
    clientName: "",
    contactName: "",
    sentOn: on,
    creditor: sender.words,
    invoices: [invoice],
    creditCents,
    earlierContacts: [],
    isFormalNoticeNext: false,
    answerUrl: "#",
    hasAttachment: false,
  });
}
