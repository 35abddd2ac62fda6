/** The replays of a scenario, as its page shows them. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany } from "@/db/inCompany";
import { fromLocalDate, toLocalDate } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { ReplayAssumption } from "@/domain/dunning/replay";
import { localDateAt } from "@/domain/zonedTime";
import type { CompanyCtx } from "../ports";
import { lockScenario } from "./editScenario";
import { replayedDays, type StoredReplay } from "./runReplay";

export interface ReplayView {
  id: string;
  state: "QUEUED" | "RUNNING" | "DONE" | "FAILED";
  done: number;
  total: number;
  fromOn: LocalDate;
  toOn: LocalDate;
  askedOn: LocalDate;
  assumption: ReplayAssumption;
  failure: string | null;
  result: StoredReplay | null;
}

export interface ReplayPageView {
  name: string;
  /** Versions that may be tried: of this scenario first, then those in service of the others. */
  versions: { id: string; label: string }[];
  replays: ReplayView[];
  /** False when no invoice fell due in the days that would be replayed. */
  hasPast: boolean;
}

/** The replays of a scenario, newest first, and what else may be tried. @throws DomainError NOT_FOUND */
export async function readReplays(ctx: CompanyCtx, scenarioId: string): Promise<ReplayPageView> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const scenario = await lockScenario(tx, companyId, scenarioId);
    const { zone } = await readCompanyFacts(tx, companyId);
    const rows = await tx.scenarioReplay.findMany({
      where: { companyId, scenarioId },
      orderBy: { createdAt: "desc" },
      take: 10,
    });
    const versions = await tx.scenarioVersion.findMany({
      where: { companyId, scenario: { archivedAt: null } },
      include: {
        scenario: { select: { name: true, currentVersionId: true } },
        _count: { select: { steps: true } },
      },
      orderBy: { number: "desc" },
      take: 50,
    });
    const offered = versions.filter(
      ({ id, ...one }) => one.scenarioId === scenarioId || id === one.scenario.currentVersionId,
    );
    const span = replayedDays(localDateAt(ctx.clock.now(), timeZoneOf(zone)));
    const past = await tx.invoice.findFirst({
      where: { companyId, dueOn: { gte: fromLocalDate(span.fromOn), lte: fromLocalDate(span.toOn) } },
      select: { id: true },
    });
    return {
      name: scenario.name,
      hasPast: past !== null,
      versions: offered
        .sort((a, b) => Number(b.scenarioId === scenarioId) - Number(a.scenarioId === scenarioId))
        .map((one) => ({
          id: one.id,
          label: [
            one.scenario.name,
            `${one.publishedAt === null ? "brouillon" : "version"} ${one.number}`,
            ...(one._count.steps === 0 ? ["aucune étape"] : []),
          ].join(", "),
        })),
      replays: rows.map((row) => ({
        id: row.id,
        state: row.state,
        done: row.done,
        total: row.total,
        fromOn: toLocalDate(row.fromOn),
        toOn: toLocalDate(row.toOn),
        askedOn: localDateAt(row.createdAt.getTime(), timeZoneOf(zone)),
        assumption: row.options as unknown as ReplayAssumption,
        failure: row.failure,
        result: row.result as unknown as StoredReplay | null,
      })),
    };
  });
}
