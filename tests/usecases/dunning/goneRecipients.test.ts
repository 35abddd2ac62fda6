/** Nothing that nobody asked for leaves to someone who is no contact of the client any more. */
import { beforeEach, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { mailPorts } = await import("@/context/sending");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { acceptNewContact } = await import("@/usecases/settlement/acceptNewContact");
const { sendAccountStatement } = await import("@/usecases/settlement/sendAccountStatement");
const { updateClient } = await import("@/usecases/parties/saveClient");

const OLD = "ancienne@leguen.example";
const NEW = "nouvelle@leguen.example";
const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx, { contactEmail: OLD });
});

const messages = (kind: string) =>
  asOwner<{ state: string; to: string[] }>(
    database,
    `SELECT state::text, to_emails AS "to" FROM message
     WHERE company_id = $1 AND kind::text = $2 AND sent_at IS DISTINCT FROM created_at ORDER BY created_at`,
    [world.ctx.companyId, kind],
  );

it("someone taken off after « mauvais destinataire » has no reminder of the other invoices either", async () => {
  const asked = await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-31" });
  const held = await makeLink(world, clientId, [asked]);
  await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-17" });
  clock.setParis("2026-10-19", 17, 15);
  await runDueSteps(world.ctx.companyId, clock.now());
  expect(await messages("REMINDER")).toEqual([{ state: "READY", to: [OLD] }]);
  const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
  await answerByLink(held.link, "destinataire", { contactEmail: NEW }, ports, "203.0.113.0/24");
  const [answer] = await asOwner<{ id: string }>(database, "SELECT id FROM answer WHERE company_id = $1", [
    world.ctx.companyId,
  ]);
  await acceptNewContact(world.ctx, answer?.id ?? "", { email: NEW, forgetOld: "1" });
  expect(await messages("REMINDER")).toEqual([{ state: "CANCELLED", to: [OLD] }]);
});

it("a statement that waits for the morning goes to the contacts of the morning", async () => {
  await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-05" });
  clock.setParis("2026-10-20", 21);
  await sendAccountStatement(world.ctx, clientId, true);
  await replace(NEW);
  clock.setParis("2026-10-21", 11);
  const post = new PostOffice(world);
  await post.send();
  expect([post.left.map(({ to }) => to), (await post.read()).to]).toMatchObject([
    [[NEW]],
    [{ address: NEW }],
  ]);
});

it("and is withdrawn when there is none any more", async () => {
  await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-05" });
  clock.setParis("2026-10-20", 21);
  await sendAccountStatement(world.ctx, clientId, true);
  await replace("");
  clock.setParis("2026-10-21", 11);
  const post = new PostOffice(world);
  await post.send();
  expect([post.left, await messages("ACCOUNT_STATEMENT")]).toEqual([[], [{ state: "CANCELLED", to: [OLD] }]]);
});

it.each(["REMINDER", "ACCOUNT_STATEMENT"])(
  "%s: not to a reader who is taken off while it is written",
  async (kind) => {
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-17" });
    clock.setParis("2026-10-19", 17, 15);
    if (kind === "REMINDER") await runDueSteps(world.ctx.companyId, clock.now());
    else await sendAccountStatement(world.ctx, clientId, true);
    const { writer } = mailPorts({ deliver: async () => ({ kind: "aborted" }) });
    const write: typeof writer.write = async (draft) => {
      await asOwner(database, "UPDATE contact SET email = $2 WHERE company_id = $1", [
        world.ctx.companyId,
        NEW,
      ]);
      return writer.write(draft);
    };
    const post = new PostOffice(world, { writer: { ...writer, write } });
    await post.send();
    expect(post.left).toEqual([]);
    if (kind === "REMINDER") await runDueSteps(world.ctx.companyId, clock.now());
    await post.send();
    expect(post.left.map(({ to }) => to)).toEqual([[NEW]]);
  },
);

/** The client as the page saves it, with another address, or none. */
async function replace(contactEmail: string): Promise<void> {
  await updateClient(world.ctx, clientId, {
    kind: "B2B",
    name: "Conserverie Le Guen",
    street: "22 rue du Port",
    postcode: "56170",
    city: "Quiberon",
    contactName: "Anne Lebreton",
    contactEmail,
  });
}
