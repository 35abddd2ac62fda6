import type { MailLookRow } from "@/db/dunning/mailLook";
import type { MailLook } from "@/domain/dunning/reminder";

/** The look of a company as its messages carry it; null when it is that of the product. */
export function lookOf(row: MailLookRow, companyName: string, logoUrl: string): MailLook | null {
  if (!row.accent && !row.logo && row.signature === "") return null;
  return {
    accent: row.accent,
    logoUrl: row.logo ? logoUrl : null,
    logoAlt: companyName,
    signature: row.signature === "" ? [] : row.signature.split("\n"),
  };
}

/** The logo inside the address itself, for a preview that fetches nothing. */
export function logoData({ logo }: MailLookRow): string {
  return logo ? `data:${logo.type};base64,${Buffer.from(logo.bytes).toString("base64")}` : "";
}
