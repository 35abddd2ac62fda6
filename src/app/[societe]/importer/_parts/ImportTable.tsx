import { formatCount } from "@/domain/money";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import type { ImportSummary } from "@/usecases/invoicing/readImport";
import { stateOf } from "./words";

/** Files imported before, the newest first. */
export function ImportTable({ imports, base }: { imports: readonly ImportSummary[]; base: string }) {
  return (
    <Table caption="Imports, du plus récent au plus ancien" isHoverable>
      <TableHead>
        <Column>Fichier</Column>
        <Column>Déposé le</Column>
        <Column>État</Column>
        <Column align="end">Créées</Column>
        <Column align="end">Déjà là</Column>
        <Column align="end">Refusées</Column>
      </TableHead>
      <TableBody>
        {imports.map((one) => (
          <TableRow key={one.id}>
            <RowHeader>
              <Anchor href={`${base}/${one.id}`}>{one.fileName}</Anchor>
            </RowHeader>
            <Cell phone="under">
              <DateText on={one.startedOn} format="shortYear" />
            </Cell>
            <Cell phone="end">
              <StatePill one={one} />
            </Cell>
            <Count
              label="Créées"
              count={one.createdCount + one.creditedCount}
              isShown={one.state !== "MAPPING"}
            />
            <Count label="Déjà là" count={one.unchangedCount} isShown={one.state !== "MAPPING"} />
            <Count label="Refusées" count={one.errorCount} isShown={one.state !== "MAPPING"} />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function StatePill({ one }: { one: ImportSummary }) {
  const { label, tone, icon } = stateOf(one);
  return (
    <Pill ground="bare" icon={icon} {...(tone && { tone })}>
      {label}
    </Pill>
  );
}

function Count({ label, count, isShown }: { label: string; count: number; isShown: boolean }) {
  return (
    <Cell align="end" phone={isShown && count > 0 ? "pair" : "hidden"} label={label}>
      {isShown ? formatCount(count) : ""}
    </Cell>
  );
}
