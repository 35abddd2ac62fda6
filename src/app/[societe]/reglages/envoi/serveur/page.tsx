import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { DateText } from "@/ui/text/DateText";
import { TimeText } from "@/ui/text/TimeText";
import { type OwnServerView, readSending } from "@/usecases/parties/readSending";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { SettingsPage } from "../../_parts/SettingsPage";
import { forgetServer, saveServer, testServer } from "./actions";

export const metadata: Metadata = { title: "Votre serveur d’envoi" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function OwnServerPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const { own, timeZone, replyToEmail } = await readSending(ctx);
  const slug = access.slug;
  const back = `/${slug}/reglages/envoi/serveur`;
  return (
    <SettingsPage
      slug={slug}
      title="Envoyer de votre adresse"
      lead={typeset(
        "Vos relances partent de votre messagerie, avec votre adresse : vos clients la reconnaissent, et leurs serveurs aussi.",
      )}
    >
      <FlashLine params={await searchParams} />
      {own?.trouble && <Trouble own={own} trouble={own.trouble} timeZone={timeZone} />}
      <ActionForm
        action={saveServer}
        hidden={{ societe: slug }}
        fields={fields(own, replyToEmail)}
        submit={own ? "Vérifier et enregistrer" : "Vérifier et utiliser"}
        pending="Connexion au serveur…"
        cancel={
          <ButtonLink href={`/${slug}/reglages/envoi`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      {own && (
        <Section
          title="Vérification"
          aside={
            <div className="btns">
              <GestureButton
                action={testServer}
                values={{ societe: slug, retour: back }}
                about="le serveur d’envoi"
              >
                Vérifier maintenant
              </GestureButton>
              <GestureButton
                action={forgetServer}
                values={{ societe: slug, retour: back }}
                variant="quiet"
                about="votre serveur d’envoi, et oublier son mot de passe"
              >
                Ne plus l’utiliser
              </GestureButton>
            </div>
          }
        >
          <p className="small muted">
            Dernière vérification réussie le <DateText on={localDateAt(own.checkedAtMs, timeZone)} /> à{" "}
            <TimeText at={own.checkedAtMs} timeZone={timeZone} />. La vérification va jusqu’au seuil d’un
            message, et n’en envoie aucun.
          </p>
        </Section>
      )}
    </SettingsPage>
  );
}

function Trouble({
  own,
  trouble,
  timeZone,
}: {
  own: OwnServerView;
  trouble: NonNullable<OwnServerView["trouble"]>;
  timeZone: string;
}) {
  return (
    <Banner tone="critical">
      {trouble.title} {trouble.advice.join(" ")}{" "}
      {trouble.detail !== "" && `Réponse de ${own.host}${NBSP}: «${NBSP}${trouble.detail}${NBSP}». `}
      Vos messages attendent depuis le{" "}
      <DateText on={localDateAt(trouble.sinceMs, timeZone)} format="dayMonth" />
      {NBSP}; nouvel essai à <TimeText at={trouble.retryAtMs} timeZone={timeZone} />.
    </Banner>
  );
}

function fields(own: OwnServerView | null, replyToEmail: string): FieldSpec[] {
  return [
    {
      kind: "group",
      title: "Expéditeur",
      fields: [
        {
          kind: "email",
          name: "fromEmail",
          label: "Adresse d’envoi",
          hint: "Celle du compte ci-dessous, ou l’une de celles qu’il peut utiliser.",
          value: own?.fromEmail ?? replyToEmail,
        },
      ],
    },
    {
      kind: "group",
      title: "Serveur",
      text: typeset(
        "Votre fournisseur de messagerie donne ces réglages sous le nom « SMTP » ou « courrier sortant ».",
      ),
      fields: [
        {
          kind: "text",
          name: "host",
          label: "Serveur",
          hint: "Par exemple smtp.office365.com, smtp.gmail.com ou ssl0.ovh.net.",
          autoComplete: "off",
          value: own?.host ?? "",
        },
        {
          kind: "pair",
          fields: [
            {
              kind: "select",
              name: "security",
              label: "Sécurité",
              options: [
                { value: "STARTTLS", label: "STARTTLS" },
                { value: "TLS", label: "TLS (SSL)" },
                { value: "NONE", label: "Aucune, pour une machine locale" },
              ],
              value: own?.security ?? "STARTTLS",
            },
            {
              kind: "text",
              name: "port",
              label: "Port",
              hint: "587 avec STARTTLS, 465 avec TLS.",
              inputMode: "numeric",
              width: "short",
              value: String(own?.port ?? 587),
            },
          ],
        },
      ],
    },
    {
      kind: "group",
      title: "Compte",
      fields: [
        {
          kind: "text",
          name: "userName",
          label: "Identifiant",
          hint: "Souvent l’adresse électronique entière.",
          autoComplete: "off",
          value: own?.userName ?? "",
        },
        {
          kind: "password",
          name: "password",
          label: "Mot de passe",
          hint: own?.hasPassword
            ? typeset(
                "Laissez vide pour garder celui qui est enregistré. Si le serveur ou l’identifiant change, saisissez-le de nouveau.",
              )
            : typeset(
                "Un mot de passe d’application, si votre fournisseur en propose. Il est gardé chiffré, et jamais montré.",
              ),
          autoComplete: "new-password",
          ...(own?.hasPassword && { isOptional: true }),
        },
        {
          kind: "text",
          name: "perMinute",
          label: "Messages par minute, au plus",
          hint: typeset("20 conviennent à la plupart des fournisseurs ; Microsoft 365 en accepte 30."),
          inputMode: "numeric",
          width: "short",
          value: String(own?.perMinute ?? 20),
        },
      ],
    },
  ];
}
