import type { ReactNode } from "react";
import { formatCount } from "@/domain/money";
import { formatSiren } from "@/domain/parties/siren";
import { Section } from "@/ui/layout/Section";
import { Details } from "@/ui/messages/Details";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Notice } from "@/ui/text/Notice";
import { Pill } from "@/ui/text/Pill";
import type { ImportPage } from "@/usecases/invoicing/readImport";
import { IssueTable } from "./IssueTable";
import styles from "./Preview.module.css";
import { invoicesIn, linesIn } from "./words";

type Read = Extract<NonNullable<ImportPage["preview"]>, { kind: "READ" }>;
type Csv = Read["csv"];
type Known = Read["known"];
type Line = Csv["sample"][number];
type Credit = NonNullable<Line["credit"]>;

const SHOWN = 10;
/** Points listed before the import: each of the two lists holds as many of its first. */
const FIRST_POINTS = 50;

interface PreviewProps {
  csv: Csv;
  known: Known;
  /** The lines are electronic invoices, each in its file: all of them are shown. */
  areFiles: boolean;
}

/** The first lines as they would be imported, and what is wrong with those that would not. */
export function Preview({ csv, known, areFiles }: PreviewProps) {
  const shown = areFiles ? csv.sample : csv.sample.slice(0, SHOWN);
  const computed = csv.noticeCounts.DUE_DATE_COMPUTED ?? 0;
  return (
    <>
      <Section
        title="Aperçu"
        aside={shown.length < csv.lineCount ? `Les ${shown.length} premières lignes` : ""}
      >
        <Table
          caption={
            areFiles
              ? "Vos factures, telles qu’elles seront importées"
              : "Premières lignes du fichier, telles qu’elles seront importées"
          }
        >
          <TableHead>
            <Column align="end">{areFiles ? "N°" : "Ligne"}</Column>
            <Column>Facture</Column>
            <Column>Client</Column>
            <Column className={styles.issued}>Émise le</Column>
            <Column>Échéance</Column>
            <Column align="end">Montant TTC</Column>
            <Column align="end">Reste dû</Column>
          </TableHead>
          <TableBody>
            {shown.map((line) => (
              <PreviewRow
                key={line.line}
                line={line}
                pill={knownPill(line.line, known) ?? heldPill(line)}
                areFiles={areFiles}
              />
            ))}
          </TableBody>
        </Table>
        {computed > 0 && (
          <p className="small muted">
            * Échéance calculée{"\u00a0"}: {areFiles ? invoicesIn(computed) : linesIn(computed)} n’en{" "}
            {computed > 1 ? "ont" : "a"} pas dans le fichier.
          </p>
        )}
      </Section>
      {csv.errorLineCount + (known?.otherwiseCount ?? 0) > 0 && (
        <ToMend csv={csv} known={known} areFiles={areFiles} />
      )}
      {(areFiles || csv.fec) && <ToKnow csv={csv} areFiles={areFiles} />}
    </>
  );
}

/** What is wrong, line by line: a few in sight, the others one press away. */
function ToMend({ csv, known, areFiles }: PreviewProps) {
  const names = new Map(areFiles ? csv.sample.map(({ line, cells }) => [line, cells[0]]) : []);
  const otherwise = (known?.firstOtherwise ?? []).map((issue) => ({
    ...issue,
    column: names.get(issue.line),
  }));
  const issues = [...csv.firstErrors, ...otherwise]
    .sort((a, b) => a.line - b.line)
    .slice(0, FIRST_POINTS)
    .map((issue, index) => ({
      key: index,
      line: issue.line,
      column: issue.column ?? null,
      message: issue.message,
      raw: issue.raw ?? null,
    }));
  const otherwiseCount = known?.otherwiseCount ?? 0;
  const total = Object.values(csv.errorCounts).reduce((sum, count) => sum + count, otherwiseCount);
  const others = issues.slice(SHOWN);
  const toRecord = (known?.newCount ?? csv.recordCount) + (known?.credits?.newCount ?? 0);
  const isLaunchable = toRecord + (known?.joinCount ?? 0) > 0;
  return (
    <Section
      title={areFiles ? "Fichiers refusés" : "Lignes à corriger"}
      count={csv.errorLineCount + otherwiseCount}
      aside={
        issues.length < total
          ? `Les ${issues.length} premiers points${isLaunchable ? "\u00a0; tous seront listés après l’import" : ""}`
          : ""
      }
    >
      <IssueTable
        caption={areFiles ? "Ce qui ne va pas, fichier par fichier" : "Ce qui ne va pas, ligne par ligne"}
        issues={issues.slice(0, SHOWN)}
        areFiles={areFiles}
      />
      {others.length > 0 && (
        <Details
          summary={others.length > 1 ? `Voir ${others.length} points de plus` : "Voir un point de plus"}
        >
          <IssueTable caption="Ce qui ne va pas, suite" issues={others} areFiles={areFiles} />
        </Details>
      )}
    </Section>
  );
}

/** What the invoices say that the import leaves out, or that the settings decide otherwise. */
function ToKnow({ csv, areFiles }: Pick<PreviewProps, "csv" | "areFiles">) {
  const notices = areFiles ? csv.sample.flatMap((line) => line.notices) : (csv.firstNotices ?? []);
  const said = notices.slice(0, FIRST_POINTS);
  if (said.length === 0) return null;
  const issues = said.map((notice, index) => ({
    ...{ key: index, line: notice.line, column: notice.column ?? null },
    ...{ message: notice.message, raw: notice.raw ?? null },
  }));
  const others = issues.slice(SHOWN);
  const caption = `Ce qui est à savoir, ${areFiles ? "fichier par fichier" : "ligne par ligne"}`;
  if (areFiles || others.length === 0) {
    return (
      <Section title="À savoir" count={issues.length}>
        <IssueTable caption={caption} issues={issues} areFiles={areFiles} says="Remarque" />
      </Section>
    );
  }
  const { DUE_DATE_COMPUTED: _, ...counts } = csv.noticeCounts;
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return (
    <Section
      title="À savoir"
      count={total}
      aside={issues.length < total ? `Les ${issues.length} premières remarques` : ""}
    >
      <IssueTable caption={caption} issues={issues.slice(0, SHOWN)} says="Remarque" />
      <Details
        summary={others.length > 1 ? `Voir ${others.length} remarques de plus` : "Voir une remarque de plus"}
      >
        <IssueTable caption="Ce qui est à savoir, suite" issues={others} says="Remarque" />
      </Details>
    </Section>
  );
}

/** What the company already has of a line; nothing when it would be created. */
function knownPill(line: number, known: Known) {
  if (known?.sample.same.includes(line)) return <Pill icon="check">Déjà là</Pill>;
  if (!known?.sample.otherwise.includes(line)) return null;
  return (
    <Pill tone="caution" icon="warning">
      Déjà là, autrement
    </Pill>
  );
}

/** An invoice that a payment may settle waits for a person. */
function heldPill({ record }: Line) {
  return record?.doubt !== undefined ? (
    <Pill tone="caution" icon="pause">
      Arrive suspendue
    </Pill>
  ) : null;
}

function PreviewRow({ line, pill, areFiles }: { line: Line; pill: ReactNode; areFiles: boolean }) {
  const { record, credit } = line;
  if (credit) return <CreditRow line={line} credit={credit} pill={pill} />;
  if (!record) return <LeftOutRow line={line} />;
  const { name, siren } = record.client;
  const balance = record.totalCents - record.paidCents;
  return (
    <TableRow>
      <Cell align="end" phone="hidden">
        {formatCount(line.line)}
      </Cell>
      <RowHeader
        sub={
          areFiles ? (
            <>
              {line.cells[0]} {pill}
            </>
          ) : (
            pill
          )
        }
      >
        <NoBreak>{record.number}</NoBreak>
      </RowHeader>
      <Cell phone="under">
        {name}
        {areFiles && siren && <span className="small muted"> SIREN {formatSiren(siren)}</span>}
      </Cell>
      <Cell phone="hidden" className={styles.issued}>
        <DateText on={record.issuedOn} format="numeric" />
      </Cell>
      <Cell phone="underEnd">
        <DateText on={record.dueOn} format="numeric" />
        {record.isDueOnComputed && "\u00a0*"}
      </Cell>
      <Cell align="end" phone="end">
        <Amount cents={record.totalCents} />
      </Cell>
      <Cell align="end" phone="hidden">
        {balance === 0n ? "Soldée" : <Amount cents={balance} />}
      </Cell>
    </TableRow>
  );
}

/** A credit note: what it takes off, and of which invoice. */
function CreditRow({ line, credit, pill }: { line: Line; credit: Credit; pill: ReactNode }) {
  return (
    <TableRow>
      <Cell align="end" phone="hidden">
        {formatCount(line.line)}
      </Cell>
      <RowHeader
        sub={
          <>
            {line.cells[0]} {pill}
          </>
        }
      >
        <NoBreak>Avoir {credit.number}</NoBreak>
      </RowHeader>
      <Cell phone="under">
        {credit.client.name}
        <span className="small muted"> sur la facture {credit.invoiceNumbers.join(", ")}</span>
      </Cell>
      <Cell phone="hidden" className={styles.issued}>
        <DateText on={credit.issuedOn} format="numeric" />
      </Cell>
      <Cell phone="hidden" />
      <Cell align="end" phone="end">
        <Amount cents={-credit.amountCents} />
      </Cell>
      <Cell phone="hidden" />
    </TableRow>
  );
}

/** A line that would not be imported: refused, or rightly left out. */
function LeftOutRow({ line }: { line: Line }) {
  const [error] = line.errors;
  const [notice] = line.notices;
  return (
    <tr>
      <Cell align="end" phone="hidden">
        {formatCount(line.line)}
      </Cell>
      <td colSpan={6} className="at-below">
        <Notice tone={error ? "critical" : "info"} icon={error ? "warning" : "info"}>
          {error?.column && `${error.column}\u00a0: `}
          {(error ?? notice)?.message}
        </Notice>
      </td>
    </tr>
  );
}
