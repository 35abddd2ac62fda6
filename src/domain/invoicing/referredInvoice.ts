/** An import meets a document that speaks of another invoice: a credit note, or an invoice that replaces one. */

import type { LocalDate } from "../calendar";
import { formatDateNumeric } from "../dateText";
import { formatEuros } from "../money";
import { type ClientSigns, isSameClient } from "../parties/clientMatch";
import { typeset } from "../typography";
import type { InvoiceStatus } from "./balance";

/** The invoice that is spoken of, as it stands. */
export interface ReferredInvoice {
  number: string;
  status: InvoiceStatus;
  issuedOn: LocalDate;
  totalCents: bigint;
  balanceCents: bigint;
  /**
   * What a file gave as settled already when the invoice came, in cents, and the day it was read: nobody knows by
   * what, a payment or a credit note. Null when it gave nothing.
   */
  settledBefore: { cents: bigint; readOn: LocalDate } | null;
  client: ClientSigns & { name: string };
}

export interface CreditInFile {
  issuedOn: LocalDate;
  amountCents: bigint;
  invoiceNumbers: readonly string[];
  /** The file does not say whether it is deducted already. */
  isUnsaid?: true | undefined;
  client: ClientSigns & { name: string };
}

const BY_HAND = "Enregistrez-le comme avoir libre sur la page du client, son numéro en note";

/**
 * Why a credit note cannot be recorded on the invoice it names, as a French sentence that says what to do; null when
 * it can.
 *
 * @param invoice the one it names; undefined when the company has no such invoice, or it names none or several
 */
export function creditRefusal(
  credit: CreditInFile,
  invoice: ReferredInvoice | undefined,
  today: LocalDate,
): string | null {
  const why = referenceFault(credit, invoice) ?? (invoice && valueFault(credit, invoice, today));
  return why ? typeset(why) : null;
}

function referenceFault(
  { invoiceNumbers, client }: CreditInFile,
  invoice: ReferredInvoice | undefined,
): string | null {
  const [number, other] = invoiceNumbers;
  if (number === undefined) {
    return "Cet avoir ne dit pas quelle facture il corrige. Enregistrez-le sur la page de cette facture, ou comme avoir libre sur celle du client.";
  }
  if (other !== undefined) {
    return `Cet avoir corrige plusieurs factures (${invoiceNumbers.join(", ")}). ${BY_HAND}, puis affectez-le à chacune.`;
  }
  if (!invoice) {
    return `Cet avoir corrige la facture ${number}, qui n’est pas ici. Importez-la d’abord, ou avec lui, puis déposez-le de nouveau.`;
  }
  if (isSameClient(invoice.client, client)) return null;
  return `Cet avoir est au nom de ${client.name}, et la facture ${number} est celle de ${invoice.client.name}. Vérifiez à qui il revient, puis enregistrez-le à la main.`;
}

/**
 * True when the balance that came with the invoice may count the credit note already: the file says it of neither, the
 * credit note was there when the balance was read, and no more than what was settled by then.
 */
function isPerhapsDeducted(
  { issuedOn, amountCents, isUnsaid }: CreditInFile,
  { settledBefore }: ReferredInvoice,
): boolean {
  if (isUnsaid !== true || settledBefore === null) return false;
  return issuedOn <= settledBefore.readOn && amountCents <= settledBefore.cents;
}

function valueFault(credit: CreditInFile, invoice: ReferredInvoice, today: LocalDate): string | null {
  const { issuedOn, amountCents } = credit;
  const { number, status, balanceCents } = invoice;
  if (status === "CANCELLED" || status === "WRITTEN_OFF") {
    const state = status === "CANCELLED" ? "annulée" : "passée en perte";
    return `La facture ${number}, que cet avoir corrige, est ${state} : il n’y a plus rien à en déduire.`;
  }
  if (issuedOn < invoice.issuedOn) {
    return `Cet avoir est daté du ${formatDateNumeric(issuedOn)}, avant la facture ${number} qu’il corrige. Vérifiez les deux dates.`;
  }
  if (issuedOn > today) {
    return `Cet avoir est daté du ${formatDateNumeric(issuedOn)} : déposez-le de nouveau ce jour-là.`;
  }
  if (isPerhapsDeducted(credit, invoice)) {
    const [settled, amount] = [formatEuros(invoice.settledBefore?.cents ?? 0n), formatEuros(amountCents)];
    return `Rien ne dit si cet avoir est déjà déduit : la facture ${number} est donnée avec ${settled} déjà réglés ou déduits, et l’avoir est de ${amount}. S’il reste à déduire, écrivez ${amount} dans son « Reste dû », ou 0 dans son « Déjà réglé » ; s’il est déjà déduit, retirez la ligne.`;
  }
  if (amountCents <= balanceCents) return null;
  const left =
    balanceCents === 0n
      ? `La facture ${number}, que cet avoir corrige, est déjà soldée.`
      : `Il ne reste que ${formatEuros(balanceCents)} à payer sur la facture ${number}, et cet avoir est de ${formatEuros(amountCents)}.`;
  return `${left} ${BY_HAND}${balanceCents === 0n ? "" : ", puis affectez-le"}.`;
}

/** A credit note that a person recorded as a credit of the client, on no invoice. */
export interface FreeCreditNote {
  receivedOn: LocalDate;
  amountCents: bigint;
  /** Free words, where its number may be. */
  note: string;
  client: ClientSigns;
}

/**
 * Is this credit note of a file among those a person recorded already, on no invoice? Recorded again on its invoice,
 * it would be deducted twice.
 *
 * @returns `SAME` by its number and amount; `PERHAPS` by its day and amount
 */
export function freeCreditMatch(
  credit: CreditInFile & { number: string },
  recorded: readonly FreeCreditNote[],
): "SAME" | "PERHAPS" | null {
  const alike = recorded.filter(
    ({ amountCents, client }) => amountCents === credit.amountCents && isSameClient(client, credit.client),
  );
  if (alike.some(({ note }) => isNamedIn(note, credit.number))) return "SAME";
  return alike.some(({ receivedOn }) => receivedOn === credit.issuedOn) ? "PERHAPS" : null;
}

/** The number is in the note, and is no part of a longer one. */
function isNamedIn(note: string, number: string): boolean {
  const escaped = number.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  return new RegExp(`(?<![\\p{L}\\p{N}])${escaped}(?![\\p{L}\\p{N}])`, "iu").test(note);
}

/** Why a credit note that a person has perhaps recorded on no invoice is not recorded on its invoice. */
export function perhapsRecorded({ issuedOn, amountCents }: CreditInFile): string {
  return typeset(
    `Un avoir libre de ${formatEuros(amountCents)}, du ${formatDateNumeric(issuedOn)}, est déjà sur la page de ce client. Si c’est celui-ci, il n’y a rien à faire ; sinon, enregistrez-le à la main sur la page de la facture.`,
  );
}

/**
 * Why an invoice that takes the place of another cannot be imported yet, as a French sentence that says what to do;
 * null when the other was cancelled, or credited whole. Cancelling it is left to a person: it may have been paid or
 * reminded.
 *
 * @param replaced the invoice it names, what its credit notes took off, and the number of the one that has taken its
 *   place already; undefined when the company has no such invoice, or it names none or several
 */
export function replacementRefusal(
  { number, replaces }: { number: string; replaces: readonly string[] },
  replaced: (ReferredInvoice & { creditedCents: bigint; replacedBy: string | null }) | undefined,
): string | null {
  const what = "C’est une facture rectificative";
  if (replaced?.replacedBy) {
    const by = replaced.replacedBy;
    return typeset(
      `${what}, qui remplace la facture ${replaced.number} : la facture ${by} a déjà pris cette place. Annulez ${by} sur sa page, ou enregistrez-y l’avoir qui la solde, puis déposez ce fichier de nouveau.`,
    );
  }
  if (replaced?.status === "CANCELLED" || (replaced && replaced.creditedCents === replaced.totalCents))
    return null;
  const [old, other] = replaces;
  if (old === undefined || other !== undefined) {
    const which = old === undefined ? "une facture qu’elle ne nomme pas" : replaces.join(", ");
    return typeset(
      `${what}, qui remplace ${which} : annulez d’abord ce qu’elle remplace, puis saisissez-la à la main, pour que rien ne soit réclamé deux fois.`,
    );
  }
  if (!replaced) {
    return typeset(
      `${what}, qui remplace la facture ${old} : celle-ci n’est pas ici. Si elle n’est pas réclamée ailleurs, saisissez la nouvelle à la main.`,
    );
  }
  const settledCents = replaced.totalCents - replaced.balanceCents;
  if (replaced.status === "OPEN" && settledCents === 0n) {
    return typeset(
      `${what}, qui remplace la facture ${old} : sur la page de celle-ci, choisissez « Annuler ou passer en perte » et annulez-la (raison : remplacée par ${number}), ou enregistrez-y l’avoir qui la solde, puis déposez ce fichier de nouveau.`,
    );
  }
  const state =
    replaced.status === "WRITTEN_OFF"
      ? "qui est passée en perte"
      : `dont ${formatEuros(settledCents)} sont déjà réglés ou déduits`;
  return typeset(
    `${what}, qui remplace la facture ${old}, ${state}. Si la nouvelle demande moins, enregistrez la différence comme avoir sur la page de la facture ${old} ; si elle demande plus, saisissez un complément à la main.`,
  );
}
