import type { Metadata } from "next";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FormStack } from "@/ui/controls/FormStack";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { Table, TableBody } from "@/ui/tables/Table";
import { DateText } from "@/ui/text/DateText";
import {
  type ImportPage,
  listImportIssues,
  readImportPage,
  readImportProgress,
} from "@/usecases/invoicing/readImport";
import { GestureButton } from "../../../_forms/GestureButton";
import { type Entered, enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { orNotFound } from "../../../_server/orNotFound";
import { param } from "../../../_server/paths";
import { FecFacts, HiddenRows, OtherSheets, SettledHere } from "../_parts/FileFacts";
import { ImportForm } from "../_parts/ImportForm";
import { importFormProps } from "../_parts/importFormProps";
import { LiveProgress } from "../_parts/LiveProgress";
import { Preview } from "../_parts/Preview";
import { RawRow } from "../_parts/RawRow";
import { Gestures, type IssueKind, Result } from "../_parts/Result";
import { documentsIn, invoicesIn, linesIn, many, pdfsIn, progressOf } from "../_parts/words";
import { forget } from "../actions";

export const metadata: Metadata = { title: "Import" };

type Search = Record<string, string | string[] | undefined>;
type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Search>;
};

export default async function OneImportPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const search = await searchParams;
  const entered = await enterCompany(societe);
  const page = await orNotFound(readImportPage(entered.ctx, id));
  const { slug } = entered.access;
  return (
    <PageFrame>
      <FlashLine params={search} />
      <Crumbs above={[{ href: `/${slug}/importer`, label: "Importer" }]}>{page.fileName}</Crumbs>
      <PageHead title={page.fileName} actions={<HeadActions entered={entered} page={page} />}>
        Déposé le <DateText on={page.startedOn} />
        <Counts page={page} />
      </PageHead>
      <Body entered={entered} page={page} search={search} />
    </PageFrame>
  );
}

function HeadActions({ entered, page }: { entered: Entered; page: ImportPage }) {
  const { slug } = entered.access;
  if (isEnded(page)) return <Gestures page={page} slug={slug} mayWork={entered.may("work")} />;
  if (page.state !== "MAPPING" || !entered.may("work")) return null;
  const values = { societe: slug, import: page.id, retour: `/${slug}/importer/${page.id}` };
  return (
    <GestureButton action={forget} values={values} variant="quiet" icon="close">
      Oublier ce dépôt
    </GestureButton>
  );
}

/** True when nothing of it is under way, nor left to choose. */
function isEnded({ state, undone }: ImportPage): boolean {
  return (state === "DONE" || state === "FAILED") && undone?.on !== null;
}

function Body({ entered, page, search }: { entered: Entered; page: ImportPage; search: Search }) {
  const isUndoing = page.undone !== null && page.undone.on === null;
  if (isUndoing || page.state === "QUEUED" || page.state === "RUNNING") {
    return <Running entered={entered} page={page} isUndoing={isUndoing} />;
  }
  if (page.state === "MAPPING") return <Settling entered={entered} page={page} />;
  return <Ended entered={entered} page={page} search={search} />;
}

/** What the import would do, in the words and the order of what it then says it did. */
function Counts({ page }: { page: ImportPage }) {
  if (page.state !== "MAPPING" || page.preview?.kind !== "READ") return ".";
  const { csv, known } = page.preview;
  const { lineCount, recordCount, errorLineCount, leftOutCount, problems } = csv;
  if (problems.length > 0) return `, ${linesIn(lineCount)}.`;
  const sameCount = known?.sameCount ?? 0;
  const { newCount: newCredits = 0, sameCount: sameCredits = 0 } = known?.credits ?? {};
  const joinCount = known?.joinCount ?? 0;
  const toMend = errorLineCount + (known?.otherwiseCount ?? 0);
  const newCount = known?.newCount ?? recordCount;
  const parts = [
    ...(joinCount > 0
      ? [`${pdfsIn(joinCount)} à joindre à ${joinCount > 1 ? "des factures" : "une facture"} déjà là`]
      : []),
    newCount + newCredits === 0
      ? "aucune facture à créer"
      : `${documentsIn(newCount, newCredits)} à ${newCount > 0 ? "créer" : "enregistrer"}`,
    ...(sameCount + sameCredits > 0
      ? [`${documentsIn(sameCount, sameCredits)} déjà là, sans changement`]
      : []),
    ...(toMend > 0 ? [toMendWords(toMend, page)] : []),
    ...(leftOutCount > 0
      ? [`${linesIn(leftOutCount)} ${leftOutCount > 1 ? "laissées" : "laissée"} de côté`]
      : []),
  ];
  return typeset(` : ${parts.join(" ; ")}.`);
}

function toMendWords(count: number, { isBundle }: ImportPage): string {
  return isBundle ? many(count, "fichier refusé", "fichiers refusés") : `${linesIn(count)} à corriger`;
}

async function Running({
  entered,
  page,
  isUndoing,
}: {
  entered: Entered;
  page: ImportPage;
  isUndoing: boolean;
}) {
  const base = `/${entered.access.slug}/importer/${page.id}`;
  const progress = await readImportProgress(entered.ctx, page.id);
  return (
    <FormStack>
      <noscript>
        <meta httpEquiv="refresh" content="3" />
      </noscript>
      <LiveProgress
        href={`${base}/avancement`}
        pageHref={base}
        start={progressOf(progress)}
        label={typeset(isUndoing ? "Annulation de l’import" : `Import de « ${page.fileName} »`)}
        note={typeset(`Vous pouvez quitter la page : ${isUndoing ? "l’annulation" : "l’import"} continue.`)}
      />
    </FormStack>
  );
}

/** Before anything is created: what was understood, what is wrong, what is left to choose. */
function Settling({ entered, page }: { entered: Entered; page: ImportPage }) {
  const { preview, sameFile } = page;
  if (!preview)
    return <Banner tone="critical">Ce fichier n’a pas pu être relu. Déposez-le de nouveau.</Banner>;
  if (!entered.may("work")) return <Banner>Cet import attend qu’une personne le relise et le lance.</Banner>;
  const base = `/${entered.access.slug}/importer`;
  return (
    <Stack gap="wide">
      {isAllHere(preview) ? (
        <NothingNew known={preview.known} sameFile={sameFile} base={base} />
      ) : (
        sameFile && (
          <Banner tone="caution" actions={<SeeImport base={base} id={sameFile.id} />}>
            Ce fichier a déjà été importé le <DateText on={sameFile.on} />. L’importer de nouveau ne change
            rien aux factures déjà là.
          </Banner>
        )
      )}
      <Problems preview={preview} isBundle={page.isBundle} />
      {preview.kind === "READ" && (
        <>
          <OtherSheets sheet={preview.csv.sheet} />
          <HiddenRows sheet={preview.csv.sheet} />
          <FecFacts
            csv={preview.csv}
            doubtfulIds={preview.known?.doubtfulIds}
            home={`/${entered.access.slug}`}
            here={`${base}/${page.id}`}
          />
          <SettledHere settled={preview.known?.settled} />
        </>
      )}
      <ImportForm {...importFormProps(entered.access.slug, page, preview)}>
        {preview.kind === "UNREAD" ? (
          <FirstRows rows={preview.firstRows} />
        ) : (
          preview.csv.problems.length === 0 && (
            <Preview csv={preview.csv} known={preview.known} areFiles={page.isBundle} />
          )
        )}
      </ImportForm>
    </Stack>
  );
}

function Problems({ preview, isBundle }: { preview: FilePreview; isBundle: boolean }) {
  const messages =
    preview.kind === "UNREAD" ? [preview.message] : preview.csv.problems.map(({ message }) => message);
  if (preview.kind === "READ" && messages.length === 0 && readIn(preview) === 0) {
    messages.push(
      isBundle
        ? typeset("Aucune de ces factures ne peut être importée : chaque raison est dite plus bas.")
        : "Aucune ligne ne peut être importée. Corrigez-les ici, ou dans le fichier.",
    );
  }
  return messages.map((message) => (
    <Banner key={message} tone="critical">
      {message}
    </Banner>
  ));
}

type FilePreview = NonNullable<ImportPage["preview"]>;
type Read = Extract<FilePreview, { kind: "READ" }>;
type Known = NonNullable<Read["known"]>;

/** Invoices and credit notes that were read. */
function readIn({ csv }: Read): number {
  return csv.recordCount + (csv.creditCount ?? 0);
}

/** Every invoice and credit note of the file is here already: an import would create none. */
function isAllHere(preview: FilePreview): preview is FilePreview & { kind: "READ"; known: Known } {
  if (preview.kind !== "READ" || !preview.known) return false;
  return preview.known.newCount + (preview.known.credits?.newCount ?? 0) === 0 && readIn(preview) > 0;
}

interface NothingNewProps {
  known: Known;
  sameFile: ImportPage["sameFile"];
  base: string;
}

function NothingNew({ known, sameFile, base }: NothingNewProps) {
  const { sameCount, otherwiseCount, credits } = known;
  const alike = documentsIn(sameCount, credits?.sameCount ?? 0);
  const same = alike === "" ? [] : [`${alike} déjà là, à l’identique`];
  const otherwise = otherwiseCount > 0 ? [`${invoicesIn(otherwiseCount)} déjà là, mais autrement`] : [];
  const advice = otherwiseCount > 0 ? " Un import ne modifie jamais une facture." : "";
  return (
    <Banner
      {...(otherwiseCount > 0 && { tone: "caution" })}
      {...(sameFile && { actions: <SeeImport base={base} id={sameFile.id} /> })}
    >
      {typeset(`Rien de nouveau à importer : ${[...same, ...otherwise].join(", et ")}.${advice}`)}
      {sameFile && (
        <>
          {" Ce fichier a déjà été importé le "}
          <DateText on={sameFile.on} />.
        </>
      )}
    </Banner>
  );
}

function SeeImport({ base, id }: { base: string; id: string }) {
  return <ButtonLink href={`${base}/${id}`}>Voir cet import</ButtonLink>;
}

/** The top of a file whose titles were not found: a person says which row they are. */
function FirstRows({ rows }: { rows: readonly { line: number; cells: readonly string[] }[] }) {
  return (
    <Section title="Le début du fichier" aside="Les numéros sont ceux d’un tableur">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keyboard too */}
      <section className="scroll" aria-label="Début du fichier" tabIndex={0}>
        <Table caption="Premières lignes du fichier, telles quelles" layout="plain" density="scan">
          <TableBody>
            {rows.map((row) => (
              <RawRow key={row.line} line={row.line} cells={row.cells} />
            ))}
          </TableBody>
        </Table>
      </section>
    </Section>
  );
}

async function Ended({ entered, page, search }: { entered: Entered; page: ImportPage; search: Search }) {
  const isNotice =
    param(search, "voir") === "remarques" || (page.issues.errors === 0 && page.issues.notices > 0);
  const kind: IssueKind = isNotice ? "NOTICE" : "ERROR";
  const after = Number.parseInt(param(search, "apres"), 10);
  const position = after > 0 && after < 2 ** 31 ? after : 0;
  const issues = await listImportIssues(entered.ctx, page.id, { kind, after: position });
  return (
    <Result page={page} slug={entered.access.slug} issues={issues} kind={kind} isFirst={position === 0} />
  );
}
