/** Gathers what a letter prints: creditor, debtor, statement of claim, earlier contacts. */

import { type DraftLetter, readInvoicePapers, readPostedLetters } from "@/db/dunning/letters";
import { readPastReminders } from "@/db/dunning/messageFacts";
import type { Tx } from "@/db/inCompany";
import { type InvoiceAccount, loadAccounts } from "@/db/invoicing/claims";
import { type LimitationFile, readLimitationFiles } from "@/db/legal/limitation";
import type { LocalDate } from "@/domain/calendar";
import { type ContestedPart, withoutContested } from "@/domain/legal/contestedPart";
import type { FormalNoticeInput, NoticeKind, PreviousContact } from "@/domain/legal/formalNoticeInput";
import type { InvoiceClaim } from "@/domain/legal/invoiceClaim";
import { lastDayAsOf, limitationPeriod } from "@/domain/legal/limitationPeriod";
import type { LegalRates } from "@/domain/legal/rateTables";
import { statementOfClaim } from "@/domain/legal/statementOfClaim";
import { isSoleTraderName } from "@/domain/parties/soleTrader";
import { afterDe } from "@/domain/typography";
import { letterAuthor } from "./letterAuthor";

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
  const accounts = [...(await loadAccounts(tx, companyId, draft.invoiceIds)).values()];
  const limitations = await readLimitationFiles(tx, companyId, draft.invoiceIds);
  const papers = await readInvoicePapers(tx, companyId, draft.invoiceIds);
  const statement = statementOfClaim(
    { invoices: accounts.map((account) => claimOf(account, papers.disputed)) },
    day.today,
    rates,
  );
  const { author, signatory } = await letterAuthor(tx, companyId, draft, day.today);
  const billing = client.contacts.find((contact) => contact.role === "BILLING");
  return {
    kind: kindOf(draft, author),
    reference: accounts.length === 1 ? (accounts[0]?.number ?? "") : `${accounts[0]?.number} et suivantes`,
    writtenOn: day.today,
    place: company.city,
    channel: draft.channel === "FORMAL_NOTICE" ? "LRAR_PAPER" : "SIMPLE",
    creditor: company,
    contact: { email: company.replyToEmail, phone: company.phone ?? undefined },
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
      hasCopy: papers.withCopy.has(account.id),
      isDisputed: isWhollyDisputed(account, papers.disputed),
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

type Contested = ReadonlyMap<string, ContestedPart | null>;

/** All that is left of it is contested: no letter may claim it. */
function isWhollyDisputed({ id, balanceCents }: InvoiceAccount, contested: Contested): boolean {
  const part = contested.get(id);
  return part === null || (part !== undefined && part.cents >= balanceCents);
}

/** What a letter claims of an invoice: all of it, but for the part that is contested. */
function claimOf(account: InvoiceAccount, contested: Contested): InvoiceClaim {
  return withoutContested(account.claim, contested.get(account.id) ?? undefined, account.balanceCents);
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
  const letters = await readPostedLetters(tx, companyId, draft.invoiceIds);
  const seen = new Set<string>();
  const told = contacts.flatMap(({ kind, on }) => {
    if (seen.has(`${kind}${on}`)) return [];
    seen.add(`${kind}${on}`);
    return [{ on, channel: kind }];
  });
  const posted = letters.map(
    ({ on, channel, isReturned }): PreviousContact => ({
      on,
      channel: channel === "FORMAL_NOTICE" ? "REGISTERED_LETTER" : "LETTER",
      ...(isReturned && { outcome: "Non réclamée" }),
    }),
  );
  return [...told, ...posted];
}
