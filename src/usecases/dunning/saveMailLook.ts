/** How the messages of the company look: colour, signature, logo. */
import { readMailLook } from "@/db/dunning/mailLook";
import { inCompany } from "@/db/inCompany";
import { contrastWithWhite } from "@/domain/contrast";
import { checkbox, paragraph, type RawFields, readFields } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { cleanLogo } from "@/formats/logoImage";
import { journalAt } from "../journalBy";
import type { CompanyCtx } from "../ports";
import { logoData } from "./lookOf";

/** White words on a coloured button must be readable (WCAG 2.2, 1.4.3). */
const MIN_CONTRAST = 4.5;
const MAX_SIGNATURE_LINES = 6;

export interface MailLookView {
  /** `#0b5a63`; empty when it is that of the product. */
  accent: string;
  signature: string;
  /** The logo inside an address; null when there is none. */
  logoUrl: string | null;
}

export async function readLook(ctx: CompanyCtx): Promise<MailLookView> {
  const look = await inCompany(ctx.companyId, (tx) => readMailLook(tx, ctx.companyId));
  return { accent: look.accent ?? "", signature: look.signature, logoUrl: look.logo ? logoData(look) : null };
}

function accentOf(text: string): string | null {
  if (text === "") return null;
  const digits = /^#?([0-9a-f]{6})$/i.exec(text)?.[1]?.toLowerCase();
  if (!digits) throw new DomainError("COLOUR", "Écrivez une couleur comme #0b5a63.");
  if (contrastWithWhite(digits) < MIN_CONTRAST) {
    throw new DomainError(
      "CONTRAST",
      "Cette couleur est trop claire : le texte blanc du bouton serait illisible.",
    );
  }
  return digits;
}

/**
 * Saves the look. A logo given replaces the one there is, rebuilt from its pixels.
 *
 * @throws InputError, DomainError about the logo
 */
export async function saveMailLook(ctx: CompanyCtx, raw: RawFields, logo: Uint8Array | null): Promise<void> {
  const input = readFields(raw, {
    accent: accentOf,
    signature: (text: string, field: string) => {
      const signature = paragraph(400)(text.replace(/\r\n?/g, "\n"), field);
      if (signature.split("\n").length > MAX_SIGNATURE_LINES) {
        throw new DomainError("TOO_LONG", `${MAX_SIGNATURE_LINES} lignes au plus.`);
      }
      return signature;
    },
    removeLogo: checkbox,
  });
  const image = logo ? cleanLogo(logo) : null;
  const { companyId } = ctx;
  const now = ctx.clock.now();
  const pictured = image
    ? { logo: Uint8Array.from(image.bytes), logoType: image.type }
    : input.removeLogo
      ? { logo: null, logoType: null }
      : {};
  const values = { accent: input.accent, signature: input.signature, updatedAt: new Date(now), ...pictured };
  await inCompany(companyId, async (tx) => {
    await tx.mailLook.upsert({ where: { companyId }, create: { companyId, ...values }, update: values });
    await journalAt(
      tx,
      ctx,
      {
        action: "company.look_changed",
        entity: "company",
        entityId: companyId,
        data: { hasLogo: image !== null },
      },
      now,
    );
  });
}
