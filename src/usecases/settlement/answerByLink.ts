/** The page behind the signed link: reading it changes nothing; answering is an explicit gesture. */
import { createHash } from "node:crypto";
import { inCompany, type Tx } from "@/db/inCompany";
import { loadAccounts } from "@/db/invoicing/claims";
import { type FoundLink, findAnswerLink } from "@/db/settlement/answerLinks";
import { newId, toLocalDate } from "@/db/values";
import { type LocalDate, parseDate } from "@/domain/calendar";
import {
  oneOf,
  optional,
  paragraph,
  positiveAmount,
  type RawFields,
  readFields,
  required,
} from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { type LegalRates, RateNotPublishedError } from "@/domain/legal/rateTables";
import { type StatementOfClaim, statementOfClaim } from "@/domain/legal/statementOfClaim";
import { sumCents } from "@/domain/money";
import { companyToday } from "../invoicing/saveInvoice";
import { readSender, type Sender } from "../parties/readSender";
import type { Bell, Clock } from "../ports";
import { recordAnswerIn } from "./recordAnswer";

const TOKEN = /^[A-Za-z0-9_-]{43}$/;

/** The link of a token, or null: wrong, expired and revoked are one and the same to a visitor. */
export async function openAnswerLink(token: string, clock: Clock): Promise<FoundLink | null> {
  if (!TOKEN.test(token)) return null;
  const hash = createHash("sha256").update(token).digest("hex");
  return findAnswerLink(hash, clock.now());
}

export interface AnswerPage {
  creditor: Sender["words"];
  language: "fr" | "en";
  today: LocalDate;
  expiresOn: LocalDate;
  invoices: {
    number: string;
    issuedOn: LocalDate;
    dueOn: LocalDate;
    subject: string;
    totalCents: bigint;
    balanceCents: bigint;
    payments: { receivedOn: LocalDate; amountCents: bigint }[];
  }[];
  balanceCents: bigint;
  /** What the law adds; null when nothing is open or a rate is missing. */
  statement: StatementOfClaim | null;
  /** The last answer of this client to these invoices, when one is waiting. */
  answer: {
    kind: "ALREADY_PAID" | "PROMISE" | "DISPUTE";
    onDate: LocalDate | null;
    untilOn: LocalDate | null;
  } | null;
}

/** Everything the page shows. Reads only. */
export async function readAnswerPage(link: FoundLink, clock: Clock, rates: LegalRates): Promise<AnswerPage> {
  return inCompany(link.companyId, async (tx) => {
    const invoiceIds = await invoicesOf(tx, link);
    const accounts = [...(await loadAccounts(tx, link.companyId, invoiceIds)).values()].sort((a, b) =>
      a.dueOn < b.dueOn ? -1 : 1,
    );
    const today = await companyToday(tx, link.companyId, clock.now());
    const open = accounts.filter((account) => account.status === "OPEN");
    const sender = await readSender(tx, link.companyId);
    const client = await tx.client.findFirstOrThrow({
      where: { companyId: link.companyId, id: link.clientId },
      select: { language: true },
    });
    return {
      creditor: sender.words,
      language: client.language === "en" ? "en" : "fr",
      today,
      expiresOn: toLocalDate(link.expiresAt),
      invoices: accounts.map((account) => ({
        ...account,
        balanceCents: account.status === "OPEN" ? account.balanceCents : 0n,
      })),
      balanceCents: sumCents(open.map((account) => account.balanceCents)),
      statement:
        open.length === 0
          ? null
          : claimOrNull(
              open.map((account) => account.claim),
              today,
              rates,
            ),
      answer: await waitingAnswer(tx, link.companyId, invoiceIds),
    };
  });
}

function claimOrNull(
  invoices: Parameters<typeof statementOfClaim>[0]["invoices"],
  today: LocalDate,
  rates: LegalRates,
): StatementOfClaim | null {
  try {
    return statementOfClaim({ invoices }, today, rates);
  } catch (error) {
    if (error instanceof RateNotPublishedError) return null;
    throw error;
  }
}

async function invoicesOf(tx: Tx, link: FoundLink): Promise<string[]> {
  const lines = await tx.messageInvoice.findMany({
    where: { companyId: link.companyId, messageId: link.messageId },
    select: { invoiceId: true },
  });
  return lines.map((line) => line.invoiceId);
}

async function waitingAnswer(
  tx: Tx,
  companyId: string,
  invoiceIds: readonly string[],
): Promise<AnswerPage["answer"]> {
  const answer = await tx.answer.findFirst({
    where: { companyId, state: "OPEN", invoices: { some: { invoiceId: { in: [...invoiceIds] } } } },
    orderBy: { createdAt: "desc" },
    include: { holds: { where: { endedAt: null }, take: 1 } },
  });
  if (!answer) return null;
  const untilOn = answer.holds[0]?.untilOn ?? null;
  return {
    kind: answer.kind,
    onDate: answer.onDate ? toLocalDate(answer.onDate) : null,
    untilOn: untilOn ? toLocalDate(untilOn) : null,
  };
}

/** Notes that the page was opened: the only thing a GET may write. Never fails the page. */
export async function recordVisit(
  link: FoundLink,
  visitor: { network: string; agent: string },
  clock: Clock,
): Promise<void> {
  await inCompany(link.companyId, (tx) =>
    tx.linkVisit.create({
      data: {
        companyId: link.companyId,
        id: newId(),
        linkId: link.id,
        visitedAt: new Date(clock.now()),
        network: visitor.network.slice(0, 60),
        agent: visitor.agent.slice(0, 200),
      },
    }),
  );
}

const METHODS = ["TRANSFER", "CHEQUE", "CARD", "OTHER"] as const;

const DECLARATION_FIELDS = {
  onDate: required("Indiquez le jour du règlement.", (text) => parseDate(text)),
  amountCents: optional(positiveAmount("le montant")),
  method: oneOf(METHODS, "Choisissez le moyen de paiement."),
} as const;

const PROMISE_FIELDS = {
  onDate: required("Indiquez la date du règlement.", (text) => parseDate(text)),
} as const;

const DISPUTE_FIELDS = {
  message: (text: string) => {
    if (text.length < 3) throw new DomainError("REQUIRED", "Dites en quelques mots ce qui ne va pas.");
    return paragraph(2_000)(text, "message");
  },
} as const;

export type AnswerKindInput = "paye" | "date" | "desaccord";

/**
 * Records the debtor's answer.
 *
 * @throws InputError when a field is wrong; DomainError when nothing is open any more
 */
export async function answerByLink(
  link: FoundLink,
  kind: AnswerKindInput,
  raw: RawFields,
  ports: { clock: Clock; bell: Bell },
  network: string,
): Promise<{ untilOn: LocalDate | null }> {
  const ctx = {
    companyId: link.companyId,
    actor: { kind: "debtor", linkId: link.id, network } as const,
    ...ports,
  };
  const given = readAnswer(kind, raw);
  const result = await inCompany(link.companyId, async (tx) => {
    const invoiceIds = await invoicesOf(tx, link);
    const today = await companyToday(tx, link.companyId, ports.clock.now());
    if (given.kind === "ALREADY_PAID" && given.onDate !== null && given.onDate > today) {
      throw new DomainError(
        "FUTURE",
        "Ce jour n’est pas encore arrivé. Choisissez plutôt « Je paierai ».",
        "onDate",
      );
    }
    return recordAnswerIn(tx, ctx, {
      ...given,
      source: "LINK",
      clientId: link.clientId,
      invoiceIds,
      linkId: link.id,
      callTaskId: null,
      network,
    });
  });
  await ports.bell.ring("dunning", { companyId: link.companyId });
  return { untilOn: result.untilOn };
}

function readAnswer(kind: AnswerKindInput, raw: RawFields) {
  const nothing = { onDate: null, amountCents: null, method: null, message: "" };
  switch (kind) {
    case "paye":
      return { ...nothing, ...readFields(raw, DECLARATION_FIELDS), kind: "ALREADY_PAID" as const };
    case "date":
      return { ...nothing, ...readFields(raw, PROMISE_FIELDS), kind: "PROMISE" as const };
    case "desaccord":
      return { ...nothing, ...readFields(raw, DISPUTE_FIELDS), kind: "DISPUTE" as const };
  }
}
