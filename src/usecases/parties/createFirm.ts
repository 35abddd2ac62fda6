/** A new firm, with its first partner. Companies open themselves to it by a mandate. */
import { randomBytes } from "node:crypto";
import { asNobody } from "@/db/inCompany";
import { newId } from "@/db/values";
import { fieldError, line, type RawFields, readFields, required } from "@/domain/fields";
import { parsePostcode } from "@/domain/parties/postcode";
import { parseSiren } from "@/domain/parties/siren";
import { slugOf } from "@/domain/parties/slug";
import type { Clock } from "../ports";
import { firmKind } from "./saveFirm";

const FIRM_FIELDS = {
  kind: firmKind,
  name: line("le nom du cabinet", 120),
  siren: required("Indiquez le SIREN, neuf chiffres.", parseSiren),
  street: line("le numéro et la rue", 60),
  postcode: required("Indiquez le code postal.", parsePostcode),
  city: line("la ville", 60),
} as const;

/**
 * @returns the firm's name in addresses
 * @throws InputError with every field that is wrong, also when the person has this firm already
 */
export async function createFirm(
  ctx: { userId: string; clock: Clock },
  raw: RawFields,
): Promise<{ firmId: string; slug: string }> {
  const input = readFields(raw, FIRM_FIELDS);
  const firmId = newId();
  return asNobody(async (tx) => {
    const same = await tx.firm.findFirst({
      where: { siren: input.siren, members: { some: { userId: ctx.userId } } },
      select: { name: true },
    });
    if (same) throw fieldError("siren", "TAKEN", `Vous travaillez déjà pour ${same.name}, qui a ce SIREN.`);
    const wanted = slugOf(input.name, "", "cabinet");
    const isTaken = (await tx.firm.count({ where: { slug: wanted } })) > 0;
    const slug = isTaken ? slugOf(input.name, randomBytes(3).toString("hex"), "cabinet") : wanted;
    await tx.firm.create({
      data: { ...input, id: firmId, slug, createdAt: new Date(ctx.clock.now()) },
    });
    await tx.firmMember.create({ data: { firmId, userId: ctx.userId, role: "PARTNER" } });
    return { firmId, slug };
  });
}
