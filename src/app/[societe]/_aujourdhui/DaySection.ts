import type { ReactNode } from "react";
import type { WaitingKind } from "@/domain/reporting/waiting";

/** How a row is named: by its client alone, or, under the heading of its client, by what it asks. */
export interface RowPlace {
  title: string;
  isGrouped: boolean;
}

/** One decision of the day. */
export interface DayRow {
  id: string;
  clientId: string;
  clientName: string;
  kind: WaitingKind;
  draw: (place: RowPlace) => ReactNode;
}

/** Decisions of one sort. */
export interface DaySection {
  id: string;
  title: string;
  aside?: ReactNode;
  rows: readonly DayRow[];
  /** At most so many clients are shown; `more` leads to the others. */
  shown?: number;
  more?: (count: number) => ReactNode;
}

/** The row of a decision about a client. */
export function dayRow(
  item: { clientId: string; clientName: string },
  id: string,
  kind: WaitingKind,
  draw: DayRow["draw"],
): DayRow {
  return { id, clientId: item.clientId, clientName: item.clientName, kind, draw };
}
