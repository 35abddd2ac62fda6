/** Words put on a client, which the rules of scenarios may name. */
import { lockInvoices } from "@/db/dunning/facts";
import { readOpenInvoiceIds } from "@/db/dunning/inbound";
import { readTags } from "@/db/dunning/scenarios";
import { inCompany, isId } from "@/db/inCompany";
import { lockClient } from "@/db/parties/lockClient";
import { line, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { decideAgain } from "../dunning/planInvoices";
import type { CompanyCtx } from "../ports";
import { refuseStale, type SeenRecord } from "../seenRecord";
import { journalClient, notFound } from "./saveClient";

const MAX_TAGS = 10;
const MAX_LENGTH = 40;

export async function readClientTags(ctx: CompanyCtx, clientId: string): Promise<string[]> {
  if (!isId(clientId)) throw notFound();
  const tags = await inCompany(ctx.companyId, (tx) => readTags(tx, ctx.companyId, [clientId]));
  return tags.get(clientId) ?? [];
}

/** Replaces the words of a client, separated by commas. Its open invoices are decided again. */
export async function saveClientTags(ctx: CompanyCtx, clientId: string, raw: RawFields): Promise<void> {
  const { tags } = readFields(raw, { tags: tagsOf });
  if (!isId(clientId)) throw notFound();
  const { companyId } = ctx;
  const now = ctx.clock.now();
  await inCompany(companyId, async (tx) => {
    if (!(await lockClient(tx, companyId, clientId))) throw notFound();
    const former = (await readTags(tx, companyId, [clientId])).get(clientId) ?? [];
    await refuseStale(tx, ctx, raw, seenTags(clientId, former));
    const invoiceIds = await readOpenInvoiceIds(tx, companyId, clientId);
    await lockInvoices(tx, companyId, invoiceIds);
    await tx.clientTag.deleteMany({ where: { companyId, clientId } });
    await tx.clientTag.createMany({ data: tags.map((tag) => ({ companyId, clientId, tag })) });
    await decideAgain(tx, companyId, invoiceIds, now);
    await journalClient(tx, ctx, clientId, "client.edited");
  });
  await ctx.bell.ring("dunning", { companyId });
}

/** The words of a client, for a form that may have been opened before. */
export function seenTags(clientId: string, tags: readonly string[]): SeenRecord<{ tags: readonly string[] }> {
  return {
    record: { tags },
    names: { tags: `les étiquettes (${tags.join(", ") || "aucune"})` },
    what: "ce client",
    entityId: clientId,
    actions: ["client.edited"],
  };
}

/** Words separated by commas, each once. */
export function tagsOf(text: string, field: string): string[] {
  const tags = [
    ...new Set(
      text
        .split(",")
        .map((tag) => tag.trim())
        .filter((tag) => tag !== ""),
    ),
  ];
  if (tags.length > MAX_TAGS) throw new DomainError("TOO_MANY", `${MAX_TAGS} étiquettes au plus.`);
  return tags.map((tag) => line("l’étiquette", MAX_LENGTH)(tag, field));
}
