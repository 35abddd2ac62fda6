import { offsetLabel } from "@/domain/dunning/scenario";
import type { StepYield, StepYieldRow } from "@/domain/reporting/stepYield";
import { RateBar } from "@/ui/charts/RateBar";
import { Section } from "@/ui/layout/Section";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Cell, Column, RowHeader, Table, TableBody, TableFoot, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import type { Period } from "@/usecases/reporting/readDashboard";

const NAMES: Record<StepYieldRow["channel"], Record<StepYieldRow["tone"], string>> = {
  EMAIL: { FRIENDLY: "Courriel", FIRM: "Courriel ferme", FINAL: "Dernier courriel" },
  CALL: { FRIENDLY: "Appel", FIRM: "Appel", FINAL: "Appel" },
  LETTER: { FRIENDLY: "Lettre", FIRM: "Lettre", FINAL: "Lettre" },
  FORMAL_NOTICE: { FRIENDLY: "Mise en demeure", FIRM: "Mise en demeure", FINAL: "Mise en demeure" },
};

const SINCE: Record<Period, string> = { 3: "trois mois", 6: "six mois", 12: "un an" };

/** What came in after each step: the definition on the screen, never a claim of cause. */
export function StepResults({ steps, period }: { steps: StepYield; period: Period }) {
  return (
    <Section
      title="Ce que les relances ont fait rentrer"
      aside="Règlements reçus dans les sept jours qui suivent l’étape, chacun compté une fois, pour la dernière. La relance n’en est pas toujours la seule cause."
    >
      {steps.rows.length === 0 ? (
        <EmptyState icon="send" level={3} title="Aucune étape faite">
          Aucune relance n’a eu lieu depuis {SINCE[period]}.
        </EmptyState>
      ) : (
        <Table caption="Résultat de chaque étape des scénarios">
          <TableHead>
            <Column>Étape</Column>
            <Column align="end">Faites</Column>
            <Column>Suivies d’un règlement</Column>
            <Column align="end">Encaissé</Column>
          </TableHead>
          <TableBody>
            {steps.rows.map((row) => (
              <TableRow key={`${row.offsetDays} ${row.channel} ${row.tone}`}>
                <RowHeader>
                  <b>{offsetLabel(row.offsetDays)}</b>{" "}
                  <span className="muted">{NAMES[row.channel][row.tone]}</span>
                </RowHeader>
                <Cell align="end" phone="pair" label="Faites">
                  {row.runCount}
                </Cell>
                <Cell phone="below">
                  <RateBar percent={row.paidPercent} />
                </Cell>
                <Cell align="end" phone="end">
                  <Amount cents={row.receivedCents} />
                </Cell>
              </TableRow>
            ))}
          </TableBody>
          <TableFoot>
            <RowHeader>Total</RowHeader>
            <Cell align="end" phone="pair" label="Faites">
              {steps.runCount}
            </Cell>
            <Cell phone="hidden" />
            <Cell align="end" phone="end">
              <Amount cents={steps.receivedCents} />
            </Cell>
          </TableFoot>
        </Table>
      )}
    </Section>
  );
}
