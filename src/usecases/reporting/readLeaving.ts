/** What leaves without anyone: what left today, what is leaving, and what the next working days hold. */

import type { Tx } from "@/db/inCompany";
import { type LeavingRow, readPlannedContacts, readTodaysMessages } from "@/db/reporting/worklist";
import { addDays, type LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { CompanyFacts } from "@/domain/dunning/facts";
import type { Channel, Tone } from "@/domain/dunning/scenario";
import { startOf } from "@/domain/dunning/sendingWindow";
import { sumCents } from "@/domain/money";
import { nextWorkingDay } from "@/domain/workingDays";
import { minuteOfDayAt } from "@/domain/zonedTime";
import { type ClaimDay, readClaimedSums } from "../dunning/claimedSums";

export interface LeavingItem {
  /** Null for a contact that is planned and not made yet. */
  messageId: string | null;
  isStatement: boolean;
  clientId: string;
  clientName: string;
  minute: number;
  offsetDays: number | null;
  tone: Tone | null;
  /** Invoices gathered in it. */
  count: number;
  /** What it claims; for one that is not written yet, what it would claim if it were now. */
  amountCents: bigint;
  isGone: boolean;
}

export interface Leaving {
  /** The first of the day, in the order of their minute. */
  leavingToday: LeavingItem[];
  /** How many more leave today. */
  moreToday: number;
  nextDays: { on: LocalDate; emails: number; calls: number; letters: number; amountCents: bigint }[];
}

const SHOWN = 50;
const DAYS_SHOWN = 5;
/** Calendar days that hold that many working days, with the longest run of holidays. */
const DAYS_AHEAD = 14;

/** Nothing leaves alone in safe mode or under a pause: only what somebody approved. */
export async function readLeaving(
  tx: Tx,
  companyId: string,
  facts: CompanyFacts,
  day: ClaimDay,
): Promise<Leaving> {
  const { today } = day;
  const planned = await readPlannedContacts(tx, companyId, today, addDays(today, DAYS_AHEAD));
  const made = await readTodaysMessages(tx, companyId, new Date(startOf(today, facts)), SHOWN);
  const waits = facts.safeMode || facts.paused;
  const later = waits ? [] : planned.filter((row) => row.onDate === today && row.channel === "EMAIL");
  const shownLater = later.slice(0, SHOWN - made.length);
  const unwritten = [
    ...made.filter((row) => !row.isWritten),
    ...shownLater.map((row) => ({
      id: row.clientId,
      clientId: row.clientId,
      kind: "REMINDER" as const,
      tone: row.tone ?? ("FRIENDLY" as const),
      invoiceIds: row.invoiceIds,
    })),
  ];
  const claimed = await readClaimedSums(
    tx,
    companyId,
    unwritten.map(({ invoiceIds, ...row }) => ({
      ...row,
      invoices: invoiceIds.map((invoiceId) => ({ invoiceId })),
    })),
    day,
  );
  const minuteAt = (ms: number) => minuteOfDayAt(ms, timeZoneOf(facts.zone));
  return {
    leavingToday: [
      ...made.map(({ id, kind, atMs, claimedCents, state, ...row }) => ({
        ...row,
        messageId: id,
        isStatement: kind === "ACCOUNT_STATEMENT",
        minute: minuteAt(atMs),
        count: row.invoiceIds.length,
        amountCents: claimed.get(id) ?? claimedCents,
        isGone: state === "SENT",
      })),
      ...shownLater.map(({ clientId, dueAtMs, balanceCents, ...row }) => ({
        ...row,
        messageId: null,
        isStatement: false,
        clientId,
        minute: minuteAt(dueAtMs),
        count: row.invoiceIds.length,
        amountCents: claimed.get(clientId) ?? balanceCents,
        isGone: false,
      })),
    ],
    moreToday: (made[0]?.total ?? 0) + later.length - made.length - shownLater.length,
    nextDays: nextDaysOf(planned, today, facts),
  };
}

function nextDaysOf(
  planned: readonly LeavingRow[],
  today: LocalDate,
  facts: CompanyFacts,
): Leaving["nextDays"] {
  const days: Leaving["nextDays"] = [];
  let day = nextWorkingDay(today, facts.zone);
  for (let count = 0; count < DAYS_SHOWN; count += 1) {
    const on = day;
    const rows = planned.filter((row) => row.onDate === on);
    const number = (...channels: Channel[]) => rows.filter((row) => channels.includes(row.channel)).length;
    if (rows.length > 0) {
      days.push({
        on,
        emails: number("EMAIL"),
        calls: number("CALL"),
        letters: number("LETTER", "FORMAL_NOTICE"),
        amountCents: sumCents(rows.map((row) => row.balanceCents)),
      });
    }
    day = nextWorkingDay(day, facts.zone);
  }
  return days;
}
