/** The journal as its page shows it: who, what, when, and where to look. */
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { readApiKeyNames } from "@/db/parties/apiKeys";
import { type JournalRow, readActorNames, readEntityNames, readJournalRows } from "@/db/system/journalPages";
import { type CalendarZone, timeZoneOf } from "@/domain/calendarZone";
import { apiKeyName } from "@/domain/parties/apiKey";
import {
  JOINED_THINGS,
  JOURNAL_THINGS,
  type JournalThing,
  journalSentence,
} from "@/domain/reporting/journalSentence";
import type { JournalData } from "@/domain/reporting/journalWords";
import type { CompanyCtx } from "../ports";

export const JOURNAL_PAGE = 50;

/** What the address of the page asks for. */
export interface JournalQuery {
  thing: JournalThing | null;
  /** Id of a person, `debtor`, `key`, `system`, or null for everyone. */
  actor: string | null;
  cursor: bigint | null;
  isBackwards: boolean;
}

export interface JournalLine {
  seq: bigint;
  atMs: number;
  who: string;
  sentence: string;
  /** The number of an invoice, the name of a client; empty when it is about the company itself. */
  about: string;
  /** What it is about: the page of an invoice or of a client, when there is one. */
  entity: string;
  entityId: string;
}

export interface JournalView {
  lines: JournalLine[];
  timeZone: string;
  /** Sequence numbers to go on from; null at an end. */
  newer: bigint | null;
  older: bigint | null;
  /** People who may be chosen in the filter. */
  people: { id: string; name: string }[];
}

type Search = Readonly<Record<string, string | string[] | undefined>>;

/** Authors who are no person of the company. */
const KINDS_OF_ACTORS = ["debtor", "key", "system"];

/** Reads the filters of the address; what is not understood is as if it were not there. */
export function readJournalQuery(search: Search): JournalQuery {
  const text = (name: string) => {
    const value = search[name];
    return typeof value === "string" ? value : "";
  };
  const thing = text("quoi");
  const actor = text("qui");
  const after = text("apres");
  const before = text("avant");
  const isBackwards = after === "" && /^\d{1,18}$/.test(before);
  const cursor = isBackwards ? before : after;
  return {
    thing: Object.hasOwn(JOURNAL_THINGS, thing) ? (thing as JournalThing) : null,
    actor: KINDS_OF_ACTORS.includes(actor) || isId(actor) ? actor : null,
    cursor: /^\d{1,18}$/.test(cursor) ? BigInt(cursor) : null,
    isBackwards,
  };
}

export async function readJournal(ctx: CompanyCtx, query: JournalQuery): Promise<JournalView> {
  const { companyId } = ctx;
  return inCompany(companyId, async (tx) => {
    const company = await tx.company.findUniqueOrThrow({
      where: { id: companyId },
      select: { calendarZone: true },
    });
    const filter = {
      things: query.thing ? [query.thing, ...(JOINED_THINGS[query.thing] ?? [])] : [],
      actor: query.actor !== null && isId(query.actor) ? `user:${query.actor}` : query.actor,
      cursor: query.cursor,
      isBackwards: query.isBackwards,
    };
    const found = await readJournalRows(tx, companyId, filter, JOURNAL_PAGE);
    const hasMore = found.length > JOURNAL_PAGE;
    // The entry in excess is at the far end of the direction read.
    const rows = hasMore ? (query.isBackwards ? found.slice(1) : found.slice(0, -1)) : found;
    const hasNewer = query.isBackwards ? hasMore : query.cursor !== null;
    const hasOlder = query.isBackwards || hasMore;
    return {
      lines: await linesOf(tx, companyId, rows),
      timeZone: timeZoneOf(company.calendarZone as CalendarZone),
      newer: hasNewer ? (rows[0]?.seq ?? null) : null,
      older: hasOlder ? (rows.at(-1)?.seq ?? null) : null,
      people: await peopleOf(tx, companyId),
    };
  });
}

async function peopleOf(tx: Tx, companyId: string): Promise<{ id: string; name: string }[]> {
  const members = await tx.membership.findMany({
    where: { companyId },
    select: { user: { select: { id: true, name: true } } },
    orderBy: { user: { name: "asc" } },
  });
  return members.map(({ user }) => user);
}

const ACTOR = /^(?:firm:([0-9a-f-]{36})\/)?user:([0-9a-f-]{36})$/;
const KEY = /^key:([0-9a-f-]{36})$/;

async function linesOf(tx: Tx, companyId: string, rows: readonly JournalRow[]): Promise<JournalLine[]> {
  const actors = rows.flatMap((row) => ACTOR.exec(row.actor) ?? []);
  const ids = [...new Set(actors.filter((id): id is string => id !== undefined && isId(id)))];
  const keyIds = rows.flatMap((row) => KEY.exec(row.actor)?.[1] ?? []);
  const names = {
    ...(await readActorNames(tx, ids, ids)),
    keys: await readApiKeyNames(tx, companyId, [...new Set(keyIds)]),
  };
  const entities = await readEntityNames(
    tx,
    companyId,
    rows.map((row) => row.entityId),
  );
  return rows.map((row) => ({
    seq: row.seq,
    atMs: row.at.getTime(),
    who: whoIs(row.actor, names),
    sentence: journalSentence(row.action, (row.data ?? {}) as JournalData),
    about: entities.get(row.entityId) ?? "",
    entity: row.entity,
    entityId: row.entityId,
  }));
}

interface ActorNames extends Awaited<ReturnType<typeof readActorNames>> {
  keys: ReadonlyMap<string, string>;
}

function whoIs(actor: string, names: ActorNames): string {
  if (actor === "system") return "Dûment";
  if (actor.startsWith("debtor:")) return "Un client, par son lien";
  const keyId = KEY.exec(actor)?.[1];
  if (keyId !== undefined) return apiKeyName(names.keys.get(keyId) ?? "?");
  const [, firmId, userId = ""] = ACTOR.exec(actor) ?? [];
  const person = names.users.get(userId) ?? "Une personne partie";
  return firmId ? `${person}, ${names.firms.get(firmId) ?? "cabinet"}` : person;
}
