/**
 * Decides what is due and sends what is ready, company by company, in turns: one with 50 000 due
 * invoices and one with 10 take about the same, and the small one is not kept waiting.
 */
import { metrics } from "@/config/metrics";
import { clock } from "@/context/clock";
import { mailPorts } from "@/context/sending";
import { dueCompanies } from "@/usecases/dunning/dueCompanies";
import { listAbandonedMessages } from "@/usecases/dunning/listAbandonedMessages";
import { runDueSteps, runDueStepsSideBySide } from "@/usecases/dunning/runDueSteps";
import { type SendOptions, sendMessages } from "@/usecases/dunning/sendMessages";
import type { Mailer, MailPorts } from "@/usecases/ports";
import { apart, noteFailure } from "../apart";
import type { OwnServerLanes } from "../ownServerLanes";
import { noteWork } from "../pulse";
import { goRound } from "./rounds";

/** Rounds of one sweep: enough for any backlog; the next tick goes on. */
const MAX_ROUNDS = 100_000;
/** Clients decided, then messages sent, in one turn while other companies wait. */
const SHARED_TURN = 20;

interface Waiting {
  companyId: string;
  hasSteps: boolean;
  /** By which way its messages leave; null when none is ready. */
  mail: "platform" | "own" | null;
}

/** Companies this sweep has found finished, so that it does not look there again. */
interface Done {
  steps: Set<string>;
  mail: Set<string>;
}

interface Sweep {
  ports: MailPorts;
  lanes: OwnServerLanes;
  done: Done;
  signal: AbortSignal;
}

export async function sweepReminders(
  mailer: Mailer,
  lanes: OwnServerLanes,
  signal: AbortSignal,
): Promise<void> {
  await apart("abandoned messages", () => listAbandoned(signal));
  const sweep: Sweep = {
    ports: mailPorts(mailer),
    lanes,
    done: { steps: new Set(), mail: new Set() },
    signal,
  };
  /** The round of each company's last turn. */
  const served = new Map<string, number>();
  const lastTurn = ({ companyId }: Waiting) => served.get(companyId) ?? -1;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const waiting = await findWaiting(sweep.done);
    if (waiting.length === 0) return;
    // Who came meanwhile goes first; for the rest, the order of the wait decides.
    for (const company of [...waiting].sort((a, b) => lastTurn(a) - lastTurn(b))) {
      if (signal.aborted) return;
      served.set(company.companyId, round);
      try {
        await takeTurn(company, waiting.length > 1, sweep);
      } catch (error) {
        // What stops one company stops nobody else; the next sweep comes back to it.
        noteFailure("reminders", error, company.companyId);
        sweep.done.steps.add(company.companyId);
        sweep.done.mail.add(company.companyId);
      }
      noteWork();
    }
  }
}

async function listAbandoned(signal: AbortSignal): Promise<void> {
  await goRound(
    "abandoned messages",
    dueCompanies(clock).abandonedMessages,
    async (companyId) => {
      await listAbandonedMessages(companyId, clock.now());
      return false;
    },
    signal,
  );
}

async function findWaiting(done: Done): Promise<Waiting[]> {
  const due = dueCompanies(clock);
  const steps = new Set((await due.steps()).filter((companyId) => !done.steps.has(companyId)));
  const mail = (await due.messages()).filter(({ companyId }) => !done.mail.has(companyId));
  const ways = new Map(
    mail.map(({ companyId, hasOwnServer }) => [companyId, hasOwnServer ? "own" : "platform"] as const),
  );
  return [...new Set([...steps, ...ways.keys()])].map((companyId) => ({
    companyId,
    hasSteps: steps.has(companyId),
    mail: ways.get(companyId) ?? null,
  }));
}

async function takeTurn(company: Waiting, isShared: boolean, sweep: Sweep): Promise<void> {
  const { companyId } = company;
  const { ports, lanes, done, signal } = sweep;
  let way = company.mail;
  if (company.hasSteps) {
    const decided = isShared
      ? await runDueSteps(companyId, clock.now(), SHARED_TURN)
      : await runDueStepsSideBySide(companyId, clock.now());
    metrics.decisions.inc({ kind: "decided" }, decided.invoices);
    if (decided.clients === 0) done.steps.add(companyId);
    if (decided.messages > 0) {
      done.mail.delete(companyId);
      way ??= (await findWaiting(done)).find((one) => one.companyId === companyId)?.mail ?? null;
    }
  }
  if (way === null) return;
  if (way === "own") {
    // It goes on by itself; this sweep has nothing more to send for it.
    done.mail.add(companyId);
    lanes.start(companyId, async () => {
      while (!signal.aborted && !(await send(companyId, ports, { signal })));
    });
    return;
  }
  const mustYield = async () => {
    noteWork();
    return (await findWaiting(done)).some((other) => other.companyId !== companyId);
  };
  const options = isShared ? { signal, limit: SHARED_TURN } : { signal, mustYield };
  if (await send(companyId, ports, options)) done.mail.add(companyId);
}

/** @returns true when nothing more is ready in the company */
async function send(companyId: string, ports: MailPorts, options: SendOptions): Promise<boolean> {
  const result = await sendMessages(companyId, ports, options);
  metrics.messages.inc({ outcome: "sent" }, result.sent);
  metrics.messages.inc({ outcome: "retried" }, result.retried);
  metrics.messages.inc({ outcome: "failed" }, result.failed);
  metrics.messages.inc({ outcome: "uncertain" }, result.uncertain);
  return result.isDrained;
}
