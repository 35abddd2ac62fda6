/** The day's decisions: one heading a client, filters, counts. */
import { expect, it } from "vitest";
import { AddressRow } from "@/app/[societe]/_aujourdhui/AddressRow";
import { type DayRow, type DaySection, dayRow } from "@/app/[societe]/_aujourdhui/DaySection";
import { DaySections } from "@/app/[societe]/_aujourdhui/DaySections";
import { localDate } from "@/domain/calendar";
import type { WorkTab } from "@/domain/reporting/workTabs";
import { markupOf, textOf } from "./markup";

const page = {
  home: "/a",
  slug: "a",
  back: "/a",
  today: localDate("2026-11-23"),
  timeZone: "Europe/Paris",
  mayWork: true,
  mayApprove: true,
};
const row = (clientName: string, kind: DayRow["kind"]): DayRow =>
  dayRow({ clientId: clientName, clientName }, `${clientName} ${kind}`, kind, ({ title }) => (
    <li>[{title}]</li>
  ));
const SECTIONS: DaySection[] = [
  { id: "appels", title: "Appels", rows: [row("Pennec", "CALL"), row("Tavernier", "CALL")] },
  { id: "lettres", title: "Lettres", rows: [row("Pennec", "LETTER_TO_POST")] },
  {
    id: "relances",
    title: "Relances",
    rows: [row("Ozanne", "APPROVAL"), row("Hervé", "APPROVAL")],
    shown: 1,
    more: (count) => `et ${count} autre`,
  },
];
const countsOf = (sections: readonly DaySection[]) => {
  const counts = new Map<DayRow["kind"], number>();
  for (const { kind } of sections.flatMap(({ rows }) => rows)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
};
const said = (tab: WorkTab, sections = SECTIONS, waiting = countsOf(sections)) =>
  textOf(markupOf(<DaySections sections={sections} tab={tab} waiting={waiting} page={page} />));

it("puts the decisions of one client under its name, where the most urgent stands", () => {
  const text = said("tout");
  expect(text).toContain("Appels 2Avec une autre décision pour ces clients.");
  expect(text).toMatch(
    /Pennec.*2.décisions pour ce client.*\[Appel à passer\]\[Lettre à poster\].*\[Tavernier\]/,
  );
  expect(text).not.toContain("Lettres");
  expect(text).toMatch(/Relances 2.*\[Ozanne\].*et 1 autre/);
});

it("shows one sort of decisions alone", () => {
  expect(said("appels")).toBe(textOf("Appels 2[Pennec][Tavernier]"));
  expect(said("accords")).toContain("Lettres 1[Pennec]");
});

it("counts beside a heading what the heading names, also what stands elsewhere or was not read", () => {
  const sections: DaySection[] = [
    { id: "delais", title: "Délais", rows: [row("Pennec", "LIMITATION")] },
    { id: "appels", title: "Appels", rows: [row("Pennec", "CALL"), row("Tavernier", "CALL")] },
  ];
  const text = said("tout", sections, new Map([...countsOf(sections), ["CALL", 102]]));
  expect(text).toContain("Délais 1Avec une autre décision");
  expect(text).toMatch(/Appels 101.*100.autres se montrent/);
});

it("hides no decision behind a list that shows others", () => {
  const sections: DaySection[] = [
    { ...SECTIONS[2], id: "relances", title: "Relances", rows: SECTIONS[2]?.rows ?? [] },
    { id: "trancher", title: "À trancher", rows: [row("Hervé", "DISPUTE"), row("Ozanne", "DISPUTE")] },
  ];
  const text = said("tout", sections);
  expect(text).toMatch(/Relances 2.*Ozanne.*\[Litige à traiter\].*et 1 autre/);
  expect(text).toMatch(/À trancher 1\[Hervé\]$/);
});

it("a refused address says which message did not arrive there, with the way to it and to what it speaks of", () => {
  const lost = {
    messageId: "m1",
    kind: "INSTALMENT_NOTICE",
    on: localDate("2026-11-23"),
    answerId: "a1",
  } as const;
  const address = { contactId: "k1", clientId: "c1", clientName: "Pennec", email: "a@pennec.example" };
  const html = markupOf(
    <AddressRow
      address={{ ...address, refusal: "550 Unknown user", lost }}
      page={page}
      place={{ title: "Pennec", isGrouped: false }}
    />,
  );
  expect(textOf(html)).toMatch(
    /a@pennec\.example\. Pas arrivé.: Rappel d’un versement, le 23.novembre \(voir l’échéancier\)\. Le serveur/,
  );
  expect(html).toContain('href="/a/messages/m1"');
  expect(html).toContain('href="/a/reponses/a1"');
});
