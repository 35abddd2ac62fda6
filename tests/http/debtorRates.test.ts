/** What a debtor reads is counted with the rates in force, whatever the process that answers has done before. */
import { expect, it } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, makeUser, parisClock } = await import("../support/world");
const { makeLink } = await import("../support/answerLinks");
const { GET } = await import("@/app/r/[jeton]/route");
const { addRateVersion } = await import("@/db/legal/rateVersions");
const { localDate } = await import("@/domain/calendar");
const { halfYearOf } = await import("@/domain/legal/halfYear");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { ratesWith } = await import("@/domain/legal/rateVersions");
const { formatAmount } = await import("@/domain/money");
const { readAnswerPage } = await import("@/usecases/settlement/readAnswerPage");

it("counts with a rate entered since, from the first page of a process that has just started", async () => {
  const clock = parisClock("2026-11-23");
  clock.set(Date.now());
  const today = localDate(new Date().toISOString().slice(0, 10));
  const world = await makeCompany(clock);
  const clientId = await makeClient(world.ctx);
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "1 000,00" });
  const { token, link } = await makeLink(world, clientId, [invoiceId], undefined, "FIRM");
  const entered = {
    kind: "ECB_REFINANCING",
    halfYear: halfYearOf(today),
    rateBps: 900,
    individualBps: null,
    confidence: "sure",
    source: "BCE",
  } as const;
  await addRateVersion(entered, { userId: await makeUser(), name: "Nadia Kervella", at: new Date() });
  const params = Promise.resolve({ jeton: token });
  const html = await (await GET(new Request(`http://localhost/r/${token}`), { params })).text();
  const { askedCents } = await readAnswerPage(link, clock, ratesWith(PUBLISHED_RATES, [entered]));
  expect(askedCents).toBeGreaterThan(104_000n);
  expect(html).toContain(`data-copy="${formatAmount(askedCents).replaceAll("\u00a0", "")}"`);
});
