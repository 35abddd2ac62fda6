import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { ButtonLink } from "../controls/ButtonLink";
import { Amount } from "../text/Amount";
import { Anchor } from "../text/Anchor";
import styles from "./CompanyTable.module.css";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "./Table";

export interface CompanyRow {
  id: string;
  href: string;
  name: string;
  /** Trade and town: « Agencement, Nantes ». */
  note?: string;
  /** Decisions that await someone. */
  toDoCount: number;
  /** What they are, in words; a `Notice` when one presses. */
  needs: ReactNode;
  /** Reminders that leave alone today. */
  aloneCount: number;
  overdueCents: bigint;
  /** Part of it that is more than 90 days late. */
  oldCents: bigint;
  /** Date of the mandate, or when it ends. */
  mandate: ReactNode;
}

interface CompanyTableProps {
  /** « Sociétés qui attendent une décision aujourd’hui ». */
  caption: string;
  companies: readonly CompanyRow[];
}

/** Every company of a firm: what awaits someone, what leaves alone, what is late. */
export function CompanyTable({ caption, companies }: CompanyTableProps) {
  return (
    <Table caption={caption} isHoverable className={styles.companies}>
      <TableHead>
        <Column>Société</Column>
        <Column align="end">À faire</Column>
        <Column className={styles.needs}>Ce qui attend quelqu’un</Column>
        <Column align="end">Part seul</Column>
        <Column align="end">En retard</Column>
        <Column align="end">
          Dont +{"\u00a0"}90{"\u00a0"}j
        </Column>
        <Column className={styles.mandate}>Mandat</Column>
        <Column>
          <span className="sr">Action</span>
        </Column>
      </TableHead>
      <TableBody>
        {companies.map((company) => (
          <CompanyLine key={company.id} company={company} />
        ))}
      </TableBody>
    </Table>
  );
}

function CompanyLine({ company }: { company: CompanyRow }) {
  const hasOld = company.oldCents > 0n;
  return (
    <TableRow>
      <RowHeader sub={company.note}>
        <Anchor href={company.href}>{company.name}</Anchor>
      </RowHeader>
      <Cell align="end" className={styles.todo}>
        {company.toDoCount}
        <span className="sr"> à faire</span>
      </Cell>
      <Cell className={styles.needs}>{company.needs}</Cell>
      <Cell align="end" className={classNames(styles.alone, company.aloneCount === 0 && "is-faint")}>
        {company.aloneCount}
      </Cell>
      <Cell align="end" className={styles.late}>
        <Amount cents={company.overdueCents} />
      </Cell>
      <Cell align="end" className={classNames(styles.old, !hasOld && styles.none)}>
        <Amount cents={company.oldCents} />
      </Cell>
      <Cell className={styles.mandate}>{company.mandate}</Cell>
      <Cell align="end" className={styles.open}>
        <ButtonLink href={company.href} variant="quietAccent" size="small">
          Ouvrir<span className="sr"> {company.name}</span>
        </ButtonLink>
      </Cell>
    </TableRow>
  );
}
