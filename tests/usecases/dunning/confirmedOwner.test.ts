/** Nothing leaves for debtors before an owner of the company has proved that their address is theirs. */
import { expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../../support/world");
const { PostOffice } = await import("../../support/postOffice");
const { companiesWithReadyMessages } = await import("@/db/system/dueWork");
const { readCompanyNotice } = await import("@/usecases/reporting/readCompanyNotice");
const { entrustLetters } = await import("@/usecases/dunning/entrustLetters");

it("keeps messages ready, says so on every page, and sends them once an owner confirms", async () => {
  const clock = parisClock("2026-10-20");
  const world = await makeCompany(clock);
  const confirm = (userId: string, at: Date | null) =>
    asOwner(database, "UPDATE user_account SET email_verified_at = $2 WHERE id = $1", [userId, at]);
  await confirm(world.userId, null);
  await asOwner(
    database,
    "INSERT INTO membership (company_id, user_id, role, created_at) VALUES ($1, $2, 'MANAGER', now())",
    [world.ctx.companyId, await makeUser("Confirmée, et pas propriétaire")],
  );
  await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-19" });
  const post = new PostOffice(world);
  await post.day("2026-10-21");
  expect(await post.day("2026-10-22")).toMatchObject({ sent: 0 });

  const states = () =>
    asOwner<{ state: string }>(database, "SELECT state FROM message WHERE company_id = $1", [
      world.ctx.companyId,
    ]);
  const mayLeave = async () =>
    (await companiesWithReadyMessages(clock.now())).map(({ companyId }) => companyId);
  expect(await states()).toEqual([{ state: "READY" }]);
  expect(await mayLeave()).toEqual([]);
  expect((await readCompanyNotice(world.ctx)).isConfirmed).toBe(false);
  await expect(entrustLetters(world.ctx, [], "files")).rejects.toMatchObject({ code: "UNCONFIRMED" });

  await confirm(world.userId, new Date());
  expect(await mayLeave()).toEqual([world.ctx.companyId]);
  expect((await readCompanyNotice(world.ctx)).isConfirmed).toBe(true);
  expect(await post.send()).toBe(1);
  expect(await states()).toEqual([{ state: "SENT" }]);
});
