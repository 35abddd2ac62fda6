/**
 * Lives the past of a company again, event after event, up to the opening: what the clock makes
 * due runs through the engine as it would have, and what people did falls at its hour.
 */
import { nextEventAt } from "@/db/system/demoClock";
import type { Instant } from "@/domain/calendar";
import { drawLetters } from "@/usecases/dunning/drawLetters";
import { endPastHolds } from "@/usecases/dunning/holdInvoice";
import { runDueSteps } from "@/usecases/dunning/runDueSteps";
import { sendMessages } from "@/usecases/dunning/sendMessages";
import { noteApprovals, noteCalls, noteLetters } from "./creditor";
import { noteReaders } from "./debtors";
import { todayOf } from "./noteEvents";
import { datedInvoices, issueInvoice, recordClient } from "./recordCompany";
import { type World, workingTimeOn } from "./world";

/** More than a company of the demonstration has in one instant. */
const MAX_ROUNDS = 50;

/** Plays everything that happened until the opening. */
export async function replayCompany(world: World, openingAt: Instant): Promise<void> {
  const clientIds = new Map<string, string>();
  for (const client of world.script.clients) clientIds.set(client.name, await recordClient(world, client));
  for (const invoice of datedInvoices(world.script, world.openingOn)) {
    const clientId = clientIds.get(invoice.client.name) ?? "";
    world.agenda.note(workingTimeOn(invoice.issuedOn, 7, 30), () => issueInvoice(world, invoice, clientId));
  }
  for (let due = await earliestDue(world); ; ) {
    const next = Math.min(world.agenda.nextAt() ?? Infinity, due);
    if (next > openingAt) break;
    world.clock.advanceTo(next);
    await world.agenda.runUntil(next);
    due = await earliestDue(world);
    for (let round = 0; due <= world.clock.now(); round += 1) {
      if (round > MAX_ROUNDS) throw new Error(`${world.script.identity.legalName} does not come to rest`);
      await live(world);
      due = await earliestDue(world);
    }
  }
  world.clock.advanceTo(openingAt);
  while ((await drawLetters(world.companyId, world.letterPorts)).count > 0);
}

/** When the engine has something to do, now or later; infinity when it waits for people only. */
async function earliestDue(world: World): Promise<Instant> {
  return (await nextEventAt(0, world.companyId)) ?? Infinity;
}

/** One instant of the company: what the worker would do, then what people make of it. */
async function live(world: World): Promise<void> {
  const { companyId, clock } = world;
  const now = clock.now();
  const today = todayOf(world);
  // A suspension ends with its day: there is nothing new to find until the next.
  if (world.holdsEndedOn !== today) await endPastHolds(companyId, now);
  world.holdsEndedOn = today;
  const decided = await runDueSteps(companyId, now);
  const { sent } = await sendMessages(companyId, world.mailPorts);
  if (decided.calls > 0) await noteCalls(world);
  if (decided.letters > 0) await noteLetters(world);
  if (sent > 0) await noteReaders(world);
  await noteApprovals(world);
}
