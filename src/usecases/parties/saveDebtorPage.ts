/** What a company shows behind its links, and what its debtors may ask there. */

import { inCompany, type Tx } from "@/db/inCompany";
import { changedFields } from "@/domain/changes";
import { checkbox, optional, positiveAmount, type RawFields, readFields, wholeNumber } from "@/domain/fields";
import { type DebtorSettings, parseCardPaymentUrl } from "@/domain/settlement/debtorSettings";
import { afterDe } from "@/domain/typography";
import { journalBy } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { refuseStale } from "../seenRecord";
import { readDebtorSettings } from "./readDebtorSettings";
import { type SettingsPart, seenSettings } from "./seenSettings";
import { tellOwners } from "./tellOwners";

const PAGE_FIELDS = {
  isSpaceOpen: checkbox,
  longestPromiseDays: wholeNumber("La date la plus lointaine, en jours", 1, 180),
  maxInstalments: wholeNumber("Le nombre de versements", 0, 24),
  longestPlanDays: wholeNumber("La durée d’un échéancier, en jours", 30, 730),
  leastInstalmentCents: positiveAmount("le plus petit versement"),
} as const;

/** What the settings' page shows. */
export async function readDebtorPage(ctx: CompanyCtx): Promise<DebtorSettings> {
  return inCompany(ctx.companyId, (tx) => readDebtorSettings(tx, ctx.companyId));
}

/**
 * Saves what debtors may see and ask. Answers already given keep what was agreed.
 *
 * @returns true when something changed
 * @throws InputError with every field that is wrong
 */
export async function saveDebtorPage(ctx: CompanyCtx, raw: RawFields): Promise<boolean> {
  const values = readFields(raw, PAGE_FIELDS);
  return inCompany(ctx.companyId, (tx) => save(tx, ctx, values, { part: "debtorPage", raw }));
}

/**
 * Saves the address where the creditor takes cards: money goes there, so every owner is told. The
 * caller has asked the person to prove who they are.
 *
 * @returns true when something changed
 * @throws InputError on `cardPaymentUrl`
 */
export async function saveCardPage(ctx: CompanyCtx, raw: RawFields, appUrl: string): Promise<boolean> {
  const values = readFields(raw, { cardPaymentUrl: optional(parseCardPaymentUrl) });
  const changed = await inCompany(ctx.companyId, async (tx) => {
    const isNew = await save(tx, ctx, values, { part: "card", raw });
    if (isNew) await tellChange(tx, ctx, values.cardPaymentUrl, appUrl);
    return isNew;
  });
  if (changed) await ctx.bell.ring("mail", {});
  return changed;
}

async function save(
  tx: Tx,
  ctx: CompanyCtx,
  values: Partial<DebtorSettings>,
  { part, raw }: { part: SettingsPart; raw: RawFields },
): Promise<boolean> {
  const { companyId } = ctx;
  await tx.$executeRaw`SELECT 1 FROM company WHERE id = ${companyId}::uuid FOR NO KEY UPDATE`;
  const before = await readDebtorSettings(tx, companyId);
  await refuseStale(tx, ctx, raw, seenSettings(part, companyId, before));
  const changes = changedFields<Record<string, unknown>>({ ...before }, { ...values });
  if (Object.keys(changes).length === 0) return false;
  await tx.debtorSettings.upsert({
    where: { companyId },
    create: { companyId, ...before, ...values },
    update: values,
  });
  await journalBy(tx, ctx, {
    action: "company.debtor_page_changed",
    entity: "company",
    entityId: companyId,
    data: { changes },
  });
  return true;
}

async function tellChange(tx: Tx, ctx: CompanyCtx, url: string | null, appUrl: string): Promise<void> {
  const what = url === null ? "Elle n’est plus proposée" : `Elle mène désormais à ${new URL(url).hostname}`;
  await tellOwners(tx, ctx.companyId, ctx.clock.now(), ({ name, slug }) => ({
    subject: `${name}\u00a0: la page de paiement par carte a changé`,
    preheader: "Vérifiez que ce changement vient bien de vous.",
    paragraphs: [
      `La page de paiement par carte que lisent les clients ${afterDe(name)} vient de changer. ${what}.`,
    ],
    button: { label: "Vérifier", url: `${appUrl}/${slug}/reglages/clients` },
    notice:
      "Si ce n’est pas vous, retirez cette adresse et changez votre mot de passe\u00a0: quelqu’un est entré.",
  }));
}
