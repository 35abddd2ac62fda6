import { formatDate } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { Section } from "@/ui/layout/Section";
import { BriefRow } from "@/ui/lists/BriefRow";
import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Rows } from "@/ui/lists/Rows";
import { Anchor } from "@/ui/text/Anchor";
import type { AnswerFileView, AnswerView } from "@/usecases/settlement/readAnswer";
import { ActionForm } from "../../../../_forms/ActionForm";
import { newFormKey } from "../../../../_server/formKey";
import { sendReply } from "../actions";
import { TITLES } from "./words";

interface ConversationProps {
  answer: AnswerView;
  slug: string;
  mayWork: boolean;
}

/** What was sent, written back, and the reply to write. */
export function Conversation({ answer, slug, mayWork }: ConversationProps) {
  return (
    <>
      <Files files={answer.files} slug={slug} />
      {answer.replies.map((reply, index) => (
        // Replies are never removed nor reordered.
        <Section key={index} title={`Votre réponse du ${formatDate(reply.on)}`}>
          <blockquote className="quote">{reply.body}</blockquote>
          <Files files={reply.files} slug={slug} />
        </Section>
      ))}
      {mayWork && (
        <Section title="Écrire au client">
          <ActionForm
            action={sendReply}
            hidden={{ societe: slug, reponse: answer.id, ...newFormKey() }}
            idPrefix="ecrire-"
            fields={[
              {
                kind: "textarea",
                name: "body",
                label: "Votre message",
                hint: "Il part par courriel, et le client le retrouve derrière son lien.",
              },
              {
                kind: "file",
                name: "fichiers",
                label: "Fichier",
                accept: "application/pdf,image/png,image/jpeg",
                hint: `PDF, PNG ou JPEG, 5${NBSP}Mo au plus.`,
                isOptional: true,
              },
            ]}
            submit="Envoyer"
            pending="Envoi…"
            variant="outlined"
          />
        </Section>
      )}
    </>
  );
}

function Files({ files, slug }: { files: readonly AnswerFileView[]; slug: string }) {
  if (files.length === 0) return null;
  return (
    <DocumentLinks
      documents={files.map((file) => ({ href: `/${slug}/documents/${file.id}`, title: file.name }))}
    />
  );
}

/** Other answers about the same invoices, in the order they came: they may contradict this one. */
export function OtherAnswers({ answer, slug }: Pick<ConversationProps, "answer" | "slug">) {
  if (answer.others.length === 0) return null;
  return (
    <Section title="Autres réponses sur ces factures" count={answer.others.length}>
      <Rows>
        {answer.others.map((other) => (
          <BriefRow
            key={other.id}
            title={<Anchor href={`/${slug}/reponses/${other.id}`}>{TITLES[other.kind]}</Anchor>}
          >
            {`${other.isLater ? "Après" : "Avant"} celle-ci, le ${formatDate(other.on)}${other.onDate ? `, pour le ${formatDate(other.onDate)}` : ""}. ${other.isWaiting ? "Attend votre réponse." : "Traitée ou remplacée."}`}
          </BriefRow>
        ))}
      </Rows>
    </Section>
  );
}
