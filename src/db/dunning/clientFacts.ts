/**
 * What the decisions about invoices depend on, of their clients. Read apart from the invoices, by
 * key, never joined to them: for a company whose rows are newer than its statistics (an import
 * under way) the planner would compare every row of one table with every row of the other.
 */
import type { Instant } from "@/domain/calendar";
import type { ClientFacts } from "@/domain/dunning/facts";
import { groupBy } from "@/domain/groupBy";
import type { DebtorKind } from "@/domain/legal/debtorKind";
import type { Tx } from "../inCompany";
import { readFreeCreditFacts } from "../settlement/clientCredits";
import { type RecipientRow, readRecipients } from "./contacts";

const CONTACT_MEMORY_DAYS = 31;

export interface LoadedClient {
  facts: ClientFacts;
  /** Null: the default one of the company. */
  scenarioId: string | null;
  /** Its contacts, in the order the company put them. */
  people: readonly RecipientRow[];
}

interface ClientRow {
  id: string;
  kind: DebtorKind;
  dunningOptOut: boolean;
  scenarioId: string | null;
}

/** Facts of these clients, by id. */
export async function readClientFacts(
  tx: Tx,
  companyId: string,
  clientIds: readonly string[],
  now: Instant,
): Promise<Map<string, LoadedClient>> {
  const ids = [...clientIds];
  const clients = await tx.$queryRaw<ClientRow[]>`
    SELECT id, kind::text AS kind, dunning_opt_out AS "dunningOptOut", scenario_id AS "scenarioId" FROM client
    WHERE company_id = (SELECT ${companyId}::uuid) AND id = ANY(${ids}::uuid[])`;
  const people = groupBy(await readRecipients(tx, companyId, ids), (person) => person.clientId);
  const contacts = await readAutomaticContacts(tx, companyId, ids, now);
  const credits = await readFreeCreditFacts(tx, companyId, ids);
  return new Map(
    clients.map(({ id, kind, dunningOptOut, scenarioId }) => {
      const automaticContacts = contacts.get(id) ?? [];
      return [
        id,
        {
          facts: {
            id,
            kind,
            dunningOptOut,
            hasUsableEmail: (people.get(id) ?? []).some(hasUsableEmail),
            automaticContacts,
            freeCredit: credits.get(id) ?? null,
          },
          scenarioId,
          people: people.get(id) ?? [],
        },
      ];
    }),
  );
}

/** A copy alone is nobody to write to. */
function hasUsableEmail({ role, email, emailState }: RecipientRow): boolean {
  return role !== "COPY" && email !== null && emailState !== "REFUSED";
}

/**
 * Automatic contacts of each client in the last month: emails on their way or gone, letters posted,
 * and those proposed to a person, which count from the moment they were until they are withdrawn. An email counts
 * when it leaves, however long it waited for approval; one that is ready, when its turn comes.
 */
async function readAutomaticContacts(
  tx: Tx,
  companyId: string,
  clientIds: string[],
  now: Instant,
): Promise<Map<string, Instant[]>> {
  const since = new Date(now - CONTACT_MEMORY_DAYS * 86_400_000);
  const rows = await tx.$queryRaw<{ clientId: string; at: number }[]>`
    SELECT "clientId", (extract(epoch FROM at) * 1000)::float8 AS at FROM (
      SELECT client_id AS "clientId",
             CASE WHEN state = 'READY' THEN greatest(created_at, due_at)
                  ELSE coalesce(sent_at, sending_at, created_at) END AS at
      FROM message
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${clientIds}::uuid[])
        AND kind IN ('REMINDER', 'ACCOUNT_STATEMENT') AND state IN ('AWAITING_APPROVAL', 'READY', 'SENDING', 'SENT', 'UNCERTAIN')
        AND bounced_at IS NULL
      UNION ALL
      SELECT client_id, posted_on::timestamptz
      FROM letter
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${clientIds}::uuid[])
        AND posted_on IS NOT NULL
      UNION ALL
      SELECT client_id, created_at
      FROM letter
      WHERE company_id = (SELECT ${companyId}::uuid) AND client_id = ANY(${clientIds}::uuid[])
        AND state IN ('DRAFT', 'TO_APPROVE', 'TO_POST')
    ) contacts WHERE at >= ${since} ORDER BY at`;
  const byClient = new Map<string, Instant[]>();
  for (const { clientId, at } of rows) {
    const contacts = byClient.get(clientId);
    if (contacts) contacts.push(at);
    else byClient.set(clientId, [at]);
  }
  return byClient;
}
