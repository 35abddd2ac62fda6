/**
 * Two people at one form: what a page was opened on travels with it, and what someone else has changed
 * since is never undone in silence.
 */
import type { Tx } from "@/db/inCompany";
import { sha256Hex } from "@/db/sha256";
import { readActorNames } from "@/db/system/journalPages";
import type { Instant } from "@/domain/calendar";
import { canonicalJson } from "@/domain/canonicalJson";
import { FormError, type RawFields } from "@/domain/fields";
import type { JournalAction } from "@/domain/reporting/journalSentence";
import { actorUserId, type CompanyCtx } from "./ports";

/** Field of a form that says what its page was opened on. */
export const SEEN_FIELD = "vu";

/** What a form shows of a record, field by field, as it is stored. */
export type Seen = Readonly<Record<string, unknown>>;

/** Enough to tell two values of one field apart. */
const MARK_LENGTH = 8;

/** When the page was made, and a short mark of each field: what the hidden field of a form carries. */
export function seenOf(record: Seen, at: Instant): string {
  const marks = Object.entries(record).map(([field, value]) => `${field}:${markOf(value)}`);
  return [at, ...marks].join(" ");
}

/** The hidden field of a form opened on this record at that instant. */
export function seenField(record: Seen, at: Instant): Record<string, string> {
  return { [SEEN_FIELD]: seenOf(record, at) };
}

function markOf(value: unknown): string {
  const text = JSON.stringify(value ?? null, (_, member) =>
    typeof member === "bigint" ? String(member) : member,
  );
  return sha256Hex(canonicalJson(JSON.parse(text))).slice(0, MARK_LENGTH);
}

/** Fields of a record that are not what the form was opened on; none when it says nothing of it. */
export function changedSince(raw: RawFields, record: Seen): string[] {
  const seen = raw[SEEN_FIELD];
  if (seen === undefined) return [];
  const marks = new Map(seen.split(" ").map((part) => part.split(":") as [string, string]));
  return Object.keys(record).filter((field) => marks.get(field) !== markOf(record[field]));
}

export interface SeenRecord<Record extends Seen> {
  record: Record;
  /** Each field in a sentence, with its value where it helps: « l’échéance (31/12/2026) ». */
  names: { readonly [Field in keyof Record]: string };
  /** « cette facture ». */
  what: string;
  entityId: string;
  /** Entries of the journal that tell who changes such a record. */
  actions: readonly JournalAction[];
}

/**
 * Refuses a form that was opened before the record changed, and says who changed what. Sent again, it
 * carries what is there now: the person has read the refusal and decides. Call it under the lock of the
 * record. A request that says nothing of what it saw (no page made it) is let through.
 *
 * @throws FormError STALE_FORM
 */
export async function refuseStale<Record extends Seen>(
  tx: Tx,
  ctx: CompanyCtx,
  raw: RawFields,
  seen: SeenRecord<Record>,
): Promise<void> {
  const changed = changedSince(raw, seen.record);
  if (changed.length === 0) return;
  const names = [...new Set(changed.map((field) => seen.names[field]))];
  throw new FormError(
    "STALE_FORM",
    `${await whoChanged(tx, ctx, raw, seen)} ${seen.what} après l’ouverture de cette page\u00a0: ${names.join(", ")}. Votre saisie est gardée. Reprenez ces changements s’ils sont justes, puis enregistrez de nouveau.`,
    seenField(seen.record, ctx.clock.now()),
  );
}

function openedAt(raw: RawFields): Date {
  const at = Number(raw[SEEN_FIELD]?.split(" ")[0]);
  return new Date(Number.isSafeInteger(at) && at < 8.64e15 ? at : 0);
}

const USER = /user:([0-9a-f-]{36})$/;

/** Whoever did it last since the page was made; some changes (an answer, a call) name nobody here. */
async function whoChanged(
  tx: Tx,
  ctx: CompanyCtx,
  raw: RawFields,
  { entityId, actions }: Pick<SeenRecord<Seen>, "entityId" | "actions">,
): Promise<string> {
  const last = await tx.journalEntry.findFirst({
    where: { companyId: ctx.companyId, entityId, action: { in: [...actions] }, at: { gte: openedAt(raw) } },
    orderBy: { seq: "desc" },
    select: { actor: true },
  });
  const userId = USER.exec(last?.actor ?? "")?.[1];
  if (userId === undefined) return "Quelqu’un a modifié";
  if (userId === actorUserId(ctx.actor)) return "Vous avez modifié";
  const { users } = await readActorNames(tx, [userId], []);
  return `${users.get(userId) ?? "Quelqu’un"} a modifié`;
}
