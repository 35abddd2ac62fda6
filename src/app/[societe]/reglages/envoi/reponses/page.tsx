import type { Metadata } from "next";
import { typeset } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Banner } from "@/ui/messages/Banner";
import { DateText } from "@/ui/text/DateText";
import { TimeText } from "@/ui/text/TimeText";
import { readSending, type SendingView } from "@/usecases/parties/readSending";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { SettingsPage } from "../../_parts/SettingsPage";
import { forgetMailbox, saveMailbox } from "./actions";

export const metadata: Metadata = { title: "Réponses lues" };

export default async function MailboxPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const { mailbox, own, replyToEmail, timeZone } = await readSending(ctx);
  return (
    <SettingsPage
      slug={access.slug}
      title="Lire les réponses"
      lead={typeset(
        "Dûment regarde la boîte où arrivent les réponses : quand un client répond à une relance, la suite attend 48 heures que vous ayez lu.",
      )}
    >
      {mailbox?.problem && <Banner tone="critical">{mailbox.problem}</Banner>}
      <ActionForm
        action={saveMailbox}
        hidden={{ societe: access.slug }}
        fields={fields(mailbox, own?.userName || replyToEmail)}
        submit="Ouvrir et enregistrer"
        pending="Ouverture de la boîte…"
        cancel={
          <ButtonLink href={`/${access.slug}/reglages/envoi`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      <Section
        title="Ce qui est lu"
        aside={
          mailbox && (
            <GestureButton
              action={forgetMailbox}
              values={{ societe: access.slug, retour: `/${access.slug}/reglages/envoi/reponses` }}
              variant="quiet"
              about="la boîte, et oublier son mot de passe"
            >
              Ne plus la lire
            </GestureButton>
          )
        }
      >
        <div className="prose">
          <p>
            {typeset(
              "Seuls les messages qui répondent aux vôtres, ou qui les refusent, sont lus et gardés. Les autres ne sont ni ouverts ni copiés. Rien n’est marqué comme lu, déplacé ou supprimé.",
            )}
          </p>
          {mailbox?.readAtMs && (
            <p className="small muted">
              Dernière lecture le <DateText on={localDateAt(mailbox.readAtMs, timeZone)} /> à{" "}
              <TimeText at={mailbox.readAtMs} timeZone={timeZone} />.
            </p>
          )}
        </div>
      </Section>
    </SettingsPage>
  );
}

function fields(mailbox: SendingView["mailbox"], userName: string): FieldSpec[] {
  return [
    {
      kind: "group",
      title: "Boîte",
      text: typeset(
        "Ces réglages se trouvent chez votre fournisseur sous le nom « IMAP » ou « courrier entrant ».",
      ),
      fields: [
        {
          kind: "text",
          name: "host",
          label: "Serveur",
          hint: "Par exemple imap.gmail.com ou ssl0.ovh.net.",
          autoComplete: "off",
          value: mailbox?.host ?? "",
        },
        {
          kind: "pair",
          fields: [
            {
              kind: "select",
              name: "security",
              label: "Sécurité",
              options: [
                { value: "TLS", label: "TLS (SSL)" },
                { value: "STARTTLS", label: "STARTTLS" },
                { value: "NONE", label: "Aucune, pour une machine locale" },
              ],
              value: mailbox?.security ?? "TLS",
            },
            {
              kind: "text",
              name: "port",
              label: "Port",
              hint: "993 avec TLS.",
              inputMode: "numeric",
              width: "short",
              value: String(mailbox?.port ?? 993),
            },
          ],
        },
        {
          kind: "text",
          name: "folder",
          label: "Dossier",
          hint: typeset("Laissez vide pour la boîte de réception."),
          isOptional: true,
          value: mailbox && mailbox.folder !== "INBOX" ? mailbox.folder : "",
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
          autoComplete: "off",
          value: mailbox?.userName ?? userName,
        },
        {
          kind: "password",
          name: "password",
          label: "Mot de passe",
          hint: mailbox
            ? typeset("Laissez vide pour garder celui qui est enregistré.")
            : typeset(
                "Un mot de passe d’application, si votre fournisseur en propose. Il est gardé chiffré, et jamais montré.",
              ),
          autoComplete: "new-password",
          ...(mailbox && { isOptional: true }),
        },
      ],
    },
  ];
}
