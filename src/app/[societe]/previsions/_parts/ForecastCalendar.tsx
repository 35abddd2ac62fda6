import { addDays, dateOf, endOfMonth, type LocalDate, weekday } from "@/domain/calendar";
import { monthName } from "@/domain/dateText";
import { holidayName } from "@/domain/publicHolidays";
import { MonthCalendar } from "@/ui/charts/MonthCalendar";
import type { ForecastView } from "@/usecases/dunning/readForecast";
import { daysOf, type ForecastDayView } from "./daysOf";
import { countParts, statementParts, total } from "./forecastWords";

interface ForecastCalendarProps {
  forecast: ForecastView;
  /** Address of the table, whose days have anchors. */
  tableHref: string;
}

/** The months of the forecast, one cell a day. */
export function ForecastCalendar({ forecast, tableHref }: ForecastCalendarProps) {
  const days = new Map(daysOf(forecast).map((day) => [day.on, day]));
  const cell = (on: LocalDate) => {
    const day = days.get(on);
    const holiday = holidayName(on, forecast.zone);
    const off = holiday ?? (weekday(on) > 5 ? "week-end" : undefined);
    return {
      on,
      ...(day && { content: <DayContent {...day} />, href: `${tableHref}#j-${on}` }),
      ...(off && { off }),
      ...(on === forecast.today && { isToday: true }),
      ...((on < forecast.today || on > forecast.untilOn) && { isOutside: true }),
    };
  };
  return monthsOf(forecast.today, forecast.untilOn).map(({ first, title }) => (
    <MonthCalendar
      key={first}
      title={title}
      caption={`Relances prévues, ${title}`}
      weeks={weeksOf(first)
        .filter(isTold(forecast))
        .map((week) => week.map((on) => (on === null ? null : cell(on))))}
    />
  ));
}

/** Weeks that hold a day of the forecast. */
function isTold({ today, untilOn }: ForecastView) {
  return (week: readonly (LocalDate | null)[]) =>
    week.some((on) => on !== null && on >= today && on <= untilOn);
}

function DayContent({ counts, statements }: ForecastDayView) {
  return (
    <>
      <b>{total(counts) + statements.length}</b>
      <span> {[...countParts(counts), ...statementParts(statements.length)].join(", ")}</span>
    </>
  );
}

function monthsOf(from: LocalDate, to: LocalDate): { first: LocalDate; title: string }[] {
  const months: { first: LocalDate; title: string }[] = [];
  let first = dateOf(Number(from.slice(0, 4)), Number(from.slice(5, 7)), 1);
  while (first <= to) {
    const name = monthName(Number(first.slice(5, 7)));
    months.push({ first, title: `${name.charAt(0).toUpperCase()}${name.slice(1)} ${first.slice(0, 4)}` });
    first = addDays(endOfMonth(first), 1);
  }
  return months;
}

function weeksOf(first: LocalDate): (LocalDate | null)[][] {
  const last = endOfMonth(first);
  const cells: (LocalDate | null)[] = Array.from({ length: weekday(first) - 1 }, () => null);
  for (let on = first; on <= last; on = addDays(on, 1)) cells.push(on);
  while (cells.length % 7 !== 0) cells.push(null);
  return Array.from({ length: cells.length / 7 }, (_, week) => cells.slice(week * 7, week * 7 + 7));
}
