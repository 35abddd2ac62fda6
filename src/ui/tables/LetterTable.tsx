import type { ReactNode } from "react";
import { SelectAll } from "../controls/SelectAll";
import { Amount } from "../text/Amount";
import { Anchor } from "../text/Anchor";
import styles from "./LetterTable.module.css";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "./Table";

export interface LetterRow {
  id: string;
  href: string;
  client: string;
  clientId: string;
  /** « Mise en demeure, F-2026-0418 ». */
  about: ReactNode;
  /** The last fact known of it. */
  fact: ReactNode;
  /** A bare `Pill`. */
  state: ReactNode;
  totalCents: bigint;
  isChecked?: boolean;
}

interface LetterTableProps {
  /** « Lettres à poster ». */
  caption: string;
  letters: readonly LetterRow[];
  /** Name of the checkboxes, which send letter ids: the table is then inside a form with a `BulkBar`. */
  selectName?: string;
}

/** The list of letters: one line at a desk, rows on a phone. */
export function LetterTable({ caption, letters, selectName }: LetterTableProps) {
  return (
    <Table caption={caption} isHoverable className={styles.list}>
      <TableHead>
        {selectName && (
          <Column className={styles.select}>
            <SelectAll name={selectName} besideColumnsFrom="tablet" />
          </Column>
        )}
        <Column>Client</Column>
        <Column>Où elle en est</Column>
        <Column>État</Column>
        <Column align="end">Réclamé</Column>
      </TableHead>
      <TableBody>
        {letters.map((letter) => (
          <TableRow key={letter.id}>
            {selectName && (
              <Cell className={styles.select}>
                <input
                  className="tick"
                  type="checkbox"
                  name={selectName}
                  value={letter.id}
                  defaultChecked={letter.isChecked}
                  data-cents={letter.totalCents.toString()}
                  data-party={letter.clientId}
                  aria-label={`Sélectionner la lettre à ${letter.client}`}
                />
              </Cell>
            )}
            <RowHeader className={styles.client} sub={letter.about}>
              <Anchor href={letter.href}>{letter.client}</Anchor>
            </RowHeader>
            <Cell className={styles.fact}>{letter.fact}</Cell>
            <Cell className={styles.state}>{letter.state}</Cell>
            <Cell align="end" className={styles.total}>
              <Amount cents={letter.totalCents} size="strong" />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
