/** Erases personal data when the time the privacy page gives them is over, company after company. */
import { inCompany, isId } from "@/db/inCompany";
import {
  clientsToForget,
  forgetCalls,
  forgetClients,
  forgetNetworks,
  notAhead,
} from "@/db/parties/retention";
import { forgetBankLines } from "@/db/settlement/oldBankLines";
import { companiesAfter } from "@/db/system/dueWork";
import { readPlace, takeTurn, writePlace } from "@/db/system/heartbeats";
import { appendJournal, type JournalEvent } from "@/db/system/journal";
import type { Instant } from "@/domain/calendar";
import {
  BANK_LINE_YEARS,
  CALL_YEARS,
  CONSUMER_FILE_YEARS,
  FILE_YEARS,
  NETWORK_YEARS,
  yearsBefore,
} from "@/domain/parties/retention";

const TURN = "forget-settled-files";
/** One process takes some companies this often: 20 000 are gone through in a day. */
const EVERY_SECONDS = 120;
/** Once round, the next one waits: a file comes to its term on a day, not at an instant. */
const REST_MS = 86_400_000;
const COMPANIES = 30;
/** Rows of a kind erased in one transaction. */
const SLICE = 200;

export interface ForgottenFiles {
  clients: number;
  calls: number;
}

/**
 * Goes on to the next companies, when it is time and no other process has just done so.
 *
 * @returns how much was erased; null when it is not this process's turn
 */
export async function forgetNextFiles(now: Instant): Promise<ForgottenFiles | null> {
  if (!(await takeTurn(TURN, EVERY_SECONDS))) return null;
  const { companyId: after, restUntil } = asPlace(await readPlace(TURN));
  if (restUntil !== null && now < restUntil) return { clients: 0, calls: 0 };
  const companies = await companiesAfter(after, COMPANIES);
  const total: ForgottenFiles = { clients: 0, calls: 0 };
  for (const companyId of companies) {
    const { clients, calls } = await forgetSettledFiles(companyId, now);
    total.clients += clients;
    total.calls += calls;
  }
  const last = companies.at(-1);
  const isRound = companies.length < COMPANIES || last === undefined;
  await writePlace(TURN, isRound ? { restUntil: now + REST_MS } : { companyId: last });
  return total;
}

/** A place written by an older version may have another form: the round then begins again. */
function asPlace(place: unknown): { companyId: string | null; restUntil: Instant | null } {
  const { companyId, restUntil } = Object(place) as Record<string, unknown>;
  return {
    companyId: typeof companyId === "string" && isId(companyId) ? companyId : null,
    restUntil: typeof restUntil === "number" ? restUntil : null,
  };
}

/** Erases what is over in one company, slice by slice, and says each slice in its journal. */
export async function forgetSettledFiles(companyId: string, now: Instant): Promise<ForgottenFiles> {
  const total: ForgottenFiles = { clients: 0, calls: 0 };
  for (;;) {
    const slice = await inCompany(companyId, async (tx) => {
      const today = await notAhead(tx, now);
      const before = {
        consumer: yearsBefore(today, CONSUMER_FILE_YEARS),
        other: yearsBefore(today, FILE_YEARS),
      };
      const clientIds = await clientsToForget(tx, companyId, before, SLICE);
      if (clientIds.length > 0) await forgetClients(tx, companyId, clientIds, new Date(now));
      const calls = await forgetCalls(tx, companyId, yearsBefore(today, CALL_YEARS), SLICE);
      const networks = await forgetNetworks(tx, companyId, yearsBefore(today, NETWORK_YEARS), SLICE);
      const lines = await forgetBankLines(tx, companyId, yearsBefore(today, BANK_LINE_YEARS), SLICE);
      const clients = clientIds.length;
      if (clients + calls > 0)
        await appendJournal(tx, companyId, [forgotten(companyId, { clients, calls })], now);
      return { clients, calls, isLast: Math.max(clients, calls, networks, lines) < SLICE };
    });
    total.clients += slice.clients;
    total.calls += slice.calls;
    if (slice.isLast) return total;
  }
}

function forgotten(companyId: string, { clients, calls }: ForgottenFiles): JournalEvent {
  return {
    actor: "system",
    action: "company.files_forgotten",
    entity: "company",
    entityId: companyId,
    data: { clients: String(clients), calls: String(calls) },
  };
}
