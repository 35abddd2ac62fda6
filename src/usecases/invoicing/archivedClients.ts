/**
 * A client that was put away and owes again by an import is taken up again, as when its invoice is typed or sent: lists
 * do not show what is put away, and what it owes would be forgotten.
 */
import type { Tx } from "@/db/inCompany";
import type { NewIssue } from "@/db/invoicing/importIssues";
import type { NewInvoice } from "@/db/invoicing/importRows";
import { findClients, hasArchivedClient, readNameKeys, unarchiveClients } from "@/db/parties/clientRows";
import { ClientIndex } from "@/domain/parties/clientMatch";
import { typeset } from "@/domain/typography";
import type { InvoiceCsvLine } from "@/formats/invoiceCsvLine";
import type { Deed } from "../journalBy";
import { takenUpDeeds } from "../parties/takeUpClients";
import type { FileInvoice } from "./compareLines";
import { signsOf } from "./importClients";

const CODE = "CLIENT_ARCHIVED";

/**
 * Takes up the clients of invoices that were just created and are open. Whoever puts one away at this moment waits for
 * these invoices, sees them, and is refused.
 *
 * @returns what is to be said of the first line of each, and told to the journal
 */
export async function takeUpClients(
  tx: Tx,
  companyId: string,
  created: readonly NewInvoice[],
): Promise<{ issues: NewIssue[]; deeds: Deed[] }> {
  const open = created.filter(({ status }) => status === "OPEN");
  const clients = await unarchiveClients(tx, companyId, [...new Set(open.map(({ clientId }) => clientId))]);
  const issues = clients.map(({ id, name }): NewIssue => {
    const line = open.find(({ clientId }) => clientId === id)?.line ?? 0;
    const message = typeset(`Le client ${name} était archivé : il est repris, puisqu’il doit de nouveau.`);
    return { kind: "NOTICE", line, column: undefined, code: CODE, message, raw: name };
  });
  return { issues, deeds: takenUpDeeds(clients) };
}

/**
 * Says beforehand, on the first line of each client that would be taken up again, that it would.
 *
 * @param absent among the lines, invoices that the import would create
 * @param isBundle each line is a file, named by its one cell
 * @param said clients of whom it was said already; grows
 */
export async function sayTakenUp(
  tx: Tx,
  companyId: string,
  lines: readonly InvoiceCsvLine[],
  { absent, said, isBundle }: { absent: readonly FileInvoice[]; said: Set<string>; isBundle: boolean },
): Promise<InvoiceCsvLine[]> {
  const owing = absent.filter(({ record }) => record.totalCents > record.paidCents);
  if (owing.length === 0 || !(await hasArchivedClient(tx, companyId))) return [...lines];
  const nameKeys = await readNameKeys(
    tx,
    owing.map(({ record }) => record.client.name),
  );
  const sought = owing.map(({ line, record }) => ({
    line,
    signs: signsOf(record.client, nameKeys.get(record.client.name) ?? ""),
  }));
  const index = new ClientIndex(
    await findClients(
      tx,
      companyId,
      sought.map(({ signs }) => signs),
    ),
  );
  const names = new Map<number, string>();
  for (const { line, signs } of sought) {
    const client = index.find(signs);
    if (!client?.isArchived || said.has(client.id)) continue;
    said.add(client.id);
    names.set(line, client.name);
  }
  return lines.map((line) => {
    const name = names.get(line.line);
    if (name === undefined) return line;
    const message = typeset(
      `Le client ${name} est archivé : l’import le reprendra, puisqu’il doit de nouveau.`,
    );
    const column = isBundle ? line.cells[0] : undefined;
    const notice = { line: line.line, column, field: undefined, code: CODE, message, raw: name } as const;
    return { ...line, notices: [...line.notices, notice] };
  });
}
