/** When the statements of a company leave by themselves, and to whom. */
import { readCompanyFacts } from "@/db/dunning/facts";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readStatementSchedule } from "@/db/settlement/statementSchedule";
import { fromLocalDate } from "@/db/values";
import type { LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import { changedFields } from "@/domain/changes";
import { checkbox, fieldError, oneOf, type RawFields, readFields, wholeNumber } from "@/domain/fields";
import {
  isAddressed,
  lookOf,
  nextStatement,
  refusalWords,
  type StatementSchedule,
  statementName,
} from "@/domain/settlement/statementSchedule";
import { typeset } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { journalAt, journalBy } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { tagsOf } from "../parties/saveClientTags";
import type { CompanyCtx } from "../ports";

const FIELDS = {
  isOn: checkbox,
  dayOfMonth: wholeNumber("Le jour du mois", 1, 31),
  audience: oneOf(["tous", "choisis"], "Dites à quels clients."),
  tags: tagsOf,
  onlyOpen: checkbox,
  onlyQuiet: checkbox,
} as const;

/** A schedule that was never saved: off, and ready to be turned on. */
const NEVER: Omit<StatementSchedule, "sinceOn"> = {
  isOn: false,
  dayOfMonth: 1,
  forEveryone: true,
  tags: [],
  onlyOpen: true,
  onlyQuiet: true,
};

export interface StatementSettings extends Omit<StatementSchedule, "sinceOn"> {
  /** The next day of the schedule; null while it is off. */
  nextOn: LocalDate | null;
  /** Hours between two automatic contacts of a client. */
  contactGapHours: number;
  isStopped: boolean;
  isSafe: boolean;
  /** Words already put on clients. */
  knownTags: string[];
}

/** The schedule as its page shows it. */
export async function readStatementSettings(ctx: CompanyCtx): Promise<StatementSettings> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const company = await readCompanyFacts(tx, companyId);
    const schedule = await readStatementSchedule(tx, companyId);
    const today = localDateAt(ctx.clock.now(), timeZoneOf(company.zone));
    const tags = await tx.clientTag.findMany({
      where: { companyId },
      distinct: ["tag"],
      select: { tag: true },
      orderBy: { tag: "asc" },
      take: 50,
    });
    return {
      ...(schedule ?? NEVER),
      nextOn: schedule?.isOn ? nextStatement(schedule, today, company.zone).on : null,
      contactGapHours: company.contactGapHours,
      isStopped: company.paused,
      isSafe: company.safeMode,
      knownTags: tags.map(({ tag }) => tag),
    };
  });
}

/**
 * Saves the schedule. Turned on, given another day or other clients, it starts with the next such
 * day: nothing leaves because someone saved.
 *
 * @returns true when something changed
 * @throws InputError with every field that is wrong
 */
export async function saveStatementSchedule(ctx: CompanyCtx, raw: RawFields): Promise<boolean> {
  const { audience, ...fields } = readFields(raw, FIELDS);
  const values = { ...fields, forEveryone: audience === "tous" };
  const { companyId } = ctx;
  const now = ctx.clock.now();
  return inCompany(companyId, async (tx) => {
    await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
    const before = await readStatementSchedule(tx, companyId);
    const changes = changedFields<Record<string, unknown>>({ ...(before ?? NEVER) }, { ...values });
    if (Object.keys(changes).length === 0) return false;
    const company = await readCompanyFacts(tx, companyId);
    const today = localDateAt(now, timeZoneOf(company.zone));
    // Conditions alone change nothing of the round under way: those who wait in it still do.
    const isSameRound =
      before?.isOn === true && !["isOn", "dayOfMonth", "forEveryone", "tags"].some((one) => one in changes);
    const next = nextStatement({ ...values, sinceOn: today }, today, company.zone).on;
    const round = {
      sinceOn: fromLocalDate(today),
      lookAt: values.isOn ? new Date(lookOf(next, company)) : null,
    };
    const data = { ...values, ...(!isSameRound && round) };
    await tx.statementSchedule.upsert({
      where: { companyId },
      create: { companyId, ...values, ...round },
      update: data,
    });
    await journalAt(
      tx,
      ctx,
      { action: "company.statements_changed", entity: "company", entityId: companyId, data: { changes } },
      now,
    );
    return true;
  });
}

export type StatementChoice = "schedule" | "in" | "out";

/**
 * A person's word about the statements of one client, whatever the schedule says of the others.
 *
 * @throws InputError on `releves`, DomainError NOT_FOUND when the client is of another company
 */
export async function chooseStatements(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const choice = (["schedule", "in", "out"] as const).find((one) => one === raw.releves);
  if (!choice) throw fieldError("releves", "CHOICE", "Dites si ce client reçoit des relevés.");
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  await inCompany(companyId, async (tx) => {
    const key = { companyId_id: { companyId, id: clientId } };
    if (!(await tx.client.findUnique({ where: key, select: { id: true } }))) throw notFound();
    if (choice === "schedule") {
      await tx.statementChoice.deleteMany({ where: { companyId, clientId } });
    } else {
      const isIncluded = choice === "in";
      await tx.statementChoice.upsert({
        where: { companyId_clientId: { companyId, clientId } },
        create: { companyId, clientId, isIncluded },
        update: { isIncluded },
      });
    }
    await journalBy(tx, ctx, {
      action: "client.statements_chosen",
      entity: "client",
      entityId: clientId,
      data: { choice },
    });
  });
}

export interface ClientStatements {
  choice: StatementChoice;
  isScheduled: boolean;
  /** The next day of the schedule for this client; null when it is not addressed. */
  nextOn: LocalDate | null;
  /** Why the last one did not leave; empty when it did. */
  sentence: string;
}

/** What the schedule means for one client. */
export async function readClientStatements(
  tx: Tx,
  companyId: string,
  clientId: string,
  today: LocalDate,
): Promise<ClientStatements> {
  const schedule = await readStatementSchedule(tx, companyId);
  const row = await tx.statementChoice.findUnique({
    where: { companyId_clientId: { companyId, clientId } },
    select: { isIncluded: true },
  });
  const tags = await tx.clientTag.findMany({ where: { companyId, clientId }, select: { tag: true } });
  const client = { tags: tags.map(({ tag }) => tag), choice: row?.isIncluded ?? null };
  const isScheduled = schedule?.isOn === true && isAddressed(schedule, client);
  const { zone } = await readCompanyFacts(tx, companyId);
  const last = await tx.statementRun.findFirst({
    where: { companyId, clientId },
    orderBy: { monthOn: "desc" },
    select: { monthOn: true, outcome: true },
  });
  const why =
    last && last.outcome !== "QUEUED"
      ? typeset(
          `${statementName(last.monthOn.toISOString().slice(0, 10) as LocalDate)} non envoyé : ${refusalWords(last.outcome)}.`,
        )
      : "";
  return {
    choice: row === null ? "schedule" : row.isIncluded ? "in" : "out",
    isScheduled,
    nextOn: isScheduled && schedule ? nextStatement(schedule, today, zone).on : null,
    sentence: why,
  };
}
