/** What decides whether a statement may go to some clients, and to whom. */
import { readClientFacts } from "@/db/dunning/clientFacts";
import { readRecipients } from "@/db/dunning/contacts";
import { readCompanyFacts } from "@/db/dunning/facts";
import type { Tx } from "@/db/inCompany";
import { readStatementClients } from "@/db/settlement/statementSchedule";
import type { Instant, LocalDate } from "@/domain/calendar";
import { timeZoneOf } from "@/domain/calendarZone";
import type { CompanyFacts } from "@/domain/dunning/facts";
import { pressureOf } from "@/domain/dunning/pressure";
import { type RecipientSet, recipientsOf } from "@/domain/dunning/recipients";
import { groupBy } from "@/domain/groupBy";
import type { StatementClient } from "@/domain/settlement/statementSchedule";
import { localDateAt } from "@/domain/zonedTime";

export interface StatementCandidate extends StatementClient {
  clientId: string;
  recipients: RecipientSet;
  /** Instants of the automatic contacts of the last month, oldest first. */
  contacts: readonly Instant[];
}

export interface StatementFacts {
  company: CompanyFacts;
  today: LocalDate;
  zone: string;
  candidates: StatementCandidate[];
}

/** Reads the facts of these clients, in a handful of queries. Unknown ids are left out. */
export async function readStatementFacts(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  now: Instant,
): Promise<StatementFacts> {
  const company = await readCompanyFacts(tx, companyId);
  const zone = timeZoneOf(company.zone);
  const today = localDateAt(now, zone);
  const clients = await readClientFacts(tx, companyId, clientIds, now);
  const rows = await readStatementClients(tx, companyId, clientIds, today);
  const people = groupBy(await readRecipients(tx, companyId, clientIds), (person) => person.clientId);
  const candidates = clientIds.flatMap((clientId): StatementCandidate[] => {
    const facts = clients.get(clientId)?.facts;
    const row = rows.get(clientId);
    if (!facts || !row) return [];
    const recipients = recipientsOf(people.get(clientId) ?? []);
    return [
      {
        ...row,
        dunningOptOut: facts.dunningOptOut,
        hasUsableEmail: recipients.to.length > 0,
        pressedUntil: pressureOf({ company, client: facts }, "EMAIL", now).until,
        recipients,
        contacts: facts.automaticContacts,
      },
    ];
  });
  return { company, today, zone, candidates };
}
