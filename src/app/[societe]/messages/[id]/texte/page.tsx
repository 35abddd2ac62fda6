import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { messageReader } from "@/context/messageReader";
import { variablesFor } from "@/domain/dunning/textVariables";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { editedWords, type MessageWords, readMessageWords } from "@/usecases/dunning/messageWords";
import { readMessage } from "@/usecases/dunning/readMessage";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { seenField } from "../../../../_server/seenField";
import { LiveReader } from "../../../scenarios/_parts/LiveReader";
import { restoreWords, reword } from "./actions";
import { wordsReading } from "./wordsReading";

export const metadata: Metadata = { title: "Modifier le texte" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function MessageWordsPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "approve");
  const words = await orNotFound(readMessageWords(ctx, id));
  const home = `/${access.slug}`;
  const base = `${home}/messages/${id}`;
  if (!words) redirect(base);
  const values = { societe: access.slug, message: id };
  const { parts, timeZone } = await orNotFound(readMessage(ctx, id, messageReader()));
  const reader = parts && (
    <LiveReader
      address={`${base}/texte/apercu`}
      frame={`${base}/texte/apercu`}
      fields={["subject", "body"]}
      first={wordsReading(parts, timeZone, null)}
      title="Ce que lirait le client"
      note={words.isOwn ? "Le texte de ce message a été modifié." : ""}
      invoices={[]}
      invoiceId=""
      choiceForm=""
    />
  );
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: `${home}/clients/${words.clientId}`, label: words.clientName },
          { href: base, label: "Message" },
        ]}
      >
        Modifier le texte
      </Crumbs>
      <PageHead
        title="Modifier le texte"
        {...(words.isOwn && {
          actions: (
            <GestureButton
              action={restoreWords}
              values={{ ...values, texte: words.mark, retour: base }}
              variant="quiet"
              size="small"
            >
              Revenir au texte du scénario
            </GestureButton>
          ),
        })}
      >
        De ce message seulement{"\u00a0"}: le scénario ne change pas. Les montants et les dates restent
        calculés, et le message attend toujours votre accord.
      </PageHead>
      <ActionForm
        action={reword}
        hidden={{ ...values, ...seenField(editedWords(words.text)) }}
        fields={[
          {
            kind: "group",
            title: "Texte du message",
            fields: fieldsOf(words),
            beside: reader,
          },
        ]}
        submit="Enregistrer et relire"
        pending="Enregistrement…"
        asksBeforeLeaving
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </PageFrame>
  );
}

function fieldsOf({ text, language }: MessageWords): FieldSpec[] {
  const variables = variablesFor("EMAIL").map(({ name, means }) => ({ name, means: typeset(means) }));
  return [
    { kind: "template", name: "subject", label: "Objet", value: text.subject, rows: 1, variables },
    {
      kind: "template",
      name: "body",
      label: language === "en" ? "Texte, en anglais" : "Texte",
      value: text.body,
      rows: 18,
      variables,
      hasList: true,
      hint: typeset(
        "Les mots entre accolades sont remplis au moment de l’envoi. {{décompte}} et {{réponses}} sont obligatoires.",
      ),
    },
  ];
}
