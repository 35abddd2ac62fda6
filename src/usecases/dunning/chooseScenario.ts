/** A person gives an invoice a scenario of its own, after seeing what it changes. */
import { loadDunningFacts } from "@/db/dunning/facts";
import { readScenarioOf, readScenarios } from "@/db/dunning/scenarios";
import { inCompany, isId } from "@/db/inCompany";
import { nextStep } from "@/domain/dunning/nextStep";
import { DomainError } from "@/domain/invariant";
import { lockOpenInvoices } from "../invoicing/lockOpenInvoices";
import { companyToday } from "../invoicing/saveInvoice";
import { type Deed, journalAt } from "../journalBy";
import { notFound } from "../parties/saveClient";
import { actorUserId, type CompanyCtx } from "../ports";
import { decideAgain } from "./planInvoices";
import { briefOf, type NextBrief } from "./publishVersion";

export interface ScenarioOption {
  versionId: string;
  name: string;
  version: number;
  isCurrent: boolean;
  /** What would come next for this invoice. */
  next: NextBrief;
}

export interface ScenarioChoiceView {
  options: ScenarioOption[];
  /** It was chosen for this invoice: giving it up goes back to its client's, the rules or the default. */
  isOwn: boolean;
  currentName: string | null;
}

/** The scenarios an invoice may follow, each with what it would do next. @throws DomainError NOT_FOUND */
export async function readScenarioChoice(ctx: CompanyCtx, invoiceId: string): Promise<ScenarioChoiceView> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  if (!isId(invoiceId)) throw notFound();
  return inCompany(companyId, async (tx) => {
    const [loaded] = await loadDunningFacts(tx, companyId, [invoiceId], now, false);
    if (!loaded) throw notFound();
    const { byId } = await readScenarios(tx, companyId);
    const today = await companyToday(tx, companyId, now);
    const current = await readScenarioOf(tx, companyId, invoiceId, today);
    const own = await tx.scenarioChoice.findUnique({
      where: { companyId_invoiceId: { companyId, invoiceId } },
    });
    const versions = new Map([...byId.values(), ...(current ? [current] : [])].map((one) => [one.id, one]));
    return {
      isOwn: own !== null,
      currentName: current?.name ?? null,
      options: [...versions.values()]
        .sort((a, b) => a.name.localeCompare(b.name, "fr") || b.number - a.number)
        .map((version) => ({
          versionId: version.id,
          name: version.name,
          version: version.number,
          isCurrent: version.id === current?.id,
          next: briefOf(nextStep({ ...loaded.facts, scenario: version }, now), now, loaded.facts),
        })),
    };
  });
}

/** Gives open invoices a version of their own, or takes it back (null). @returns how many changed */
export async function chooseScenario(
  ctx: CompanyCtx,
  invoiceIds: readonly string[],
  versionId: string | null,
): Promise<number> {
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const count = await inCompany(companyId, async (tx) => {
    const ids = await lockOpenInvoices(tx, companyId, invoiceIds);
    await tx.scenarioChoice.deleteMany({ where: { companyId, invoiceId: { in: ids } } });
    if (versionId !== null) {
      const version = isId(versionId)
        ? await tx.scenarioVersion.findFirst({
            where: { companyId, id: versionId, publishedAt: { not: null } },
          })
        : null;
      if (!version) throw new DomainError("CHOICE", "Choisissez un scénario de la liste.", "versionId");
      await tx.scenarioChoice.createMany({
        data: ids.map((invoiceId) => ({
          companyId,
          invoiceId,
          versionId,
          chosenAt: new Date(now),
          chosenById: actorUserId(ctx.actor),
        })),
      });
    }
    await decideAgain(tx, companyId, ids, now);
    const deeds = ids.map(
      (entityId): Deed => ({
        action: "invoice.scenario_chosen",
        entity: "invoice",
        entityId,
        data: { versionId },
      }),
    );
    await journalAt(tx, ctx, deeds, now);
    return ids.length;
  });
  await ctx.bell.ring("dunning", { companyId });
  return count;
}
