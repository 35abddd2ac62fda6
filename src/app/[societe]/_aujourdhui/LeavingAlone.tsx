import type { LocalDate } from "@/domain/calendar";
import { feminineCount } from "@/domain/countWords";
import { formatDayMonth, formatMinuteOfDay, weekdayName } from "@/domain/dateText";
import { offsetLabel, type Tone } from "@/domain/dunning/scenario";
import { capitalised } from "@/domain/legal/phrases";
import { formatCount, NBSP } from "@/domain/money";
import { Section } from "@/ui/layout/Section";
import { Day, Days } from "@/ui/lists/Days";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Pill } from "@/ui/text/Pill";
import type { Leaving, LeavingItem } from "@/usecases/reporting/readLeaving";
import type { TodayView } from "@/usecases/reporting/readToday";
import { GestureButton } from "../../_forms/GestureButton";
import { resumeAll, stopAll } from "../reglages/envoi/actions";
import { type DayPage, gestureValues } from "./DayPage";

type LeavingAloneProps = Leaving &
  Pick<TodayView, "safeMode" | "isPaused"> & {
    page: DayPage;
  };

/** What leaves without anyone today, and on the working days that follow. */
export function LeavingAlone({
  leavingToday,
  moreToday,
  nextDays,
  safeMode,
  isPaused,
  page,
}: LeavingAloneProps) {
  return (
    <Section
      title={safeMode ? "Ce qui part avec votre accord" : "Ce qui part seul"}
      id="departs"
      aside={page.mayApprove && <Switch isPaused={isPaused} page={page} />}
    >
      {leavingToday.length === 0 ? (
        <p className="muted">{nothingToday({ safeMode, isPaused })}</p>
      ) : (
        <Table caption="Relances qui partent aujourd’hui" layout="stack">
          <TableHead>
            <Column>Aujourd’hui</Column>
            <Column>Client</Column>
            <Column>Étape</Column>
            <Column align="end">Réclamé</Column>
          </TableHead>
          <TableBody>
            {leavingToday.map((item) => (
              <LeavingRow
                key={item.messageId ?? `${item.clientId} ${item.minute}`}
                item={item}
                home={page.home}
              />
            ))}
          </TableBody>
        </Table>
      )}
      {moreToday > 0 && (
        <p className="small muted">
          Et {formatCount(moreToday)} {moreToday > 1 ? "autres" : "autre"} aujourd’hui.
        </p>
      )}
      {nextDays.length > 0 && (
        <Days title="Les jours ouvrés suivants">
          {nextDays.map((day) => (
            <Day key={day.on} name={dayName(day.on)} end={<Amount cents={day.amountCents} />}>
              {dayWords(day)}
            </Day>
          ))}
        </Days>
      )}
    </Section>
  );
}

/** The brake, where one sees what is about to leave. */
function Switch({ isPaused, page }: { isPaused: boolean; page: DayPage }) {
  const values = gestureValues(page, {});
  return isPaused ? (
    <GestureButton action={resumeAll} values={values} size="small" icon="play" about="les relances">
      Remettre en marche
    </GestureButton>
  ) : (
    <GestureButton action={stopAll} values={values} variant="quiet" size="small" icon="pause">
      Tout arrêter
    </GestureButton>
  );
}

function nothingToday({ safeMode, isPaused }: { safeMode: boolean; isPaused: boolean }): string {
  if (isPaused) return "Tout est arrêté : rien ne part aujourd’hui.".replace(" :", `${NBSP}:`);
  return safeMode ? "Aucune relance approuvée ne part aujourd’hui." : "Aucune relance ne part aujourd’hui.";
}

function LeavingRow({ item, home }: { item: LeavingItem; home: string }) {
  const href = item.messageId ? `${home}/messages/${item.messageId}` : `${home}/clients/${item.clientId}`;
  return (
    <TableRow>
      <Cell phone="underEnd">
        {formatMinuteOfDay(item.minute)}{" "}
        {item.isGone && (
          <Pill tone="positive" icon="check">
            Parti
          </Pill>
        )}
      </Cell>
      <RowHeader>
        <Anchor href={href}>{item.clientName}</Anchor>
      </RowHeader>
      <Cell phone="under">{stepWords(item)}</Cell>
      <Cell align="end" phone="end">
        <Amount cents={item.amountCents} />
      </Cell>
    </TableRow>
  );
}

const TONES: Record<Tone, string> = {
  FRIENDLY: "courriel",
  FIRM: "courriel ferme",
  FINAL: "dernier courriel",
};

/** `J+2, courriel`, `J+2, trois factures en un message`. */
function stepWords({ offsetDays, tone, count, isStatement }: LeavingItem): string {
  if (isStatement) return "Relevé de compte";
  const what = count > 1 ? `${feminineCount(count)} factures en un message` : TONES[tone ?? "FRIENDLY"];
  return offsetDays === null ? capitalised(what) : `${offsetLabel(offsetDays)}, ${what}`;
}

/** `Mardi 24`; the month with it when it begins. */
function dayName(on: LocalDate): string {
  const day = Number(on.slice(8));
  const date = day === 1 ? formatDayMonth(on) : String(day);
  return `${capitalised(weekdayName(on))}${NBSP}${date}`;
}

function dayWords(day: TodayView["nextDays"][number]): string {
  const parts = [
    day.emails > 0 ? `${day.emails}${NBSP}courriel${day.emails > 1 ? "s" : ""}` : "",
    day.calls > 0 ? `${day.calls}${NBSP}appel${day.calls > 1 ? "s" : ""} à passer` : "",
    day.letters > 0 ? `${day.letters}${NBSP}courrier${day.letters > 1 ? "s" : ""} à approuver` : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}
