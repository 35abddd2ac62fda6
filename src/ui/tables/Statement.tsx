import type { ReactNode } from "react";
import { Amount } from "../text/Amount";
import { Sentence } from "../text/Sentence";
import { Cell, Column, RowHeader, Table, TableBody, TableFoot, TableHead, TableRow } from "./Table";

interface StatementLine {
  /** « Pénalités de retard ». */
  label: string;
  /** Period and computation: « 13 au 23 nov., 11 jours, 3 320,00 € à 12,40 % ». */
  detail?: ReactNode;
  /** Euro cents; negative for what was paid. */
  amountCents: bigint;
}

interface StatementProps {
  /** « Décompte arrêté au 23 novembre 2026 ». */
  caption: string;
  lines: readonly StatementLine[];
  /** Under the ink line; the sum of the lines. */
  total: { label: string; amountCents: bigint };
  /** Under the table: what each further day costs, the source of the rate. */
  note?: ReactNode;
}

/** The statement of a claim, line by line, that anyone can add up by hand. */
export function Statement({ caption, lines, total, note }: StatementProps) {
  return (
    <>
      <Table caption={caption}>
        <TableHead>
          <Column>Ligne</Column>
          <Column>Période et calcul</Column>
          <Column align="end">Montant</Column>
        </TableHead>
        <TableBody>
          {lines.map((line, index) => (
            // Two lines may have the same name; a statement never changes order.
            <TableRow key={index}>
              <RowHeader>{line.label}</RowHeader>
              <Cell phone="below">{line.detail}</Cell>
              <Cell align="end" phone="end">
                <Amount cents={line.amountCents} />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
        <TableFoot>
          <RowHeader>
            <Sentence>{total.label}</Sentence>
          </RowHeader>
          <Cell phone="below" />
          <Cell align="end" phone="end">
            <Amount cents={total.amountCents} />
          </Cell>
        </TableFoot>
      </Table>
      {note && <p className="small muted table__note">{note}</p>}
    </>
  );
}
