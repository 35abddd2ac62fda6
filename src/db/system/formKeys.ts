/** Keys of forms: each does its work once, whoever sends it how often. */
import type { Prisma } from "../generated/client";
import type { Tx } from "../inCompany";

export interface UsedKey {
  /** Of the fields the key came with the first time. */
  fieldsSha256: string;
  /** What the first arrival returned. */
  outcome: unknown;
}

/**
 * Takes the key of a form for this transaction. A second arrival waits here until the first has ended;
 * when the first failed, the key is free again.
 *
 * @returns null when the key is this transaction's, else what the first arrival left
 */
export async function takeFormKey(
  tx: Tx,
  companyId: string,
  form: { key: string; fieldsSha256: string },
): Promise<UsedKey | null> {
  const taken = await tx.$executeRaw`
    INSERT INTO form_key (company_id, key, fields_sha256)
    VALUES (${companyId}::uuid, ${form.key}::uuid, ${form.fieldsSha256}) ON CONFLICT DO NOTHING`;
  if (taken > 0) return null;
  return tx.formKey.findUniqueOrThrow({
    where: { companyId_key: { companyId, key: form.key } },
    select: { fieldsSha256: true, outcome: true },
  });
}

/** Notes what the gesture returned, for those who come second. */
export async function noteFormOutcome(
  tx: Tx,
  companyId: string,
  key: string,
  outcome: Prisma.InputJsonValue,
): Promise<void> {
  await tx.formKey.update({ where: { companyId_key: { companyId, key } }, data: { outcome } });
}
