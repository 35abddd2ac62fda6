import { formatCount } from "@/domain/money";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Sentence } from "@/ui/text/Sentence";
import styles from "./IssueTable.module.css";

interface Issue {
  key: number;
  line: number;
  column: string | null;
  message: string;
  raw: string | null;
}

interface IssueTableProps {
  caption: string;
  issues: readonly Issue[];
  /** The lines are files: their name stands where the column would. */
  areFiles?: boolean;
  /** Head of the column of sentences. */
  says?: string;
}

const WRONG = "Ce qui ne va pas";

/** What there is to say of lines of a file, each with the number a spreadsheet gives it, or of files. */
export function IssueTable({ caption, issues, areFiles = false, says = WRONG }: IssueTableProps) {
  return (
    <Table caption={caption} className={styles.issues}>
      <TableHead>
        <Column align="end">{areFiles ? "N°" : "Ligne"}</Column>
        <Column>{areFiles ? "Fichier" : "Colonne"}</Column>
        <Column>{says}</Column>
        <Column>Valeur lue</Column>
      </TableHead>
      <TableBody>
        {issues.map((issue) => (
          <TableRow key={issue.key}>
            <RowHeader className={`r ${styles.line}`}>
              <span className={styles.word}>{areFiles ? "Fichier " : "Ligne "}</span>
              {formatCount(issue.line)}
            </RowHeader>
            <Cell phone="end">{issue.column ?? (areFiles ? "" : "Toute la ligne")}</Cell>
            <Cell phone="below" className={styles.message}>
              <Sentence>{issue.message}</Sentence>
            </Cell>
            <Cell phone="below" className={styles.raw}>
              {issue.raw}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
