import { formatDateLong } from "@/domain/dateText";
import { offsetLabel, stepName } from "@/domain/dunning/scenario";
import { sumCents } from "@/domain/money";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import type { ForecastView } from "@/usecases/dunning/readForecast";
import { daysOf } from "./daysOf";
import styles from "./ForecastTable.module.css";
import { countWords } from "./forecastWords";

interface ForecastTableProps {
  forecast: ForecastView;
  home: string;
}

/** Every contact, day by day. */
export function ForecastTable({ forecast, home }: ForecastTableProps) {
  return daysOf(forecast).map((day) => (
    <section key={day.on} id={`j-${day.on}`} className="section" aria-labelledby={`t-${day.on}`}>
      <div className="section__head">
        <h2 id={`t-${day.on}`}>
          <Sentence>{capital(formatDateLong(day.on))}</Sentence>
        </h2>
        <p>{countWords(day.counts, day.statements.length)}</p>
      </div>
      <Table caption={`Relances prévues le ${formatDateLong(day.on)}`} className={styles.days}>
        <TableHead>
          <Column>Client</Column>
          <Column>Étape</Column>
          <Column>Factures</Column>
          <Column align="end">Reste dû</Column>
        </TableHead>
        <TableBody>
          {day.contacts.map((contact) => (
            <TableRow key={`${contact.clientId} ${contact.channel} ${contact.runs[0]?.invoiceId}`}>
              <RowHeader>
                <Anchor href={`${home}/clients/${contact.clientId}`}>
                  {forecast.clientNames.get(contact.clientId)}
                </Anchor>
              </RowHeader>
              <Cell phone="under">
                {stepName({ ...contact, offsetDays: Math.max(...contact.runs.map((run) => run.offsetDays)) })}
                {contact.needsApproval && ", avec votre accord"}
              </Cell>
              <Cell phone="below">
                {contact.runs.map(({ invoiceId, offsetDays }, index) => (
                  <span key={invoiceId}>
                    {index > 0 && ", "}
                    <Anchor href={`${home}/factures/${invoiceId}/pourquoi?jour=${day.on}`}>
                      {forecast.invoiceNumbers.get(invoiceId)}
                    </Anchor>{" "}
                    ({offsetLabel(offsetDays)})
                  </span>
                ))}
              </Cell>
              <Cell align="end" phone="end">
                <Amount cents={sumCents(contact.runs.map((run) => run.balanceCents))} />
              </Cell>
            </TableRow>
          ))}
          {day.statements.map((clientId) => (
            <TableRow key={clientId}>
              <RowHeader>
                <Anchor href={`${home}/clients/${clientId}`}>{forecast.clientNames.get(clientId)}</Anchor>
              </RowHeader>
              <Cell phone="under">
                <Anchor href={`${home}/clients/${clientId}/releve`}>Relevé de compte</Anchor>
              </Cell>
              <Cell phone="below" />
              <Cell align="end" phone="end" />
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </section>
  ));
}

/** What each client will receive. */
export function ForecastClients({ forecast, home }: ForecastTableProps) {
  return (
    <Table caption="Relances prévues par client">
      <TableHead>
        <Column>Client</Column>
        <Column>Contacts</Column>
        <Column align="end">Reste dû</Column>
      </TableHead>
      <TableBody>
        {forecast.clients.map(({ clientId, counts, owedCents }) => (
          <TableRow key={clientId}>
            <RowHeader>
              <Anchor href={`${home}/clients/${clientId}`}>{forecast.clientNames.get(clientId)}</Anchor>
            </RowHeader>
            <Cell phone="under">{countWords(counts)}</Cell>
            <Cell align="end" phone="end">
              <Amount cents={owedCents} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function capital(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}
