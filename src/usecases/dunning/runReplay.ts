/** Replays scenarios on the past of a company, in the background, a few clients at a time. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { claimReplay, readReplayClientIds, readReplayClients } from "@/db/dunning/replays";
import { readVersions } from "@/db/dunning/scenarios";
import { inCompany, isId } from "@/db/inCompany";
import { fromLocalDate, newId, toLocalDate } from "@/db/values";
import { addDays, type LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import {
  addToFigures,
  emptyFigures,
  type ReplayAssumption,
  type ReplayFigures,
  type ReplayFrame,
  replayClient,
} from "@/domain/dunning/replay";
import type { ScenarioVersion } from "@/domain/dunning/scenario";
import { type RawFields, readFields, wholeNumber } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { companyToday } from "../invoicing/saveInvoice";
import { actorUserId, type Clock, type CompanyCtx } from "../ports";
import { lockScenario } from "./editScenario";

/** A year, the last day included. */
const REPLAYED_DAYS = 365;
const CLIENTS_A_BATCH = 100;
const LEASE_MS = 120_000;
/** Some data may kill whoever replays it: it is not tried for ever. */
const MAX_ATTEMPTS = 3;
/** Longest the process is kept from anything else. */
const SLICE_MS = 25;
/** Replays waiting or running for one company. */
const MAX_WAITING = 3;

export interface StoredReplay {
  /** By version, in the order they were asked. */
  figures: { versionId: string; name: string; number: number; figures: ReplayFigures }[];
}

/** The days a replay asked for today is about. */
export function replayedDays(today: LocalDate): { fromOn: LocalDate; toOn: LocalDate } {
  return { fromOn: addDays(today, 1 - REPLAYED_DAYS), toOn: today };
}

/**
 * Asks for a replay of one version, or of two side by side, over the last year.
 *
 * @returns the id of the replay
 * @throws InputError, DomainError TOO_MANY
 */
export async function startReplay(ctx: CompanyCtx, scenarioId: string, raw: RawFields): Promise<string> {
  const input = readFields(raw, {
    versionId: version("Choisissez une version."),
    otherId: (text: string) => (text === "" ? null : version("Choisissez une version.")(text)),
    sharePercent: wholeNumber("La part des clients", 1, 100),
    withinDays: wholeNumber("Le délai", 0, 60),
  });
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const id = newId();
  await inCompany(companyId, async (tx) => {
    await lockScenario(tx, companyId, scenarioId);
    const versionIds = [...new Set([input.versionId, ...(input.otherId ? [input.otherId] : [])])];
    const known = await readVersions(tx, companyId, versionIds);
    if (known.size !== versionIds.length)
      throw new DomainError("CHOICE", "Choisissez une version.", "versionId");
    const waiting = await tx.scenarioReplay.count({
      where: { companyId, state: { in: ["QUEUED", "RUNNING"] } },
    });
    if (waiting >= MAX_WAITING) {
      throw new DomainError(
        "TOO_MANY",
        "Trois calculs attendent déjà : laissez-les finir.".replace(" :", "\u00a0:"),
      );
    }
    const span = replayedDays(await companyToday(tx, companyId, now));
    const options: ReplayAssumption = { shareBps: input.sharePercent * 100, withinDays: input.withinDays };
    await tx.scenarioReplay.create({
      data: {
        companyId,
        id,
        scenarioId,
        versionIds,
        options: { ...options },
        fromOn: fromLocalDate(span.fromOn),
        toOn: fromLocalDate(span.toOn),
        createdById: actorUserId(ctx.actor),
        createdAt: new Date(now),
      },
    });
  });
  await ctx.bell.ring("imports", { companyId });
  return id;
}

function version(sentence: string) {
  return (text: string): string => {
    if (!isId(text)) throw new DomainError("CHOICE", sentence);
    return text;
  };
}

/**
 * Runs one replay of the company, if one waits. Nothing is locked meanwhile, and the process
 * answers others every few milliseconds; killed in the middle, it begins again.
 *
 * @returns false when none waits
 */
export async function runReplay(companyId: string, clock: Clock, signal?: AbortSignal): Promise<boolean> {
  const claimed = await inCompany(companyId, (tx) => claimReplay(tx, companyId, clock.now(), LEASE_MS));
  if (!claimed) return false;
  if (claimed.attempts > MAX_ATTEMPTS) {
    await finish(companyId, claimed.id, clock, { state: "FAILED", failure: "Le calcul n’a pas abouti." });
    return true;
  }
  const job = await inCompany(companyId, (tx) => readJob(tx, companyId, claimed.id));
  const figures = job.versions.map(() => emptyFigures());
  for (let from = 0; from < job.clientIds.length; from += CLIENTS_A_BATCH) {
    if (signal?.aborted) return false;
    await addBatch(companyId, job, job.clientIds.slice(from, from + CLIENTS_A_BATCH), figures);
    const done = Math.min(from + CLIENTS_A_BATCH, job.clientIds.length);
    await inCompany(companyId, (tx) =>
      tx.scenarioReplay.update({
        where: { companyId_id: { companyId, id: claimed.id } },
        data: { done, total: job.clientIds.length, leaseUntil: new Date(clock.now() + LEASE_MS) },
      }),
    );
  }
  const result: StoredReplay = {
    figures: job.versions.map(({ id, name, number }, index) => ({
      versionId: id,
      name,
      number,
      figures: figures[index] ?? emptyFigures(),
    })),
  };
  await finish(companyId, claimed.id, clock, { state: "DONE", result: JSON.parse(JSON.stringify(result)) });
  return true;
}

interface Job {
  versions: readonly ScenarioVersion[];
  clientIds: readonly string[];
  frame: ReplayFrame;
}

async function readJob(
  tx: Parameters<Parameters<typeof inCompany>[1]>[0],
  companyId: string,
  id: string,
): Promise<Job> {
  const row = await tx.scenarioReplay.findUniqueOrThrow({ where: { companyId_id: { companyId, id } } });
  const company = await readCompanyFacts(tx, companyId);
  const { groupByClient } = await tx.company.findUniqueOrThrow({
    where: { id: companyId },
    select: { groupByClient: true },
  });
  const known = await readVersions(tx, companyId, row.versionIds);
  const span = { fromOn: toLocalDate(row.fromOn), toOn: toLocalDate(row.toOn) };
  return {
    versions: row.versionIds.flatMap((versionId) => known.get(versionId) ?? []),
    clientIds: await readReplayClientIds(tx, companyId, span),
    frame: {
      ...span,
      // What is being tried is the scenario: safe mode and a stop are of today, not of the past.
      company: { ...company, safeMode: false, paused: false },
      isGrouped: groupByClient,
      assumption: row.options as unknown as ReplayAssumption,
    },
  };
}

async function addBatch(
  companyId: string,
  { versions, frame }: Job,
  clientIds: readonly string[],
  figures: readonly ReplayFigures[],
): Promise<void> {
  const span = { fromOn: frame.fromOn, toOn: frame.toOn, timeZone: timeZoneOf(frame.company.zone) };
  const clients = await inCompany(companyId, (tx) => readReplayClients(tx, companyId, clientIds, span));
  let since = performance.now();
  for (const client of clients) {
    for (const [index, version] of versions.entries()) {
      const sum = figures[index];
      if (sum) addToFigures(sum, client, replayClient(client, version, frame), frame.assumption);
    }
    if (performance.now() - since > SLICE_MS) {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
    }
  }
}

async function finish(
  companyId: string,
  id: string,
  clock: Clock,
  data: { state: "DONE"; result: object } | { state: "FAILED"; failure: string },
): Promise<void> {
  await inCompany(companyId, (tx) =>
    tx.scenarioReplay.update({
      where: { companyId_id: { companyId, id } },
      data: { ...data, leaseUntil: null, finishedAt: new Date(clock.now()) },
    }),
  );
}
