import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import { type ChangeLine, type PublicationView, previewPublication } from "@/usecases/dunning/publishVersion";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { seenField } from "../../../../_server/seenField";
import { nextWords } from "../../_parts/nextWords";
import { publish } from "../../actions";

export const metadata: Metadata = { title: "Mettre en service" };

type Props = { params: Promise<{ societe: string; id: string }> };

/** Changes listed one by one; the sentence above counts them all. */
const SHOWN = 100;

export default async function PublishPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const view = await orNotFound(previewPublication(ctx, id));
  const base = `/${access.slug}/scenarios`;
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: base, label: "Scénarios" },
          { href: `${base}/${id}`, label: view.name },
        ]}
      >
        Mettre en service
      </Crumbs>
      <PageHead title={`Mettre en service la version ${view.draft}`}>{summary(view)}</PageHead>
      <ActionForm
        action={publish}
        hidden={{ societe: access.slug, scenario: id, ...seenField(view.seen) }}
        fields={fieldsOf(view)}
        submit="Mettre en service"
        pending="Mise en service…"
        cancel={
          <ButtonLink href={`${base}/${id}`} variant="quiet">
            Revenir au brouillon
          </ButtonLink>
        }
      />
      {view.changes.length > 0 && (
        <Section title="Ce qui change, facture par facture" count={view.changes.length}>
          {view.runningCount > 0 && (
            <p className="small muted">
              Une facture déjà relancée ne change que si vous décochez la case ci-dessus.
            </p>
          )}
          <Changes changes={view.changes} home={`/${access.slug}`} />
        </Section>
      )}
    </PageFrame>
  );
}

function summary({ invoiceCount, isCut, changes, current }: PublicationView): string {
  if (invoiceCount === 0)
    return "Aucune facture en cours ne suit ce scénario : rien ne change aujourd’hui.".replace(
      " :",
      `${NBSP}:`,
    );
  const all = isCut
    ? `Sur les ${invoiceCount} premières factures`
    : `Sur ${invoiceCount}${NBSP}facture${invoiceCount > 1 ? "s" : ""} en cours`;
  if (changes.length === 0)
    return `${all}, aucune ne change d’étape prochaine par rapport à la version ${current}.`;
  return `${all}, ${changes.length} change${changes.length > 1 ? "nt" : ""} d’étape prochaine par rapport à la version ${current}. Une seule étape à la fois, jamais une salve.`;
}

function fieldsOf({ runningCount, current }: PublicationView): FieldSpec[] {
  if (runningCount === 0) return [];
  return [
    {
      kind: "checkbox",
      name: "keepRunning",
      // A step that has moved would otherwise remind again of what it has just reminded of.
      value: "1",
      label:
        runningCount === 1
          ? `Laisser la facture déjà relancée finir avec la version ${current}`
          : `Laisser les ${runningCount} factures déjà relancées finir avec la version ${current}`,
      hint: "Les autres, et les factures à venir, suivront la nouvelle version.",
    },
  ];
}

function Changes({ changes, home }: { changes: readonly ChangeLine[]; home: string }) {
  return (
    <>
      <Table caption="Prochaine étape de chaque facture, avant et après">
        <TableHead>
          <Column>Facture</Column>
          <Column>Aujourd’hui</Column>
          <Column>Avec la nouvelle version</Column>
        </TableHead>
        <TableBody>
          {changes.slice(0, SHOWN).map((change) => (
            <TableRow key={change.invoiceId}>
              <RowHeader sub={change.clientName}>
                <Anchor href={`${home}/factures/${change.invoiceId}`}>
                  <NoBreak>{change.number}</NoBreak>
                </Anchor>
              </RowHeader>
              <Cell phone="pair" label="Aujourd’hui">
                <Sentence>{nextWords(change.before)}</Sentence>
              </Cell>
              <Cell phone="pair" label="Ensuite">
                <Sentence>{nextWords(change.after)}</Sentence>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      {changes.length > SHOWN && (
        <p className="small muted table__note">
          {changes.length - SHOWN === 1
            ? "Et une autre facture de la même façon."
            : `Et ${changes.length - SHOWN} autres factures de la même façon.`}
        </p>
      )}
    </>
  );
}
