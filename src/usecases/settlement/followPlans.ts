/** What the worker does for schedules: writes the agreement, announces instalments, sees that they come. */
import { lockInvoices } from "@/db/dunning/facts";
import { inCompany, type Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import { fromLocalDate, newId, toLocalDate } from "@/db/values";
import { addDays, type Instant, type LocalDate } from "@/domain/calendar";
import { safeFileName } from "@/domain/fileName";
import { formatSiren } from "@/domain/parties/siren";
import type { AgreementFacts } from "@/domain/settlement/agreementFacts";
import { planAgreement } from "@/domain/settlement/planAgreement";
import { instalmentComingNote, planAgreedNote } from "@/domain/settlement/planNotes";
import { instantOf } from "@/domain/zonedTime";
import { decideAgain } from "../dunning/planInvoices";
import { queueWords } from "../dunning/queueNote";
import { companyToday } from "../invoicing/saveInvoice";
import { joinAgreementProof } from "../legal/recordAcknowledgement";
import { postalLines } from "../parties/postalLines";
import { readCompanyZone } from "../parties/readCompanyZone";
import { readSender } from "../parties/readSender";
import type { Clock, PaperPrinter } from "../ports";
import { readersOfAnswer } from "./decidePlan";
import { type PlanView, readPlan } from "./readPlan";

export interface PlanPorts {
  clock: Clock;
  printer: PaperPrinter;
}

/** Days before an instalment on which it is announced. */
const ANNOUNCED_DAYS = 3;
/** When schedules are looked at, minutes since midnight in the company's zone. */
const LOOK_AT_MINUTE = 7 * 60;
const MAX_PLANS = 50;

/** Looks at the schedules of a company that are due. @returns how many */
export async function followPlans(companyId: string, ports: PlanPorts): Promise<number> {
  const now = ports.clock.now();
  const due = await inCompany(companyId, (tx) =>
    tx.instalmentPlan.findMany({
      where: { companyId, state: "RUNNING", lookAt: { lte: new Date(now) } },
      select: { id: true, documentId: true },
      orderBy: { lookAt: "asc" },
      take: MAX_PLANS,
    }),
  );
  for (const { id, documentId } of due) {
    if (documentId === null) await writeAgreement(companyId, id, ports);
    await followPlan(companyId, id, now);
  }
  return due.length;
}

/** Draws the agreement and sends it to both sides, once. */
async function writeAgreement(companyId: string, planId: string, ports: PlanPorts): Promise<void> {
  const facts = await inCompany(companyId, (tx) => readAgreement(tx, companyId, planId, ports.clock.now()));
  const bytes = await ports.printer.printPaper(planAgreement(facts));
  const sha256 = sha256Hex(bytes);
  const now = ports.clock.now();
  await inCompany(companyId, async (tx) => {
    const [row] = await tx.$queryRaw<{ documentId: string | null }[]>`
      SELECT document_id AS "documentId" FROM instalment_plan
      WHERE company_id = ${companyId}::uuid AND id = ${planId}::uuid AND state = 'RUNNING' FOR UPDATE`;
    // Another worker was quicker, or the schedule ended meanwhile.
    if (!row || row.documentId !== null) return;
    await tx.blob.createMany({
      data: [{ companyId, sha256, bytes: Uint8Array.from(bytes) }],
      skipDuplicates: true,
    });
    const documentId = newId();
    await tx.document.create({
      data: {
        companyId,
        id: documentId,
        kind: "PROOF",
        name: safeFileName(
          `Échéancier ${facts.invoices.map(({ number }) => number).join(" ")}`,
          "pdf",
          "echeancier",
        ),
        contentType: "application/pdf",
        sha256,
        sizeBytes: bytes.byteLength,
        createdAt: new Date(now),
      },
    });
    await tx.instalmentPlan.update({
      where: { companyId_id: { companyId, id: planId } },
      data: { documentId },
    });
    await joinAgreementProof(tx, companyId, planId, documentId);
    await sendAgreement(tx, companyId, planId, documentId, now);
    const event: JournalEvent = {
      actor: "system",
      action: "plan.written",
      entity: "document",
      entityId: documentId,
      data: { sha256 },
    };
    await appendJournal(tx, companyId, [event], now);
  });
}

async function readAgreement(
  tx: Tx,
  companyId: string,
  planId: string,
  now: Instant,
): Promise<AgreementFacts> {
  const plan = await readPlan(tx, companyId, planId, await companyToday(tx, companyId, now));
  const { words } = await readSender(tx, companyId);
  const client = await tx.client.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: plan.clientId } },
    select: {
      name: true,
      language: true,
      siren: true,
      complement: true,
      street: true,
      postcode: true,
      city: true,
      country: true,
    },
  });
  const company = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { promiseGraceDays: true },
  });
  const lines = await tx.planInvoice.findMany({ where: { companyId, planId } });
  const invoices = await tx.invoice.findMany({
    where: { companyId, id: { in: plan.invoiceIds } },
    select: { id: true, number: true, issuedOn: true, dueOn: true },
    orderBy: [{ dueOn: "asc" }, { number: "asc" }],
  });
  const balances = new Map(lines.map((line) => [line.invoiceId, line.balanceCents]));
  return {
    creditor: {
      name: words.name,
      identity: words.identity,
      signatory: words.signatory,
      iban: words.iban,
    },
    debtorName: client.name,
    debtorIdentity: [
      client.name,
      client.siren ? `SIREN ${formatSiren(client.siren)}` : "",
      ...postalLines(client),
    ]
      .filter(Boolean)
      .join(", "),
    language: client.language === "en" ? "en" : "fr",
    signerName: plan.signerName,
    acknowledgedOn: plan.acknowledgedOn,
    agreedOn: plan.agreedOn ?? plan.acknowledgedOn,
    invoices: invoices.map((invoice) => ({
      number: invoice.number,
      issuedOn: toLocalDate(invoice.issuedOn),
      dueOn: toLocalDate(invoice.dueOn),
      balanceCents: balances.get(invoice.id) ?? 0n,
    })),
    schedule: plan.schedule,
    graceDays: company.promiseGraceDays,
  };
}

/** One message to both sides, so that both hold the same bytes. */
async function sendAgreement(
  tx: Tx,
  companyId: string,
  planId: string,
  documentId: string,
  now: Instant,
): Promise<void> {
  const plan = await readPlan(tx, companyId, planId, await companyToday(tx, companyId, now));
  const { to, cc } = await readersOfPlan(tx, companyId, plan);
  const { replyToEmail } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { replyToEmail: true },
  });
  const both = [...cc, replyToEmail].filter(
    (email, index, all) => !to.includes(email) && all.indexOf(email) === index,
  );
  await queueWords(tx, companyId, {
    kind: "PLAN_AGREEMENT",
    clientId: plan.clientId,
    invoiceIds: plan.invoiceIds,
    source: planId,
    now,
    recipients: to.length > 0 ? { to, cc: both } : { to: [replyToEmail], cc: [] },
    documentIds: [documentId],
    compose: ({ sender, language, numbers }) =>
      planAgreedNote({ language, creditor: sender.words, numbers, schedule: plan.schedule }),
  });
}

async function readersOfPlan(tx: Tx, companyId: string, plan: PlanView) {
  const answer = await tx.answer.findUniqueOrThrow({
    where: { companyId_id: { companyId, id: plan.answerId } },
    select: { clientId: true, linkId: true },
  });
  return readersOfAnswer(tx, companyId, answer);
}

/** Kept, still expected, or not: each once. */
async function followPlan(companyId: string, planId: string, now: Instant): Promise<void> {
  await inCompany(companyId, async (tx) => {
    // The invoices before the schedule, as every writer does.
    const lines = await tx.planInvoice.findMany({
      where: { companyId, planId },
      select: { invoiceId: true },
    });
    await lockInvoices(
      tx,
      companyId,
      lines.map(({ invoiceId }) => invoiceId),
    );
    const [row] = await tx.$queryRaw<{ id: string }[]>`
      SELECT id FROM instalment_plan
      WHERE company_id = ${companyId}::uuid AND id = ${planId}::uuid AND state = 'RUNNING' FOR UPDATE`;
    if (!row) return;
    const today = await companyToday(tx, companyId, now);
    const plan = await readPlan(tx, companyId, planId, today);
    if (plan.standing.kind === "KEPT") await closePlan(tx, companyId, plan, "KEPT", now);
    if (plan.standing.kind === "BROKEN") await closePlan(tx, companyId, plan, "BROKEN", now);
    if (plan.standing.kind !== "EXPECTING") return;
    await announce(tx, companyId, plan, today, now);
    const timeZone = await readCompanyZone(tx, companyId);
    const lookAt = new Date(instantOf(addDays(today, 1), LOOK_AT_MINUTE, timeZone));
    await tx.instalmentPlan.update({ where: { companyId_id: { companyId, id: planId } }, data: { lookAt } });
  });
}

/** A few days before, in a short message; never twice for one instalment. */
async function announce(
  tx: Tx,
  companyId: string,
  plan: PlanView,
  today: LocalDate,
  now: Instant,
): Promise<void> {
  if (plan.standing.kind !== "EXPECTING") return;
  const { next, missingCents } = plan.standing;
  if (today < addDays(next.dueOn, -ANNOUNCED_DAYS) || today > next.dueOn) return;
  const position = plan.schedule.findIndex((part) => part.dueOn === next.dueOn) + 1;
  const marked = await tx.instalment.updateMany({
    where: { companyId, planId: plan.id, round: plan.asked.length > 0 ? 2 : 1, position, announcedAt: null },
    data: { announcedAt: new Date(now) },
  });
  // An instalment agreed on the eve needs no announcement: the agreement has just left.
  if (marked.count === 0 || (plan.agreedOn !== null && plan.agreedOn >= addDays(next.dueOn, -ANNOUNCED_DAYS)))
    return;
  await queueWords(tx, companyId, {
    kind: "INSTALMENT_NOTICE",
    clientId: plan.clientId,
    invoiceIds: plan.invoiceIds,
    source: `${plan.id} ${next.dueOn}`,
    now,
    recipients: await readersOfPlan(tx, companyId, plan),
    compose: ({ sender, language, numbers }) =>
      instalmentComingNote({ language, creditor: sender.words, numbers, next, missingCents }),
  });
}

/**
 * Ends a schedule. Kept, there is nothing more to do; broken, the reminders go on by themselves and
 * a person is asked what should follow.
 */
async function closePlan(
  tx: Tx,
  companyId: string,
  plan: PlanView,
  state: "KEPT" | "BROKEN",
  now: Instant,
): Promise<void> {
  const at = new Date(now);
  await tx.instalmentPlan.update({
    where: { companyId_id: { companyId, id: plan.id } },
    data: { state, lookAt: null, closedAt: at },
  });
  await tx.hold.updateMany({
    where: { companyId, answerId: plan.answerId, endedAt: null },
    data: { endedAt: at, endReason: state === "KEPT" ? "Échéancier tenu." : "Échéancier non tenu." },
  });
  if (plan.standing.kind === "BROKEN") {
    await tx.answer.update({
      where: { companyId_id: { companyId, id: plan.answerId } },
      data: { state: "BROKEN", decidedAt: null, onDate: fromLocalDate(plan.standing.missed.dueOn) },
    });
  }
  await decideAgain(tx, companyId, plan.invoiceIds, now);
  const event: JournalEvent = {
    actor: "system",
    action: state === "KEPT" ? "plan.kept" : "plan.broken",
    entity: "answer",
    entityId: plan.answerId,
    data: {},
  };
  await appendJournal(tx, companyId, [event], now);
}
