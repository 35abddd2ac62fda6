/** What the addresses of a house of the demonstration are made of. */
import { actionFields, listActions } from "./actions";
import type { Places } from "./addresses";
import { examplesOf } from "./examples";
import { addApiKey, addQuietClients, addSpare, addWebhooks, FIRM_SLUG, inviteSomeone } from "./furnish";
import type { House } from "./house";
import { Visitor } from "./visitor";

export const OWNER = "helene@atelier-brisset.example";
export const ACCOUNTANT = "julien@morvan-associes.example";
export const HOME_SLUG = "atelier-brisset";

/** A message with a file and a link that works. */
async function mailWithLink(house: House): Promise<{ mail: string; answerToken: string }> {
  for (const { id } of await house.mailbox.list()) {
    const mail = await house.mailbox.read(id);
    const link = house.mailbox.links(mail).find((one) => one.includes("/r/"));
    if (!link || mail.attachments.length === 0) continue;
    if ((await fetch(link, { method: "HEAD" })).ok) {
      return { mail: id, answerToken: new URL(link).pathname.slice("/r/".length) };
    }
  }
  throw new Error("no message of the demonstration carries a link and a file");
}

/** A file dropped by the owner, whose columns are to be chosen. */
async function dropFile(house: House): Promise<void> {
  const owner = await Visitor.signedIn(house, OWNER, 50);
  const action = listActions().find(({ name }) => name === "[societe]/importer/actions.ts#dropFile");
  if (!action) throw new Error("nothing imports a file any more");
  const file = new File(
    ["Numéro;Client;Montant TTC;Date;Échéance\nF-77;Dupont;12,00;01/10/2026;31/10/2026\n"],
    "octobre.csv",
  );
  const path = `/${HOME_SLUG}/importer`;
  const fields: [string, string][] = [...actionFields(action), ["societe", HOME_SLUG]];
  const answer = await owner.send({ path, actionId: action.id, fields }, { file });
  if (answer.status !== 303) throw new Error(`the file was not taken: ${answer.status}`);
}

/** Everything the addresses of Hélène's company need; what the demonstration lacks is added. */
export async function placesOf(house: House): Promise<Places> {
  const [home] = await house.behind.rows<{ id: string }>("SELECT id FROM company WHERE slug = $1", [
    HOME_SLUG,
  ]);
  if (!home) throw new Error(`no company ${HOME_SLUG}`);
  await addQuietClients(house, home.id);
  await addApiKey(house, home.id);
  await addWebhooks(house, home.id);
  await dropFile(house);
  const invitationToken = await inviteSomeone(house, home.id);
  const found = await examplesOf(house.behind, HOME_SLUG);
  const spare = await addSpare(house, found);
  // Some kinds have their first row only now; the others keep theirs, whatever was added.
  const again = await examplesOf(house.behind, HOME_SLUG);
  const added = Object.fromEntries(found.missing.map((kind) => [kind, again[kind]]));
  return {
    ...found,
    ...added,
    missing: again.missing,
    spare,
    firm: FIRM_SLUG,
    invitationToken,
    ...(await mailWithLink(house)),
  };
}
