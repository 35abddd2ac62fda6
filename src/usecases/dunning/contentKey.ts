import { sha256Hex } from "@/db/sha256";

/**
 * Names what a message says to whom: same steps of the same invoices to the same people give
 * the same key, whatever the wording. The database lets one key leave once.
 */
export function contentKey(
  companyId: string,
  runs: readonly { invoiceId: string; stepId: string }[],
  recipients: { to: readonly string[]; cc: readonly string[] },
): string {
  const parts = [
    companyId,
    ...runs.map((run) => `${run.invoiceId}:${run.stepId}`).sort(),
    ...recipients.to,
    "|",
    ...recipients.cc,
  ];
  return sha256Hex(parts.join("\n"));
}
