/** What the creditor does day by day: makes the calls, approves, posts the letters and follows them. */
import { inCompany } from "@/db/inCompany";
import { toLocalDate } from "@/db/values";
import { addDays, maxDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { approveLetter } from "@/usecases/dunning/decideLetter";
import { approveMessages } from "@/usecases/dunning/decideMessages";
import { drawLetters } from "@/usecases/dunning/drawLetters";
import { followLetter } from "@/usecases/dunning/followLetter";
import { markPosted } from "@/usecases/dunning/markPosted";
import { recordCall } from "@/usecases/dunning/recordCall";
import { todayOf } from "./noteEvents";
import { type CallScript, dayAt, type LetterScript } from "./script";
import { type World, workingDaysLater, workingTimeOn } from "./world";

/** Working days a message waits for its approval in safe mode. */
const APPROVED_AFTER_DAYS = 2;
const USUAL_CALL: CallScript = {
  outcome: "VOICEMAIL",
  note: "Message laissé avec le montant et l’échéance.",
};

/** Looks for calls that were not there before and notes when each is made. */
export async function noteCalls(world: World): Promise<void> {
  const { companyId } = world;
  const calls = await inCompany(companyId, (tx) =>
    tx.callTask.findMany({
      where: { companyId, state: "OPEN" },
      include: { invoices: { select: { invoiceId: true } } },
      orderBy: { id: "asc" },
    }),
  );
  let minute = 5;
  for (const call of calls) {
    if (world.known.has(call.id)) continue;
    world.known.add(call.id);
    const invoice = call.invoices
      .flatMap(({ invoiceId }) => world.invoices.get(invoiceId) ?? [])
      .find(({ calls: left }) => left.length > 0);
    const script = invoice?.calls.shift() ?? USUAL_CALL;
    if (script === "LEFT_OPEN") continue;
    const day = addDays(toLocalDate(call.dueOn), script.afterDays ?? 0);
    world.agenda.note(workingTimeOn(day, 11, minute), () => makeCall(world, call.id, script));
    minute += 7;
  }
}

async function makeCall(
  world: World,
  callId: string,
  script: Exclude<CallScript, "LEFT_OPEN">,
): Promise<void> {
  const { companyId } = world;
  const call = await inCompany(companyId, (tx) =>
    tx.callTask.findUniqueOrThrow({ where: { companyId_id: { companyId, id: callId } } }),
  );
  // Paid in the meantime: there is nothing left to call about.
  if (call.state !== "OPEN") return;
  const promise = script.promise === undefined ? null : dayAt(world.openingOn, script.promise);
  await recordCall(world.ctx, callId, {
    outcome: script.outcome,
    note: script.note,
    onDate: promise === null ? "" : formatDateNumeric(maxDate(promise, addDays(todayOf(world), 1))),
  });
  await noteCalls(world);
}

/** In safe mode, looks for messages that wait and notes when they are approved. */
export async function noteApprovals(world: World): Promise<void> {
  if (!world.script.isSafe) return;
  const { companyId } = world;
  const waiting = await inCompany(companyId, (tx) =>
    tx.message.findMany({ where: { companyId, state: "AWAITING_APPROVAL" }, select: { id: true } }),
  );
  for (const { id } of waiting) {
    const key = `approval of ${id}`;
    if (world.known.has(key)) continue;
    world.known.add(key);
    const when = workingDaysLater(todayOf(world), APPROVED_AFTER_DAYS, 10, 15);
    world.agenda.note(when, async () => void (await approveMessages(world.ctx, [id])));
  }
}

/** Looks for letters that were not there before and notes how each goes its way. */
export async function noteLetters(world: World): Promise<void> {
  const { companyId } = world;
  const letters = await inCompany(companyId, (tx) =>
    tx.letter.findMany({
      where: { companyId, state: { in: ["DRAFT", "TO_APPROVE"] } },
      include: { invoices: { select: { invoiceId: true } } },
    }),
  );
  for (const { id, invoices } of letters) {
    if (world.known.has(id)) continue;
    world.known.add(id);
    const script = invoices
      .flatMap(({ invoiceId }) => world.invoices.get(invoiceId)?.script.letter ?? [])
      .at(0);
    if (script?.approvedAfter === undefined) continue;
    const when = workingDaysLater(todayOf(world), script.approvedAfter, 16, 10);
    world.agenda.note(when, () => approve(world, id, script));
  }
}

async function approve(world: World, letterId: string, script: LetterScript): Promise<void> {
  const { companyId, ctx } = world;
  await drawLetters(companyId, world.letterPorts);
  const letter = await inCompany(companyId, (tx) =>
    tx.letter.findUniqueOrThrow({
      where: { companyId_id: { companyId, id: letterId } },
      include: { document: { select: { sha256: true } } },
    }),
  );
  if (letter.state === "CANCELLED") return;
  if (!letter.document) throw new Error(`a letter of the demonstration was refused: ${letter.outcome}`);
  await approveLetter(ctx, letterId, letter.document.sha256);
  if (script.postedAfter === undefined) return;
  const when = workingDaysLater(todayOf(world), script.postedAfter, 17, 5);
  world.agenda.note(when, () => post(world, letterId, script));
}

async function post(world: World, letterId: string, script: LetterScript): Promise<void> {
  const day = todayOf(world);
  await markPosted(world.ctx, letterId, {
    postedOn: formatDateNumeric(day),
    trackingNumber: script.trackingNumber ?? "",
  });
  const stages = [
    ["presentedOn", script.presentedAfter],
    ["deliveredOn", script.deliveredAfter],
    ["returnedOn", script.returnedAfter],
  ] as const;
  // Each word of the post repeats the days known before it.
  const known: Record<string, string> = {};
  for (const [field, after] of stages) {
    if (after === undefined) continue;
    world.agenda.note(workingDaysLater(day, after, 12, 20), () => {
      known[field] = formatDateNumeric(todayOf(world));
      if (field === "returnedOn") known.returnReason = script.returnReason ?? "UNCLAIMED";
      return followLetter(world.ctx, letterId, known);
    });
  }
}
