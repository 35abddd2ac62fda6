import type { LocalDate } from "@/domain/calendar";

/** What every section of the day needs to know of its page. */
export interface DayPage {
  /** Address of the company: `/atelier-brisset`. */
  home: string;
  slug: string;
  /** Address of this page with its filter: where a gesture comes back to. */
  back: string;
  today: LocalDate;
  timeZone: string;
  mayWork: boolean;
  mayApprove: boolean;
}

/** Fixed values of a gesture: the company, what it is about, and the way back to the day. */
export function gestureValues(page: DayPage, values: Readonly<Record<string, string>>) {
  return { societe: page.slug, retour: page.back, ...values };
}

/** Word of the address that names the answer that was just set aside. */
export const SET_ASIDE = "ecartee";
