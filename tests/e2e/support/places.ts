/** What the addresses of a house of the demonstration are made of. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import type { Places } from "./addresses";
import { examplesOf } from "./examples";
import type { House } from "./house";

export const OWNER = "helene@atelier-brisset.example";
export const ACCOUNTANT = "julien@morvan-associes.example";
export const HOME_SLUG = "atelier-brisset";
export const FIRM_SLUG = "morvan-et-associes";

/** An invitation to the company, for a person who has no account yet. @returns its token */
async function inviteSomeone(house: House, companyId: string): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  const tokenHash = createHash("sha256").update(token).digest("hex");
  await house.behind.rows(
    `INSERT INTO invitation (company_id, id, email, role, token_hash, invited_by_id, created_at, expires_at)
     SELECT $1, $2, 'paul@invite.example', 'COLLABORATOR', $3, user_id, now(), now() + interval '30 days'
     FROM membership WHERE company_id = $1 LIMIT 1`,
    [companyId, randomUUID(), tokenHash],
  );
  return token;
}

/** Two clients who owe nothing, one of them archived. */
async function addQuietClients(house: House, companyId: string): Promise<void> {
  for (const [name, archivedAt] of [
    ["Horlogerie Vidal", null],
    ["Cordonnerie Guérin", "2026-11-20"],
  ]) {
    await house.behind.rows(
      `INSERT INTO client (company_id, id, kind, name, created_at, archived_at)
       VALUES ($1, $2, 'B2B', $3, '2026-09-01', $4)`,
      [companyId, randomUUID(), name, archivedAt],
    );
  }
}

/** Everything the addresses of Hélène's company need. */
export async function placesOf(house: House): Promise<Places> {
  const [home] = await house.behind.rows<{ id: string }>("SELECT id FROM company WHERE slug = $1", [
    HOME_SLUG,
  ]);
  if (!home) throw new Error(`no company ${HOME_SLUG}`);
  await addQuietClients(house, home.id);
  const invitationToken = await inviteSomeone(house, home.id);
  const examples = await examplesOf(house.behind, HOME_SLUG);
  const mails = await house.mailbox.list();
  for (const { id } of mails) {
    const mail = await house.mailbox.read(id);
    const link = house.mailbox.links(mail).find((one) => one.includes("/r/"));
    if (!link || mail.attachments.length === 0) continue;
    const answerToken = new URL(link).pathname.slice("/r/".length);
    const isOpen = await fetch(link, { method: "HEAD" });
    if (!isOpen.ok) continue;
    return { ...examples, firm: FIRM_SLUG, mail: id, answerToken, invitationToken };
  }
  throw new Error("no message of the demonstration carries a link and a file");
}
