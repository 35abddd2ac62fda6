/** A replay with nothing to replay: said before it is asked for, and in its result. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { openDraft } = await import("@/usecases/dunning/editScenario");
const { listScenarios } = await import("@/usecases/dunning/readScenario");
const { readReplays } = await import("@/usecases/dunning/readReplays");
const { runReplay, startReplay } = await import("@/usecases/dunning/runReplay");
const { removeStep } = await import("@/usecases/dunning/saveStep");
const { isSilent } = await import("@/domain/dunning/replayWords");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;
let scenarioId = "";

beforeEach(async () => {
  world = await makeCompany(clock);
  scenarioId = (await listScenarios(world.ctx))[0]?.id ?? "";
});

const page = () => readReplays(world.ctx, scenarioId);

async function played(versionId: string) {
  await startReplay(world.ctx, scenarioId, { versionId, sharePercent: "30", withinDays: "7" });
  await runReplay(world.ctx.companyId, clock);
  const replay = (await page()).replays[0];
  return replay?.result?.figures ?? [];
}

describe("the page of replays", () => {
  it("says that there is no past, until an invoice fell due within a year", async () => {
    expect((await page()).hasPast).toBe(false);
    const clientId = await makeClient(world.ctx);
    // A day beyond the year that is replayed, and a day to come.
    await makeInvoice(world.ctx, clientId, { issuedOn: "2025-10-01", dueOn: "2025-11-23" });
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-24" });
    expect((await page()).hasPast).toBe(false);
    await makeInvoice(world.ctx, clientId, { issuedOn: "2025-10-01", dueOn: "2025-11-24" });
    expect((await page()).hasPast).toBe(true);
  });

  it("marks a version without steps, whose replay contacts nobody", async () => {
    await makeInvoice(world.ctx, await makeClient(world.ctx), { dueOn: "2026-10-24" });
    const [current] = (await page()).versions;
    await openDraft(world.ctx, scenarioId);
    for (const offsetDays of [2, 7, 15, 30]) await removeStep(world.ctx, scenarioId, offsetDays);
    const { versions } = await page();
    const labels = versions.map(({ label }) => label);
    expect(labels).toEqual(["Professionnels, brouillon 2, aucune étape", "Professionnels, version 1"]);
    expect(isSilent(await played(versions[0]?.id ?? ""))).toBe(true);
    expect(isSilent(await played(current?.id ?? ""))).toBe(false);
  });
});
