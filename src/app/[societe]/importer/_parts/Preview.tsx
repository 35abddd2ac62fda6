import { formatCount } from "@/domain/money";
import { Section } from "@/ui/layout/Section";
import { Details } from "@/ui/messages/Details";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import { Notice } from "@/ui/text/Notice";
import type { ImportPage } from "@/usecases/invoicing/readImport";
import { IssueTable } from "./IssueTable";
import { linesIn } from "./words";

type Csv = Extract<NonNullable<ImportPage["preview"]>, { kind: "READ" }>["csv"];
type Line = Csv["sample"][number];

const SHOWN = 10;

/** The first lines as they would be imported, and what is wrong with those that would not. */
export function Preview({ csv }: { csv: Csv }) {
  const shown = csv.sample.slice(0, SHOWN);
  const computed = csv.noticeCounts.DUE_DATE_COMPUTED ?? 0;
  return (
    <>
      <Section
        title="Aperçu"
        aside={shown.length < csv.lineCount ? `Les ${shown.length} premières lignes` : ""}
      >
        <Table caption="Premières lignes du fichier, telles qu’elles seront importées">
          <TableHead>
            <Column align="end">Ligne</Column>
            <Column>Facture</Column>
            <Column>Client</Column>
            <Column>Émise le</Column>
            <Column>Échéance</Column>
            <Column align="end">Montant TTC</Column>
            <Column align="end">Reste dû</Column>
          </TableHead>
          <TableBody>
            {shown.map((line) => (
              <PreviewRow key={line.line} line={line} />
            ))}
          </TableBody>
        </Table>
        {computed > 0 && (
          <p className="small muted">
            * Échéance calculée{"\u00a0"}: {linesIn(computed)} n’en {computed > 1 ? "ont" : "a"} pas dans le
            fichier.
          </p>
        )}
      </Section>
      {csv.errorLineCount > 0 && <ToMend csv={csv} />}
    </>
  );
}

/** What is wrong, line by line: a few in sight, the others one press away. */
function ToMend({ csv }: { csv: Csv }) {
  const issues = csv.firstErrors.map((issue, index) => ({
    key: index,
    line: issue.line,
    column: issue.column ?? null,
    message: issue.message,
    raw: issue.raw ?? null,
  }));
  const total = Object.values(csv.errorCounts).reduce((sum, count) => sum + count, 0);
  const others = issues.slice(SHOWN);
  return (
    <Section
      title="Lignes à corriger"
      count={csv.errorLineCount}
      aside={
        issues.length < total
          ? `Les ${issues.length} premiers points\u00a0; tous seront listés après l’import`
          : ""
      }
    >
      <IssueTable caption="Ce qui ne va pas, ligne par ligne" issues={issues.slice(0, SHOWN)} />
      {others.length > 0 && (
        <Details
          summary={others.length > 1 ? `Voir ${others.length} points de plus` : "Voir un point de plus"}
        >
          <IssueTable caption="Ce qui ne va pas, suite" issues={others} />
        </Details>
      )}
    </Section>
  );
}

function PreviewRow({ line }: { line: Line }) {
  const { record } = line;
  if (!record) return <LeftOutRow line={line} />;
  const balance = record.totalCents - record.paidCents;
  return (
    <TableRow>
      <Cell align="end" phone="hidden">
        {formatCount(line.line)}
      </Cell>
      <RowHeader>
        <NoBreak>{record.number}</NoBreak>
      </RowHeader>
      <Cell phone="under">{record.client.name}</Cell>
      <Cell phone="hidden">
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
