import { typeset } from "@/domain/typography";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { OPERATIONS } from "../../../api/v1/_parts/operations";
import styles from "./contract.module.css";

/** Everything there is, in one look. */
export function AddressTable() {
  return (
    <>
      <h2 id="adresses">Toutes les adresses</h2>
      <Table caption="Adresses de l’API" className={styles.table}>
        <TableHead>
          <Column>Adresse</Column>
          <Column>Ce qu’elle fait</Column>
        </TableHead>
        <TableBody>
          {OPERATIONS.map(({ id, method, path, summary, permission }) => (
            <TableRow key={id}>
              <RowHeader sub={SUBS[permission ?? "none"]}>
                <code className="anywhere">{`${method.toUpperCase()} ${path || "/"}`}</code>
              </RowHeader>
              <Cell phone="below">{typeset(summary)}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}

/** What the key must permit. */
const SUBS = { none: "sans clé", read: "lecture", work: "écriture" } as const;
