import type { ForecastDay } from "@/domain/dunning/forecast";
import type { ForecastView } from "@/usecases/dunning/readForecast";

/** A day of the forecast with the clients who receive a statement of account. */
export interface ForecastDayView extends ForecastDay {
  statements: readonly string[];
}

const NONE = { EMAIL: 0, CALL: 0, LETTER: 0, FORMAL_NOTICE: 0 };

/** Days with a reminder or a statement, in order. */
export function daysOf({ days, statements }: Pick<ForecastView, "days" | "statements">): ForecastDayView[] {
  const stated = new Map(statements.map(({ on, clientIds }) => [on, clientIds]));
  const reminded = new Set(days.map(({ on }) => on));
  const alone = statements.filter(({ on }) => !reminded.has(on));
  return [
    ...days.map((day) => ({ ...day, statements: stated.get(day.on) ?? [] })),
    ...alone.map(({ on, clientIds }) => ({ on, contacts: [], counts: NONE, statements: clientIds })),
  ].sort((a, b) => (a.on < b.on ? -1 : 1));
}
