/** An answer given behind the signed link: an explicit gesture, read, recorded and confirmed to both sides. */
import { inCompany, type Tx } from "@/db/inCompany";
import { readFrozenAmong } from "@/db/legal/insolvency";
import { lockClient } from "@/db/parties/lockClient";
import type { LocalDate } from "@/domain/calendar";
import {
  date,
  fieldError,
  line,
  oneOf,
  optional,
  paragraph,
  positiveAmount,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import { parsePhoneNumber } from "@/domain/parties/phoneNumber";
import type { AnswerKind } from "@/domain/settlement/answer";
import type { SentFile } from "../invoicing/attachDocument";
import { companyToday } from "../invoicing/saveInvoice";
import type { Bell, Clock, CompanyCtx } from "../ports";
import { type FoundLink, readLinkScope } from "./openAnswerLink";
import { proposePlanIn, readPlanProposal } from "./proposePlan";
import { type AnswerInput, recordAnswerIn } from "./recordAnswer";
import { checkEvidence, limitSentBytes, storeEvidence } from "./storeEvidence";
import { tellBothSides } from "./tellBothSides";

const METHODS = ["TRANSFER", "CHEQUE", "CARD", "OTHER"] as const;

/** What a dispute may be about. */
export const DISPUTE_REASONS = ["QUALITY", "QUANTITY", "PRICE", "DELIVERY", "ORDER", "OTHER"] as const;

/** Words of the forms, and what each answers. */
export const ANSWERS = {
  paye: "ALREADY_PAID",
  date: "PROMISE",
  echeancier: "INSTALMENTS",
  desaccord: "DISPUTE",
  destinataire: "WRONG_RECIPIENT",
  copie: "INVOICE_COPY",
  message: "MESSAGE",
} as const satisfies Record<string, AnswerKind>;
export type AnswerWord = keyof typeof ANSWERS;

/** The word of a form, or undefined. */
export function answerWord(text: string | null | undefined): AnswerWord | undefined {
  return Object.keys(ANSWERS).find((word): word is AnswerWord => word === text);
}

export interface AnswerPorts {
  clock: Clock;
  bell: Bell;
  /** Public address of the application, without a slash at the end. */
  appUrl: string;
}

type Given = Pick<AnswerInput, "kind" | "onDate" | "amountCents" | "method" | "message"> &
  Partial<Pick<AnswerInput, "reason" | "contact">>;

/**
 * Records the debtor's answer and confirms it to both sides.
 *
 * @param files sent along; only a payment, a dispute or a message carries any
 * @returns whether something was written: the same answer sent twice is one
 * @throws InputError when a field is wrong; DomainError when nothing is open any more
 */
export async function answerByLink(
  link: FoundLink,
  word: AnswerWord,
  raw: RawFields,
  ports: AnswerPorts,
  network: string,
  files: readonly SentFile[] = [],
): Promise<{ untilOn: LocalDate | null; isNew: boolean }> {
  const { companyId } = link;
  const proposal = word === "echeancier" ? readPlanProposal(raw) : null;
  const given = {
    ...readAnswer(word, raw),
    // The schedule tells one proposal from another.
    ...(proposal && { onDate: proposal.firstOn, reason: String(proposal.count) }),
  };
  const checked = checkEvidence(files);
  const actor = { kind: "debtor", linkId: link.id, network } as const;
  const ctx: CompanyCtx = { companyId, actor, clock: ports.clock, bell: ports.bell };
  const result = await inCompany(companyId, async (tx) => {
    if (checked.length > 0) await lockClient(tx, companyId, link.clientId);
    const chosen = await chosenInvoices(tx, link, raw.facture ?? "");
    const invoiceIds = ARRANGES_PAYMENT.includes(word) ? await payableAmong(tx, companyId, chosen) : chosen;
    const today = await companyToday(tx, companyId, ports.clock.now());
    if (given.kind === "ALREADY_PAID" && given.onDate !== null && given.onDate > today) {
      throw fieldError(
        "onDate",
        "FUTURE",
        "Ce jour n’est pas encore arrivé. Choisissez plutôt « Je paierai ».",
      );
    }
    const recorded = await recordAnswerIn(tx, ctx, {
      ...given,
      source: "LINK",
      clientId: link.clientId,
      invoiceIds,
      linkId: link.id,
      callTaskId: null,
      network,
      fileHashes: checked.map((file) => file.sha256),
      andThen: async ({ answerId, invoices, today: on }) => {
        const now = ports.clock.now();
        await limitSentBytes(tx, companyId, link.clientId, checked, now);
        await storeEvidence(tx, companyId, checked, { answerId, replyId: null, now });
        if (proposal) {
          await proposePlanIn(tx, ctx, proposal, {
            answerId,
            clientId: link.clientId,
            invoices,
            today: on,
            network,
          });
        }
      },
    });
    if (recorded.isNew) {
      const told = { ...given, ...recorded, clientId: link.clientId, messageId: link.messageId };
      await tellBothSides(tx, companyId, told, ports.appUrl, ports.clock.now());
    }
    return recorded;
  });
  await ports.bell.ring("dunning", { companyId });
  return { untilOn: result.untilOn, isNew: result.isNew };
}

/** The invoices an answer is about: the one chosen by its number, else those of the message. */
async function chosenInvoices(tx: Tx, link: FoundLink, number: string): Promise<string[]> {
  const { own, others } = await readLinkScope(tx, link);
  if (number !== "") {
    const chosen = await tx.invoice.findFirst({
      where: { companyId: link.companyId, number, id: { in: [...own, ...others] } },
      select: { id: true },
    });
    if (!chosen) throw fieldError("facture", "CHOICE", "Choisissez une facture de la liste.");
    return [chosen.id];
  }
  const open = await tx.invoice.count({
    where: { companyId: link.companyId, id: { in: own }, status: "OPEN" },
  });
  return open > 0 ? own : others;
}

/** Answers that lead to a payment to come. */
const ARRANGES_PAYMENT: readonly AnswerWord[] = ["date", "echeancier"];

/** Those a collective procedure does not forbid to pay (C. com. L622-7). @throws DomainError FROZEN without any */
async function payableAmong(tx: Tx, companyId: string, invoiceIds: readonly string[]): Promise<string[]> {
  const frozen = await readFrozenAmong(tx, companyId, invoiceIds);
  const payable = invoiceIds.filter((id) => !frozen.has(id));
  if (payable.length > 0) return payable;
  throw new DomainError(
    "FROZEN",
    "Une procédure collective a été ouverte\u00a0: les factures antérieures ne peuvent plus être payées directement.",
  );
}

const MESSAGE = paragraph(2_000);

const DECLARATION_FIELDS = {
  onDate: required("Indiquez le jour du règlement.", date),
  amountCents: optional(positiveAmount("le montant")),
  method: oneOf(METHODS, "Choisissez le moyen de paiement."),
  message: MESSAGE,
} as const;

const PROMISE_FIELDS = {
  onDate: required("Indiquez la date du règlement.", date),
} as const;

const DISPUTE_FIELDS = {
  reason: (text: string) =>
    text === "" ? "OTHER" : oneOf(DISPUTE_REASONS, "Choisissez un motif.")(text, "reason"),
  amountCents: optional(positiveAmount("le montant contesté")),
  message: (text: string) => {
    if (text.length < 3) throw new DomainError("REQUIRED", "Dites en quelques mots ce qui ne va pas.");
    return MESSAGE(text, "message");
  },
} as const;

const CONTACT_FIELDS = {
  contactName: line("le nom de la bonne personne", 80, { optional: true }),
  contactEmail: optional(parseEmailAddress),
  contactPhone: optional(parsePhoneNumber),
  message: MESSAGE,
} as const;

const MESSAGE_FIELDS = {
  message: (text: string) => {
    if (text.length < 2) throw new DomainError("REQUIRED", "Écrivez votre message.");
    return MESSAGE(text, "message");
  },
} as const;

function readAnswer(word: AnswerWord, raw: RawFields): Given {
  const nothing = { onDate: null, amountCents: null, method: null, message: "", kind: ANSWERS[word] };
  switch (word) {
    case "paye":
      return { ...nothing, ...readFields(raw, DECLARATION_FIELDS) };
    case "date":
      return { ...nothing, ...readFields(raw, PROMISE_FIELDS) };
    case "desaccord":
      return { ...nothing, ...readFields(raw, DISPUTE_FIELDS) };
    case "destinataire": {
      const { contactName, contactEmail, contactPhone, message } = readFields(raw, CONTACT_FIELDS);
      return {
        ...nothing,
        message,
        contact: { name: contactName, email: contactEmail ?? "", phone: contactPhone ?? "" },
      };
    }
    case "message":
      return { ...nothing, ...readFields(raw, MESSAGE_FIELDS) };
    case "echeancier":
    case "copie":
      return nothing;
  }
}
