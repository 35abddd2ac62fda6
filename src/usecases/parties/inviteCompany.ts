/** A firm asks one of its clients, by mail, to open their company here and to give it a mandate. */
import { asNobody } from "@/db/inCompany";
import { queueAccountMailIn } from "@/db/system/accountMail";
import { type RawFields, readFields, required } from "@/domain/fields";
import { parseEmailAddress } from "@/domain/parties/emailAddress";
import type { FirmCtx } from "../ports";

/**
 * Sends the request. It opens nothing by itself: the client creates the company and grants the
 * mandate, or does not.
 *
 * @throws InputError beside the field that is wrong
 */
export async function inviteCompany(ctx: FirmCtx, raw: RawFields, appUrl: string): Promise<void> {
  const { email } = readFields(raw, {
    email: required("Indiquez l’adresse de votre client.", (text) => parseEmailAddress(text).toLowerCase()),
  });
  const now = ctx.clock.now();
  await asNobody(async (tx) => {
    const firm = await tx.firm.findUniqueOrThrow({ where: { id: ctx.firmId } });
    const person = await tx.user.findUniqueOrThrow({ where: { id: ctx.userId }, select: { name: true } });
    const signUp = new URLSearchParams({ suite: `/bienvenue?cabinet=${firm.slug}`, adresse: email });
    const content = {
      subject: `${firm.name} vous propose de relancer vos factures en retard`,
      preheader: "Votre société, vos règles, un mandat que vous révoquez quand vous voulez.",
      paragraphs: [
        `${person.name}, du cabinet ${firm.name}, vous propose de confier au cabinet la relance de vos factures en retard.`,
        "Vous ouvrez votre société en cinq minutes, puis vous lui donnez un mandat. Rien ne part sans accord, et l’argent arrive sur votre compte.",
      ],
      // Most have no account yet: the sign-up comes first, and sends whoever is signed in further.
      button: { label: "Ouvrir ma société", url: `${appUrl}/inscription?${signUp}` },
      notice: "Si vous ne connaissez pas ce cabinet, ignorez ce message\u00a0: rien ne se passera.",
    };
    await queueAccountMailIn(tx, email, content, now);
  });
  await ctx.bell.ring("mail", {});
}
