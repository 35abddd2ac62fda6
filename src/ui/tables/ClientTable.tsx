import { classNames } from "../classNames";
import { Amount } from "../text/Amount";
import { Anchor } from "../text/Anchor";
import { Pill } from "../text/Pill";
import { Sentence } from "../text/Sentence";
import styles from "./ClientTable.module.css";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "./Table";

export interface ClientRow {
  id: string;
  href: string;
  name: string;
  /** « Professionnel ». */
  kind: string;
  /** What comes first for it; empty when nothing is owed. */
  nextStep: string;
  /** Usual days after the due date: « + 18 j »; nothing when it has settled nothing yet. */
  habit?: string;
  /** Days late of the oldest open invoice, 0 when none is late. */
  oldestDaysLate: number;
  openCents: bigint;
  overdueCents: bigint;
  /** A server refused one of its addresses. */
  hasRefusedAddress: boolean;
}

type SortKey = "name" | "overdue";

interface ClientTableProps {
  /** « Clients, ceux qui doivent le plus en retard d’abord ». */
  caption: string;
  clients: readonly ClientRow[];
  sorted: SortKey;
  /** Address of the list sorted by each column that can be. */
  sortHrefs: Record<SortKey, string>;
}

/** The list of clients: one line at a desk, two on a tablet, three on a phone. */
export function ClientTable({ caption, clients, sorted, sortHrefs }: ClientTableProps) {
  return (
    <Table caption={caption} density="scan" isHoverable className={styles.list}>
      <TableHead>
        <Column sortHref={sortHrefs.name} {...(sorted === "name" && { sorted: "ascending" })}>
          Client
        </Column>
        <Column className={styles.kind}>Type</Column>
        <Column>Prochaine étape</Column>
        <Column align="end" className={styles.habit}>
          Paie d’habitude
        </Column>
        <Column align="end" className={styles.oldest}>
          Plus ancien
        </Column>
        <Column align="end">Encours</Column>
        <Column
          align="end"
          sortHref={sortHrefs.overdue}
          {...(sorted === "overdue" && { sorted: "descending" })}
        >
          En retard
        </Column>
      </TableHead>
      <TableBody>
        {clients.map((client) => (
          <ClientLine key={client.id} client={client} />
        ))}
      </TableBody>
    </Table>
  );
}

function ClientLine({ client }: { client: ClientRow }) {
  const { overdueCents, openCents, oldestDaysLate } = client;
  return (
    <TableRow>
      <RowHeader className={styles.client}>
        <Anchor href={client.href}>{client.name}</Anchor>
      </RowHeader>
      <Cell className={styles.kind}>{client.kind}</Cell>
      <Cell className={styles.step}>
        {client.hasRefusedAddress ? (
          <Pill ground="bare" tone="caution" icon="warning">
            Adresse refusée
          </Pill>
        ) : (
          client.nextStep && <Sentence>{client.nextStep}</Sentence>
        )}
      </Cell>
      <Cell align="end" className={styles.habit}>
        {client.habit && (
          <>
            <span className={styles.words}>d’habitude </span>
            {client.habit}
          </>
        )}
      </Cell>
      <Cell align="end" className={styles.oldest}>
        {oldestDaysLate > 0 && (
          <>
            {oldestDaysLate}
            {"\u00a0"}j
          </>
        )}
      </Cell>
      <Cell align="end" className={classNames(styles.open, openCents === 0n && "is-faint")}>
        {openCents > 0n ? (
          <>
            <span className={styles.words}>encours </span>
            <Amount cents={openCents} />
          </>
        ) : (
          <Nothing>rien à régler</Nothing>
        )}
      </Cell>
      <Cell align="end" className={classNames(styles.late, overdueCents === 0n && "is-faint")}>
        {overdueCents > 0n ? (
          <Amount cents={overdueCents} size="strong" />
        ) : (
          <Nothing>rien en retard</Nothing>
        )}
      </Cell>
    </TableRow>
  );
}

/** A dash for the eye, words for the ear. */
function Nothing({ children }: { children: string }) {
  return (
    <>
      <span aria-hidden="true">–</span>
      <span className="sr">{children}</span>
    </>
  );
}
