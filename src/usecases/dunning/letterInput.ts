/** Gathers what a letter prints: creditor, debtor, statement of claim, earlier contacts. */

import { type DraftLetter, readCopiedInvoices } from "@/db/dunning/letters";
import { readPastReminders } from "@/db/dunning/messageFacts";
import type { Tx } from "@/db/inCompany";
import { type LimitationFile, readLimitationFiles } from "@/db/legal/limitation";
import { readLastLinkedDay } from "@/db/settlement/answerLinks";
import { addDays, type LocalDate } from "@/domain/calendar";
import { previousContact } from "@/domain/dunning/reminderFacts";
import type { FormalNoticeInput, NoticeKind, PreviousContact } from "@/domain/legal/formalNoticeInput";
import { lastDayAsOf, limitationPeriod } from "@/domain/legal/limitationPeriod";
import type { LegalRates } from "@/domain/legal/rateTables";
import { statementOfClaim } from "@/domain/legal/statementOfClaim";
import { isSoleTraderName } from "@/domain/parties/soleTrader";
import { afterDe } from "@/domain/typography";
import { instantOf } from "@/domain/zonedTime";
import { loadClaimed } from "../legal/loadClaimed";
import { letterAuthor } from "./letterAuthor";

/** A letter speaks of a link that stays open this long: presentation may take a fortnight, the demand leaves 8 to 15 days. */
const LINK_LEFT_DAYS = 45;

export interface LetterDay {
  today: LocalDate;
  timeZone: string;
}

/**
 * Builds the input of the letter's text from the records of the day.
 *
 * @throws RateNotPublishedError when an amount cannot be computed
 */
export async function letterInput(
  tx: Tx,
  companyId: string,
  draft: DraftLetter,
  day: LetterDay,
  rates: LegalRates,
): Promise<FormalNoticeInput> {
  const company = await tx.company.findUniqueOrThrow({ where: { id: companyId } });
  const client = await tx.client.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: draft.clientId } },
    include: { contacts: { orderBy: { position: "asc" } } },
  });
  const accounts = await loadClaimed(tx, companyId, draft.invoiceIds);
  const limitations = await readLimitationFiles(tx, companyId, draft.invoiceIds);
  const statement = statementOfClaim(
    { invoices: accounts.map((account) => account.claim) },
    day.today,
    rates,
  );
  const { author, signatory } = await letterAuthor(tx, companyId, draft, day.today);
  const copied = await readCopiedInvoices(tx, companyId, draft.invoiceIds);
  const billing = client.contacts.find((contact) => contact.role === "BILLING");
  return {
    kind: kindOf(draft, author),
    reference: accounts.length === 1 ? (accounts[0]?.number ?? "") : `${accounts[0]?.number} et suivantes`,
    writtenOn: day.today,
    place: company.city,
    channel: draft.channel === "FORMAL_NOTICE" ? "LRAR_PAPER" : "SIMPLE",
    creditor: company,
    contact: {
      email: company.replyToEmail,
      phone: company.phone ?? undefined,
      linkedOn: (await linkedOn(tx, companyId, draft.invoiceIds, day)) ?? undefined,
    },
    author,
    debtor: {
      kind: client.kind,
      name: client.name,
      siren: client.siren ?? undefined,
      address: {
        name: client.name,
        ...(client.kind === "B2C"
          ? {}
          : { attention: billing?.name ? `À l’attention ${afterDe(billing.name)}` : "Service comptabilité" }),
        ...(client.complement && { complement: client.complement }),
        ...(client.street && { street: client.street }),
        postcode: client.postcode ?? "",
        city: client.city ?? "",
        countryCode: client.country,
      },
      isNaturalPerson: client.kind === "B2C" || isSoleTraderName(client.name),
    },
    statement,
    invoices: accounts.map((account) => ({
      invoiceNumber: account.number,
      orderReference: account.orderReference ?? undefined,
      performedOn: account.claim.performedOn,
      requestReceivedOn: account.requestReceivedOn ?? undefined,
      hasCopy: copied.has(account.id),
      isDisputed: account.isWhollyContested,
      limitationLastDayOn: lastDayToSue(limitations.get(account.id), day.today),
    })),
    previousContacts: await previousContacts(tx, companyId, draft, day.timeZone),
    delayDays: client.kind === "B2B" ? company.formalNoticeDays : undefined,
    iban: company.iban ?? "",
    bic: company.bic ?? undefined,
    paymentReference: accounts
      .map((account) => account.number)
      .join(" ")
      .slice(0, 140),
    signatory: signatory ?? { name: company.signatoryName, role: company.signatoryTitle ?? "" },
  };
}

/** The link must outlive the letter: its way to the debtor, the time it leaves, and some days more. */
function linkedOn(tx: Tx, companyId: string, ids: readonly string[], { today, timeZone }: LetterDay) {
  const until = new Date(instantOf(addDays(today, LINK_LEFT_DAYS), 0, timeZone));
  return readLastLinkedDay(tx, companyId, ids, until, timeZone);
}

function lastDayToSue(file: LimitationFile | undefined, today: LocalDate): LocalDate | undefined {
  return file && lastDayAsOf(limitationPeriod(file.facts), today);
}

/** An ordinary letter of a third party that has sent none is the amicable letter that R124-4 asks first. */
function kindOf({ channel }: DraftLetter, author: FormalNoticeInput["author"]): NoticeKind {
  if (channel === "FORMAL_NOTICE") return "FORMAL_NOTICE";
  return author.kind === "THIRD_PARTY" && author.firstLetter === undefined
    ? "AMICABLE_FIRST_LETTER"
    : "REMINDER";
}

async function previousContacts(
  tx: Tx,
  companyId: string,
  draft: DraftLetter,
  timeZone: string,
): Promise<PreviousContact[]> {
  const contacts = await readPastReminders(tx, companyId, draft.invoiceIds, timeZone);
  const once = new Map(contacts.map((contact) => [`${contact.kind}${contact.on}`, contact]));
  return [...once.values()].map((contact) => ({
    ...previousContact(contact),
    ...(contact.isReturned && { outcome: "Non réclamée" }),
  }));
}
