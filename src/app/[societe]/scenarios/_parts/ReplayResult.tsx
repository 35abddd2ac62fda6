import { monthName } from "@/domain/dateText";
import type { ReplayAssumption, ReplayFigures } from "@/domain/dunning/replay";
import { replayCount as count, isSilent, replaySummary } from "@/domain/dunning/replayWords";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { Details } from "@/ui/messages/Details";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Sentence } from "@/ui/text/Sentence";
import type { ReplayView } from "@/usecases/dunning/readReplays";
import styles from "./ReplayResult.module.css";

type Played = NonNullable<ReplayView["result"]>["figures"];

/** What a year would have been, one column a scenario. */
export function ReplayResult({ replay }: { replay: ReplayView }) {
  const played = replay.result?.figures ?? [];
  const [first] = played;
  if (!first) return null;
  if (first.figures.invoices === 0) {
    return (
      <EmptyState icon="invoice" title="Rien à rejouer" level={3}>
        Aucune facture n’est connue sur ces douze mois. Importez les anciennes, même soldées{NBSP}: le calcul
        dira ce que le scénario aurait fait.
      </EmptyState>
    );
  }
  if (isSilent(played)) {
    return (
      <EmptyState icon="send" title="Rien ne serait parti" level={3}>
        <Sentence>{replaySummary(played, replay)}</Sentence> Une version sans étape, dont les étapes sont
        désactivées ou dont les conditions écartent toutes ces factures ne relance personne.
      </EmptyState>
    );
  }
  return (
    <div className={played.length === 1 ? `${styles.result} ${styles.alone}` : styles.result}>
      <p>
        <Sentence>{replaySummary(played, replay)}</Sentence>
      </p>
      <Table caption="Ce que chaque version aurait fait" layout="plain">
        <TableHead>
          <Column>Sur {count(first.figures.invoices)} factures</Column>
          {played.map(({ versionId, name, number }) => (
            <Column key={versionId} align="end">
              {name}, v{number}
            </Column>
          ))}
        </TableHead>
        <TableBody>
          {LINES.map(({ title, value }) => (
            <TableRow key={title}>
              <RowHeader>{title}</RowHeader>
              {played.map(({ versionId, figures }) => (
                <Cell key={versionId} align="end">
                  {value(figures)}
                </Cell>
              ))}
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <p className="small muted table__note">
        <Sentence>{typeset(assumptionSentence(replay.assumption))}</Sentence>
      </p>
      <Details summary="Mois par mois">
        <Months played={played} />
      </Details>
    </div>
  );
}

const LINES: readonly { title: string; value: (figures: ReplayFigures) => string }[] = [
  { title: "Courriels", value: ({ messages }) => count(messages) },
  { title: "Appels à passer", value: ({ calls }) => count(calls) },
  { title: "Lettres simples", value: ({ letters }) => count(letters) },
  { title: "Mises en demeure proposées", value: ({ formalNotices }) => count(formalNotices) },
  { title: "Envois à quelqu’un qui payait le jour même", value: ({ paidSameDay }) => count(paidSameDay) },
  { title: "Factures relancées", value: ({ invoicesReminded }) => count(invoicesReminded) },
  {
    title: "Clients contactés",
    value: ({ clientsContacted, clients }) => `${count(clientsContacted)} sur ${count(clients)}`,
  },
  { title: "Contacts par client contacté", value: averageContacts },
  {
    title: "Le plus pour un client",
    value: ({ mostContacts, mostContactedName }) =>
      mostContacts === 0 ? "0" : `${count(mostContacts)}, ${mostContactedName}`,
  },
  { title: "Le plus d’envois en 30 jours", value: ({ mostIn30Days }) => count(mostIn30Days) },
  { title: "Jours gagnés par facture relancée", value: gainedDays },
];

function averageContacts({
  messages,
  calls,
  letters,
  formalNotices,
  clientsContacted,
}: ReplayFigures): string {
  if (clientsContacted === 0) return "0";
  const average = (messages + calls + letters + formalNotices) / clientsContacted;
  return average.toFixed(1).replace(".", ",");
}

function gainedDays({ gainedDayBps, invoicesReminded }: ReplayFigures): string {
  if (invoicesReminded === 0) return "0";
  return (gainedDayBps / 10_000 / invoicesReminded).toFixed(1).replace(".", ",");
}

function assumptionSentence({ shareBps, withinDays }: ReplayAssumption): string {
  return `Jours gagnés, en supposant que ${shareBps / 100} % des clients règlent dans les ${withinDays}${NBSP}jours qui suivent leur première relance, au lieu du jour où ils ont payé. Le reste est compté, sans hypothèse : un règlement est supposé connu le lendemain, une étape à approuver approuvée le jour même.`;
}

function Months({ played }: { played: Played }) {
  const months = [...new Set(played.flatMap(({ figures }) => Object.keys(figures.byMonth)))].sort();
  return (
    <Table caption="Contacts de chaque mois" layout="plain">
      <TableHead>
        <Column>Mois</Column>
        {played.map(({ versionId, name, number }) => (
          <Column key={versionId} align="end">
            {name}, v{number}
          </Column>
        ))}
      </TableHead>
      <TableBody>
        {months.map((month) => (
          <TableRow key={month}>
            <RowHeader>
              {monthName(Number(month.slice(5)))} {month.slice(0, 4)}
            </RowHeader>
            {played.map(({ versionId, figures }) => {
              const { messages = 0, calls = 0, letters = 0 } = figures.byMonth[month] ?? {};
              return (
                <Cell key={versionId} align="end">
                  {count(messages + calls + letters)}
                </Cell>
              );
            })}
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
