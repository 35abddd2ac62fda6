/** What a reminder says once a letter was posted: the letter counts among what was done, unless nobody could get it. */
import { beforeEach, expect, it, vi } from "vitest";
import { createTestDatabase } from "../../support/database";
import { makeNotice, TRACKING } from "../../support/postedLetters";
import type { World } from "../../support/world";

// Drawing a page takes a second, much more on a busy machine.
vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

await createTestDatabase();
const { makeCompany, parisClock } = await import("../../support/world");
const { approveLetter } = await import("@/usecases/dunning/decideLetter");
const { followLetter } = await import("@/usecases/dunning/followLetter");
const { markPosted } = await import("@/usecases/dunning/markPosted");
const { readHandReminder } = await import("@/usecases/dunning/readHandReminder");
const { messageReader } = await import("@/context/messageReader");

const clock = parisClock("2026-10-01");
let world: World;
let notice: Awaited<ReturnType<typeof makeNotice>>;

beforeEach(async () => {
  clock.setParis("2026-10-01");
  world = await makeCompany(clock);
  notice = await makeNotice(world, clock);
  await approveLetter(world.ctx, notice.letterId, notice.sha256);
});

async function reminder(): Promise<string> {
  const { parts } = await readHandReminder(world.ctx, { invoiceId: notice.invoiceId }, "", messageReader());
  return (parts?.text ?? "").replaceAll(/\s+/g, " ");
}

it("recalls a formal notice once it is posted, even one that was not collected", async () => {
  expect(await reminder()).not.toContain("mise en demeure du");
  await markPosted(world.ctx, notice.letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
  clock.setParis("2026-12-14", 10);
  expect(await reminder()).toContain("algré notre mise en demeure du 23 novembre");
  await followLetter(world.ctx, notice.letterId, {
    presentedOn: "25/11/2026",
    returnedOn: "11/12/2026",
    returnReason: "UNCLAIMED",
  });
  expect(await reminder()).toContain("algré notre mise en demeure du 23 novembre");
});

it("does not recall one that went to a wrong address", async () => {
  await markPosted(world.ctx, notice.letterId, { postedOn: "23/11/2026", trackingNumber: TRACKING });
  clock.setParis("2026-12-14", 10);
  await followLetter(world.ctx, notice.letterId, { returnedOn: "27/11/2026", returnReason: "WRONG_ADDRESS" });
  expect(await reminder()).not.toContain("mise en demeure du");
});
