/** A company whose formal notices are drawn, approved or posted: through the real use cases. */
import type { TestClock, World } from "./world";

export const TRACKING = "1A 047 877 2024 3";

/** Draws what was decided, without waiting for the worker. */
export async function drawAll(world: World): Promise<void> {
  const { drawLetters } = await import("@/usecases/dunning/drawLetters");
  const { letterPorts } = await import("@/context/printing");
  const ports = { ...letterPorts(), clock: world.clock };
  while ((await drawLetters(world.ctx.companyId, ports)).count > 0);
}

interface NoticeOptions {
  /** The client, as {@link makeClient} takes it. */
  client?: Record<string, string>;
  invoice?: Record<string, string>;
}

/** An invoice due on 24 October 2026 whose formal notice waits to be read on 23 November. */
export async function makeNotice(
  world: World,
  clock: TestClock,
  options: NoticeOptions = {},
): Promise<{ clientId: string; invoiceId: string; letterId: string; sha256: string }> {
  const { makeClient, makeInvoice } = await import("./world");
  const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");
  const { inCompany } = await import("@/db/inCompany");
  const { newId } = await import("@/db/values");
  const { companyId } = world.ctx;
  clock.setParis("2026-10-01");
  const clientId = await makeClient(world.ctx, options.client);
  const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", ...options.invoice });
  clock.setParis("2026-11-23", 10);
  // The earlier steps are taken as done: this story begins with the letter.
  await inCompany(companyId, async (tx) => {
    const steps = await tx.scenarioStep.findMany({ where: { companyId, channel: "EMAIL" } });
    await tx.dunningStep.createMany({
      data: steps.map((step) => ({
        companyId,
        id: newId(),
        invoiceId,
        stepId: step.id,
        offsetDays: step.offsetDays,
        channel: step.channel,
        state: "DONE" as const,
        executedOn: new Date("2026-11-09T00:00:00Z"),
        executedAt: new Date("2026-11-09T09:00:00Z"),
        reasons: [],
      })),
    });
    await tx.dunningPlan.updateMany({
      where: { companyId, invoiceId },
      data: { dueAt: new Date(clock.now()) },
    });
  });
  await runDueSteps(companyId, clock.now());
  await drawAll(world);
  const letter = await inCompany(companyId, (tx) =>
    tx.letter.findFirstOrThrow({
      where: { companyId, invoices: { some: { invoiceId } } },
      include: { document: true },
    }),
  );
  return { clientId, invoiceId, letterId: letter.id, sha256: letter.document?.sha256 ?? "" };
}
