/** What a carrier says of the letters it was given: kept as it came, then applied to the letter. */
import { insertLetterStatus } from "@/db/dunning/dispatches";
import { inCompany, isId, type Tx } from "@/db/inCompany";
import { isRefusedData } from "@/db/sqlState";
import { fromInstant, toLocalDateOrNull } from "@/db/values";
import { type Instant, minDate } from "@/domain/calendar";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { postalStatus } from "@/domain/legal/letterLifeCycle";
import { companyToday } from "../invoicing/saveInvoice";
import type { PostalReport, PostPorts } from "../ports";
import { refuseOrder } from "./entrustLetters";
import { type LetterDays, writeDays } from "./followLetter";
import { type LockedLetter, lockedLetter, lockLettersInvoices } from "./lockedLetter";
import { markPostedIn, trackingNumber } from "./markPosted";
import { whyLetterStale } from "./staleLetter";

/** What became of the deliveries of one look. */
export interface ReportOutcome {
  taken: number;
  /** Names of what was refused, with the reason, for the operator. */
  rejected: { name: string; reason: string }[];
  /** What failed and was left where it is: the next look tries again. */
  failed: { name: string; error: unknown }[];
}

/**
 * Takes up what the carrier has sent. One delivery is applied as a whole or refused as a whole, so
 * that it can be corrected and sent again. A report that came before is passed over. One delivery that
 * fails otherwise keeps none of the others waiting.
 */
export async function takePostalReports(ports: PostPorts): Promise<ReportOutcome> {
  const outcome: ReportOutcome = { taken: 0, rejected: [], failed: [] };
  for (const { name, content } of await ports.carrier.collect()) {
    try {
      const reason =
        "problem" in content ? content.problem : await applyAll(content.reports, ports.clock.now());
      await ports.carrier.putAway(name, reason);
      if (reason === null) outcome.taken += 1;
      else outcome.rejected.push({ name, reason });
    } catch (error) {
      outcome.failed.push({ name, error });
    }
  }
  return outcome;
}

/** @returns why the delivery cannot be taken, or null */
async function applyAll(reports: readonly PostalReport[], now: Instant): Promise<string | null> {
  const companies = [...new Set(reports.map((report) => report.companyId))];
  if (companies.length !== 1 || !isId(companies[0] ?? "")) {
    return "a file speaks of one company only: make one file a company";
  }
  const [companyId = ""] = companies;
  const ordered = [...reports].sort((a, b) => (a.on === b.on ? rankOf(a) - rankOf(b) : a.on < b.on ? -1 : 1));
  try {
    await inCompany(companyId, async (tx) => {
      await lockLettersInvoices(
        tx,
        companyId,
        ordered.map(({ letterId }) => letterId),
      );
      for (const report of ordered) await apply(tx, report, now);
    });
    return null;
  } catch (error) {
    if (error instanceof DomainError || error instanceof InputError) {
      return error instanceof InputError ? error.errors.map((one) => one.message).join(" ") : error.message;
    }
    // The same file would be refused at every look.
    if (isRefusedData(error)) return "the database keeps no such value: correct the file";
    throw error;
  }
}

/** Several statuses of one day are read in the order of a letter's life. */
function rankOf({ code }: PostalReport): number {
  const order = ["PREPARED", "DEPOSITED", "IN_TRANSIT", "OUT_FOR_DELIVERY", "NOTIFIED", "DELIVERED"];
  const at = order.indexOf(postalStatus(code)?.state ?? "");
  return at < 0 ? order.length : at;
}

async function apply(tx: Tx, report: PostalReport, now: Instant): Promise<void> {
  const { companyId, letterId, code, on, note = "" } = report;
  const letter = await lockedLetter(tx, companyId, letterId);
  if (!letter.dispatch) {
    throw new DomainError("NOT_ENTRUSTED", `La lettre ${letterId} n’a pas été confiée à ce prestataire.`);
  }
  if (on > (await companyToday(tx, companyId, now))) {
    throw new DomainError("FUTURE", `Le statut ${code} est daté d’un jour à venir (${on}).`);
  }
  const isNew = await insertLetterStatus(tx, companyId, { letterId, code, on, note }, fromInstant(now));
  if (code === "REFUSED") {
    // An order given again may be refused again, on the same day too.
    if (letter.dispatch.refusedAt !== null) return;
    if (letter.state !== "TO_POST") throw disorder(report, letter);
    await refuseOrder(
      tx,
      companyId,
      letterId,
      note || "Le prestataire n’a pas pu envoyer cette lettre.",
      now,
    );
    return;
  }
  if (isNew) await applyStatus(tx, report, letter, now);
}

const SYSTEM = { kind: "system" } as const;

async function applyStatus(tx: Tx, report: PostalReport, letter: LockedLetter, now: Instant): Promise<void> {
  const { companyId, on } = report;
  const state = postalStatus(report.code)?.state;
  if (state === "PREPARED") return;
  const ctx = { companyId, actor: SYSTEM };
  if (letter.state === "TO_POST") {
    if (state !== "DEPOSITED") throw disorder(report, letter);
    const number = report.trackingNumber ? trackingNumber(report.trackingNumber, "trackingNumber") : null;
    if (number === null && letter.channel === "FORMAL_NOTICE") {
      throw new DomainError("TRACKING", `Le dépôt de la lettre ${letter.id} est sans numéro de suivi.`);
    }
    const why = await whyLetterStale(tx, companyId, letter.id);
    await markPostedIn(tx, ctx, letter, { postedOn: on, trackingNumber: number }, now, why);
    return;
  }
  const days = daysAfter(daysOf(letter), report);
  if (days) await writeDays(tx, ctx, letter, days, now, letter.outcome);
}

function daysOf(letter: LockedLetter): LetterDays {
  return {
    presentedOn: toLocalDateOrNull(letter.presentedOn),
    deliveredOn: toLocalDateOrNull(letter.deliveredOn),
    returnedOn: toLocalDateOrNull(letter.returnedOn),
    returnReason: letter.returnReason,
  };
}

/** The days of the letter once the report is known; null when it moves none. */
function daysAfter(days: LetterDays, { code, on, returnReason }: PostalReport): LetterDays | null {
  const presentedOn = days.presentedOn === null ? on : minDate(days.presentedOn, on);
  switch (postalStatus(code)?.state) {
    case "OUT_FOR_DELIVERY":
    case "NOTIFIED":
      return { ...days, presentedOn };
    case "DELIVERED":
      return { ...days, presentedOn, deliveredOn: on };
    case "UNDELIVERABLE":
      // The round that found no such address presented the letter to nobody.
      return { presentedOn: null, deliveredOn: null, returnedOn: on, returnReason: "WRONG_ADDRESS" };
    case "RETURNED":
    case "RETURNED_TO_SENDER": {
      const reason = returnReason ?? days.returnReason ?? "UNCLAIMED";
      const wasPresented = reason === "WRONG_ADDRESS" ? null : days.presentedOn;
      return { ...days, presentedOn: wasPresented, returnedOn: days.returnedOn ?? on, returnReason: reason };
    }
    default:
      return null;
  }
}

function disorder({ code }: PostalReport, { id }: LockedLetter): DomainError {
  return new DomainError("DISORDER", `Le statut ${code} ne suit pas l’état de la lettre ${id}.`);
}
