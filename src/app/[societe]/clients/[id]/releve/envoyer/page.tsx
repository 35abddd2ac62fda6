import type { Metadata } from "next";
import { messageReader } from "@/context/messageReader";
import { formatDateLong, formatMinuteOfDay } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { AsideSection, WithAside } from "@/ui/layout/WithAside";
import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { MailFrame } from "@/ui/surfaces/MailFrame";
import { Sentence } from "@/ui/text/Sentence";
import { readStatementDraft, type StatementDraft } from "@/usecases/settlement/readStatementDraft";
import { ActionForm } from "../../../../../_forms/ActionForm";
import { enterCompany } from "../../../../../_server/company";
import { orNotFound } from "../../../../../_server/orNotFound";
import { sendStatement } from "../actions";

export const metadata: Metadata = { title: "Envoyer le relevé" };

type Props = { params: Promise<{ societe: string; id: string }> };

/** The exact message, before it leaves. */
export default async function SendStatementPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe, "work");
  const draft = await orNotFound(readStatementDraft(ctx, id, messageReader()));
  const base = `/${access.slug}/clients`;
  const here = `${base}/${id}/releve`;
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: base, label: "Clients" },
          { href: `${base}/${id}`, label: draft.clientName },
          { href: here, label: "Relevé" },
        ]}
      >
        Envoyer
      </Crumbs>
      <PageHead title="Envoyer le relevé">
        <Sentence>{leadOf(draft, may("approve"))}</Sentence>
      </PageHead>
      {draft.refused && (
        <Banner tone="caution">
          <Sentence>{draft.refused}</Sentence>
        </Banner>
      )}
      {!draft.refused && draft.reminderOn && (
        <Banner>
          <Sentence>
            {`Une relance est prévue le ${formatDateLong(draft.reminderOn)} : elle gardera ses distances avec ce relevé, qui compte comme un contact.`}
          </Sentence>
        </Banner>
      )}
      <WithAside asideLabel="En-têtes et pièces" aside={<Headers draft={draft} here={here} />}>
        {!draft.refused && (
          <ActionForm
            action={sendStatement}
            hidden={{ societe: access.slug, client: id }}
            fields={[]}
            submit="Envoyer le relevé"
            pending="Un instant…"
            cancel={
              <ButtonLink href={here} variant="quiet">
                Annuler
              </ButtonLink>
            }
          />
        )}
        <Section title="Le message">
          <Stack>
            <MailFrame src={`${here}/html`} subject={draft.parts.subject} />
            <p className="small muted">
              Les liens sont inactifs ici. Les montants seront ceux du moment où le message part.
            </p>
          </Stack>
        </Section>
      </WithAside>
    </PageFrame>
  );
}

function leadOf(draft: StatementDraft, mayApprove: boolean): string {
  if (draft.refused) return `Voici ce que ${draft.clientName} lirait.`;
  if (draft.isSafe && !mayApprove)
    return "Le mode sûr est actif : le relevé attendra l’accord d’une personne.";
  return draft.leaves
    ? `Le relevé partira ${formatDateLong(draft.leaves.on)} à ${formatMinuteOfDay(draft.leaves.minute)}, dans votre plage d’envoi.`
    : "Le relevé part dans l’instant, avec le même document en PDF.";
}

function Headers({ draft, here }: { draft: StatementDraft; here: string }) {
  const { parts } = draft;
  return (
    <>
      <AsideSection title="En-têtes">
        <Facts>
          <Fact term="Objet">{parts.subject}</Fact>
          <Fact term="De">{parts.from && `${parts.from.name} <${parts.from.address}>`}</Fact>
          <Fact term="À">{parts.to.map(({ address }) => address).join(", ") || "Personne"}</Fact>
          {parts.cc.length > 0 && (
            <Fact term="Copie">{parts.cc.map(({ address }) => address).join(", ")}</Fact>
          )}
        </Facts>
      </AsideSection>
      <AsideSection title="Pièce jointe">
        <DocumentLinks
          documents={[{ href: `${here}/pdf`, title: typeset("Lire le PDF"), icon: "download" }]}
        />
      </AsideSection>
    </>
  );
}
