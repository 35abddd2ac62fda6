/** Thanks for a payment go with that payment: taken back with it, and said again of the next one. */
import { beforeEach, expect, it } from "vitest";
import { PUBLISHED_RATES } from "@/domain/legal/publishedRates";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { PostOffice } = await import("../../support/postOffice");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");
const { confirmDeclaration } = await import("@/usecases/settlement/decideAnswer");
const { reversePayment } = await import("@/usecases/settlement/reversePayment");

const clock = parisClock("2026-10-26", 10);
let world: Awaited<ReturnType<typeof makeCompany>>;
let post: InstanceType<typeof PostOffice>;
let answerId = "";

const idOf = async (sql: string) =>
  (await asOwner<{ id: string }>(database, sql, [world.ctx.companyId]))[0]?.id ?? "";

const confirm = (amountCents: string) =>
  confirmDeclaration(
    world.ctx,
    answerId,
    { receivedOn: "2026-10-26", method: "TRANSFER", amountCents },
    PUBLISHED_RATES,
  );

const undo = async () =>
  reversePayment(
    world.ctx,
    await idOf(
      "SELECT id FROM payment WHERE company_id = $1 AND reverses_id IS NULL ORDER BY created_at DESC",
    ),
  );

async function thanks(): Promise<string[]> {
  clock.set(clock.now() + 15 * 60_000);
  const before = post.left.length;
  await post.send();
  const texts = await Promise.all(post.left.slice(before).map((_, index) => post.read(before + index)));
  return texts.flatMap(({ subject, text }) => (subject?.includes("règlement reçu") ? [text ?? ""] : []));
}

beforeEach(async () => {
  clock.setParis("2026-10-26", 10);
  world = await makeCompany(clock);
  post = new PostOffice(world);
  const clientId = await makeClient(world.ctx);
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
  const { link } = await makeLink(world, clientId, [invoiceId]);
  const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
  await answerByLink(link, "paye", { onDate: "2026-10-26", method: "TRANSFER" }, ports, "203.0.113.0/24");
  answerId = await idOf("SELECT id FROM answer WHERE company_id = $1");
});

it("those of a payment undone before they left do not leave; those of the next one do", async () => {
  await confirm("1 000,00");
  await undo();
  expect(await thanks()).toEqual([]);
  await confirm("400,00");
  expect(await thanks()).toEqual([expect.stringContaining("400,00")]);
});

it("a declaration that was thanked for, and whose payment was undone, is confirmed again", async () => {
  await confirm("1 000,00");
  expect(await thanks()).toHaveLength(1);
  await undo();
  await confirm("400,00");
  expect(await thanks()).toEqual([expect.stringContaining("400,00")]);
});
