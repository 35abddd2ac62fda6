import { formatDate } from "@/domain/dateText";
import { FormStack } from "@/ui/controls/FormStack";
import { Select } from "@/ui/controls/Select";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { AsideSection } from "@/ui/layout/WithAside";
import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Entries, Entry } from "@/ui/lists/Entries";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Details } from "@/ui/messages/Details";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { PROOF_FIELDS } from "../../_parts/letterFields";
import { PROOF_NAMES } from "../../_parts/letterWords";
import { addProof, chooseAuthor, removeProof } from "../../actions";
import { type LetterPageContext, letterValues } from "./LetterPage";

/** The right column: invoices, what goes in the envelope, who writes, proofs. */
export function LetterAside({ page }: { page: LetterPageContext }) {
  const { letter } = page;
  const isBeforePost =
    letter.state === "DRAFT" || letter.state === "TO_APPROVE" || letter.state === "TO_POST";
  const hasProofs = !isBeforePost || letter.state === "TO_POST";
  return (
    <>
      <AsideSection title="Factures">
        <Entries>
          {letter.invoices.map((invoice) => (
            <Entry
              key={invoice.id}
              title={
                <Anchor href={`${page.home}/factures/${invoice.id}`}>
                  <NoBreak>{invoice.number}</NoBreak>
                </Anchor>
              }
              note={invoice.isOpen ? `Échue le ${formatDate(invoice.dueOn)}` : "Réglée ou close"}
              end={<Amount cents={invoice.balanceCents} />}
            />
          ))}
        </Entries>
      </AsideSection>
      {letter.document && (
        <AsideSection title="Dans l’enveloppe">
          <Envelope page={page} />
        </AsideSection>
      )}
      {isBeforePost && letter.author.firms.length > 0 && (
        <AsideSection title="Qui écrit">
          <Author page={page} />
        </AsideSection>
      )}
      {hasProofs && letter.state !== "CANCELLED" && (
        <AsideSection title="Preuves">
          <Proofs page={page} />
        </AsideSection>
      )}
      {letter.document && (
        <AsideSection title="Empreinte">
          <Facts>
            <Fact
              term="SHA-256 du PDF"
              notes={["C’est ce fichier, et lui seul, que vous approuvez. Le journal garde son empreinte."]}
            >
              <code className="small">{letter.document.sha256}</code>
            </Fact>
          </Facts>
        </AsideSection>
      )}
    </>
  );
}

/** Everything to print: the letter with its statement, and the copies it announces. */
function Envelope({ page }: { page: LetterPageContext }) {
  const { letter, home } = page;
  if (!letter.document) return null;
  const copies = letter.invoices.flatMap(({ copyId, number }) =>
    copyId ? [{ href: `${home}/documents/${copyId}`, title: `Copie de ${number}` }] : [],
  );
  return (
    <DocumentLinks
      documents={[
        {
          href: `${home}/documents/${letter.document.id}`,
          title: "Lettre et décompte détaillé",
          icon: "download",
        },
        ...copies,
      ]}
    />
  );
}

function Author({ page }: { page: LetterPageContext }) {
  const { author } = page.letter;
  if (!page.mayApprove) {
    const firm = author.firms.find(({ id }) => id === author.firmId);
    return <p className="small">{firm ? `${firm.name}, sous mandat` : "La société elle-même"}</p>;
  }
  return (
    <form action={chooseAuthor}>
      {Object.entries(letterValues(page)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <FormStack>
        <Select
          name="auteur"
          label="La lettre est écrite par"
          defaultValue={author.firmId ?? ""}
          options={[
            { value: "", label: "La société elle-même" },
            ...author.firms.map(({ id, name }) => ({ value: id, label: `${name}, sous mandat` })),
          ]}
        />
        <SubmitButton variant="outlined" size="small">
          Redessiner ainsi
        </SubmitButton>
      </FormStack>
    </form>
  );
}

function Proofs({ page }: { page: LetterPageContext }) {
  const { letter, home, mayWork } = page;
  return (
    <>
      {letter.proofs.length === 0 && (
        <p className="small muted">
          Numérisez la preuve de dépôt et l’avis de réception : un juge les demandera.
        </p>
      )}
      <DocumentLinks
        documents={letter.proofs.map((proof) => ({
          href: `${home}/documents/${proof.documentId}`,
          title: `${PROOF_NAMES[proof.kind]}, ${proof.name}`,
        }))}
      />
      {mayWork && (
        <Details summary="Classer une pièce">
          <ActionForm
            key={letter.proofs.length}
            action={addProof}
            hidden={letterValues(page)}
            idPrefix="preuve-"
            fields={PROOF_FIELDS}
            submit="Classer la pièce"
            pending="Envoi du fichier…"
            variant="outlined"
          />
        </Details>
      )}
      {mayWork && letter.proofs.length > 0 && (
        <Details summary="Retirer une pièce">
          {letter.proofs.map((proof) => (
            <GestureButton
              key={proof.documentId}
              action={removeProof}
              values={letterValues(page, { document: proof.documentId })}
              variant="critical"
              size="small"
            >
              Retirer {proof.name}
            </GestureButton>
          ))}
        </Details>
      )}
    </>
  );
}
