/** One link never fills the disk: what a client sends is counted by the day and by the month. */
import { beforeEach, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock, silentBell } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { wholePdf } = await import("../../support/pdfFiles");
const { refusalInEnglish } = await import("@/ui/debtor/refusalInEnglish");
const { answerByLink } = await import("@/usecases/settlement/answerByLink");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-11-23");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
});

const say = async (message: string, files = [{ name: "bon.pdf", bytes: wholePdf() }]) => {
  const { link } = await makeLink(world, clientId, [invoiceId]);
  const ports = { clock, bell: silentBell, appUrl: "https://dument.test" };
  return answerByLink(link, "message", { message }, ports, "203.0.113.0/24", files);
};
const code = (work: Promise<unknown>) =>
  work.then(
    () => "taken",
    (error) => error.errors[0]?.code,
  );
/** As if the file of the last answer had been this large. */
const weigh = (bytes: number) =>
  asOwner(
    database,
    `UPDATE document SET size_bytes = $2 WHERE company_id = $1
     AND created_at = (SELECT max(created_at) FROM document WHERE company_id = $1)`,
    [world.ctx.companyId, bytes],
  );

it("takes 45 MB a day of one client, whatever its link; words alone always pass, tomorrow files too", async () => {
  await say("un");
  await weigh(44_999_999);
  expect(await code(say("deux"))).toBe("FILES_DAY");
  expect(await code(say("trois", []))).toBe("taken");
  // The same answer again is still one, and no refusal.
  expect(await code(say("un"))).toBe("taken");
  clock.setParis("2026-11-24", 11);
  expect(await code(say("quatre"))).toBe("taken");
});

it("takes 150 MB in thirty days, and the other clients are none the worse", async () => {
  for (const day of ["2026-11-23", "2026-11-25", "2026-11-27", "2026-11-29"]) {
    clock.setParis(day);
    await say(day);
    await weigh(37_499_999);
  }
  clock.setParis("2026-12-01");
  expect(await code(say("encore"))).toBe("FILES_MONTH");
  clientId = await makeClient(world.ctx);
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
  expect(await code(say("un autre"))).toBe("taken");
});

it("says so in English as well", () => {
  expect(refusalInEnglish("FILES_DAY")).toContain("45 MB a day");
  expect(refusalInEnglish("FILES_MONTH")).toContain("150 MB in thirty days");
});
