/** Where in France the sender works: its public holidays and its clock. */

/** Where the sender works: decides its public holidays and its time zone. */
export const CALENDAR_ZONES = [
  "METROPOLE",
  "ALSACE_MOSELLE",
  "GUADELOUPE",
  "MARTINIQUE",
  "GUYANE",
  "REUNION",
  "MAYOTTE",
] as const;
export type CalendarZone = (typeof CALENDAR_ZONES)[number];

const TIME_ZONES: Record<CalendarZone, string> = {
  METROPOLE: "Europe/Paris",
  ALSACE_MOSELLE: "Europe/Paris",
  GUADELOUPE: "America/Guadeloupe",
  MARTINIQUE: "America/Martinique",
  GUYANE: "America/Cayenne",
  REUNION: "Indian/Reunion",
  MAYOTTE: "Indian/Mayotte",
};

/** IANA time zone of a calendar zone. */
export function timeZoneOf(zone: CalendarZone): string {
  return TIME_ZONES[zone];
}
