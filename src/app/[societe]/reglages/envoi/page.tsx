import type { Metadata } from "next";
import { messageReader } from "@/context/messageReader";
import { formatMinuteOfDay } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { readSending } from "@/usecases/parties/readSending";
import { readSettings } from "@/usecases/parties/readSettings";
import { seenSettings } from "@/usecases/parties/seenSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import { signatoryFields } from "../../../_forms/companyFields";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { seenField } from "../../../_server/seenField";
import { SendingState } from "../_parts/SendingState";
import { SettingsPage } from "../_parts/SettingsPage";
import { save } from "./actions";

export const metadata: Metadata = { title: "Envoi" };

/** Every half-hour, with the one in force when it is another. */
function hours(from: number, to: number, current: number) {
  const minutes = new Set([current]);
  for (let minute = from; minute <= to; minute += 30) minutes.add(minute);
  return [...minutes]
    .sort((a, b) => a - b)
    .map((minute) => ({ value: String(minute), label: formatMinuteOfDay(minute) }));
}

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function SendingPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const settings = await readSettings(ctx);
  const sending = await readSending(ctx);
  return (
    <SettingsPage
      slug={access.slug}
      title="Envoi"
      lead="Qui signe, d’où partent les messages, où arrivent les réponses, et à quelles heures."
    >
      <FlashLine params={await searchParams} />
      <ActionForm
        action={save}
        hidden={{
          societe: access.slug,
          ...seenField(seenSettings("sending", ctx.companyId, settings).record),
        }}
        fields={[
          {
            kind: "group",
            title: "Signature",
            fields: signatoryFields({
              signatoryName: settings.signatoryName,
              signatoryTitle: settings.signatoryTitle ?? "",
            }),
          },
          {
            kind: "group",
            title: "Réponses",
            fields: [
              {
                kind: "email",
                name: "replyToEmail",
                label: "Adresse de réponse",
                hint: "Quand un client répond à une relance, son message arrive ici.",
                value: settings.replyToEmail,
              },
            ],
          },
          {
            kind: "group",
            title: "Plage d’envoi",
            text: `Les jours ouvrés seulement. Dans la plage, chaque client a son heure${NBSP}: vos messages ne partent pas en rafale.`,
            fields: [
              {
                kind: "pair",
                fields: [
                  {
                    kind: "select",
                    name: "windowOpensAt",
                    label: "À partir de",
                    options: hours(360, 1200, settings.windowOpensAt),
                    value: String(settings.windowOpensAt),
                  },
                  {
                    kind: "select",
                    name: "windowClosesAt",
                    label: "Jusqu’à",
                    options: hours(480, 1260, settings.windowClosesAt),
                    value: String(settings.windowClosesAt),
                  },
                ],
              },
            ],
          },
        ]}
        submit="Enregistrer"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`/${access.slug}/reglages`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      <SendingState slug={access.slug} sending={sending} platformFrom={messageReader().fromAddress} />
    </SettingsPage>
  );
}
