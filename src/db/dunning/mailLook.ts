/** How the messages of a company look. */
import type { Tx } from "../inCompany";

export interface MailLookRow {
  /** `#0b5a63`; null: the colour of the product. */
  accent: string | null;
  signature: string;
  logo: { bytes: Uint8Array; type: "image/png" | "image/jpeg" } | null;
}

export async function readMailLook(tx: Tx, companyId: string): Promise<MailLookRow> {
  const row = await tx.mailLook.findUnique({ where: { companyId } });
  const type = row?.logoType === "image/jpeg" ? "image/jpeg" : "image/png";
  return {
    accent: row?.accent ? `#${row.accent}` : null,
    signature: row?.signature ?? "",
    logo: row?.logo ? { bytes: row.logo, type } : null,
  };
}
