import { formatHalfYear } from "@/domain/legal/halfYear";
import { B2B_MARGIN_BPS, CLAUSE_FLOOR_MULTIPLE, PUBLIC_MARGIN_BPS } from "@/domain/legal/legalConstants";
import { capitalised } from "@/domain/legal/phrases";
import type { Confidence } from "@/domain/legal/rateTables";
import type { RateRow } from "@/domain/legal/rateVersions";
import { formatRateBps } from "@/domain/money";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import styles from "./RateTable.module.css";

interface RateTableProps {
  rows: readonly RateRow[];
  caption: string;
}

/** A half-year a row: the two official rates, and the three rates of late interest they make. */
export function RateTable({ rows, caption }: RateTableProps) {
  return (
    <Table caption={caption} className={styles.rates}>
      <TableHead>
        <Column>Semestre</Column>
        <Column align="end">BCE</Column>
        <Column align="end">Entre professionnels</Column>
        <Column align="end">Acheteur public</Column>
        <Column align="end">Intérêt légal</Column>
        <Column align="end">Minimum d’une clause</Column>
        <Column>Fiabilité</Column>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <HalfYearRow key={row.halfYear} row={row} />
        ))}
      </TableBody>
    </Table>
  );
}

function HalfYearRow({ row }: { row: RateRow }) {
  const { ecb, legal } = row;
  return (
    <TableRow>
      <RowHeader
        sub={<Sentence>{[ecb?.source, legal?.source].filter((source) => source).join(". ")}</Sentence>}
      >
        {capitalised(formatHalfYear(row.halfYear))}
      </RowHeader>
      <RateCell label="Taux de la BCE" rateBps={ecb?.rateBps} />
      <RateCell label="Entre professionnels" rateBps={ecb && ecb.rateBps + B2B_MARGIN_BPS.value} />
      <RateCell label="Acheteur public" rateBps={ecb && ecb.rateBps + PUBLIC_MARGIN_BPS.value} />
      <RateCell label="Intérêt légal, autres cas" rateBps={legal?.otherCasesBps} />
      <RateCell
        label="Minimum d’une clause"
        rateBps={legal && legal.otherCasesBps * CLAUSE_FLOOR_MULTIPLE.value}
      />
      <Cell phone="end">
        <ConfidenceMark marks={[ecb?.confidence, legal?.confidence]} />
      </Cell>
    </TableRow>
  );
}

function RateCell({ label, rateBps }: { label: string; rateBps: number | undefined }) {
  return (
    <Cell align="end" phone="pair" label={label}>
      {rateBps === undefined ? <span className="muted">inconnu</span> : formatRateBps(rateBps)}
    </Cell>
  );
}

/** The weaker of the two rates of the half-year. */
function ConfidenceMark({ marks }: { marks: readonly (Confidence | undefined)[] }) {
  if (marks.includes(undefined)) {
    return (
      <Pill tone="critical" icon="warning" ground="bare">
        À inscrire
      </Pill>
    );
  }
  return marks.includes("likely") ? (
    <Pill tone="caution" icon="warning" ground="bare">
      Probable
    </Pill>
  ) : (
    <Pill tone="positive" icon="check" ground="bare">
      Sûr
    </Pill>
  );
}
