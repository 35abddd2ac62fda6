/** Links of the messages of the demonstration that are still open and wait for an answer, each of another client who reads French. */
import { createHash } from "node:crypto";
import type { House } from "./house";
import { HOME_SLUG } from "./places";

/** As many links of Hélène's clients. @throws Error when the demonstration has fewer */
export async function openLinks(house: House, count: number): Promise<string[]> {
  const free = await house.behind.rows<{ hash: string; client: string }>(
    `SELECT l.token_hash AS hash, l.client_id AS client FROM answer_link l
     JOIN company c ON c.id = l.company_id AND c.slug = $1
     JOIN client d ON d.company_id = l.company_id AND d.id = l.client_id AND d.language = 'fr'
     WHERE l.revoked_at IS NULL
       AND EXISTS (SELECT 1 FROM message_invoice m JOIN invoice i ON i.company_id = m.company_id AND i.id = m.invoice_id
                   WHERE m.company_id = l.company_id AND m.message_id = l.message_id AND i.status = 'OPEN')
       AND NOT EXISTS (SELECT 1 FROM answer a WHERE a.company_id = l.company_id AND a.client_id = l.client_id AND a.state = 'OPEN')`,
    [HOME_SLUG],
  );
  const clientByHash = new Map(free.map(({ hash, client }) => [hash, client]));
  const links = new Map<string, string>();
  for (const { id } of await house.mailbox.list()) {
    for (const link of house.mailbox.links(await house.mailbox.read(id))) {
      const token = /\/r\/([\w-]+)$/.exec(link)?.[1];
      const client = token && clientByHash.get(createHash("sha256").update(token).digest("hex"));
      if (client && !links.has(client)) links.set(client, link);
    }
    if (links.size >= count) return [...links.values()].slice(0, count);
  }
  throw new Error(`the demonstration has ${links.size} links that wait for an answer, ${count} are needed`);
}
