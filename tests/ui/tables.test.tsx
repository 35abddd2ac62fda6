/** Tables that assistive tools read as tables, and forms as lists of boxes. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { AgingTable } from "@/ui/tables/AgingTable";
import { InvoiceTable } from "@/ui/tables/InvoiceTable";
import { elementsOf, markupOf, textOf } from "./markup";

describe("tables", () => {
  const invoice = {
    id: "0192",
    href: "/factures/0192",
    number: "F-2026-0418",
    client: "Conserverie Le Guen",
    dueOn: localDate("2026-10-24"),
    delayDays: 30,
    nextStep: "Mise en demeure à approuver",
    state: "À approuver",
    balanceCents: 332000n,
  };

  it("keep the roles that styles would take away", () => {
    const html = markupOf(<InvoiceTable caption="Factures" invoices={[invoice]} />);
    const roles: Record<string, string> = { table: "table", tr: "row", td: "cell", thead: "rowgroup" };
    for (const { tag, attributes } of elementsOf(html)) {
      if (roles[tag]) expect([tag, attributes.role]).toEqual([tag, roles[tag]]);
      if (tag === "th")
        expect(attributes.role).toBe(attributes.scope === "col" ? "columnheader" : "rowheader");
    }
    expect(textOf(html)).toContain("Factures");
  });

  it("send the invoices checked, with what a count needs", () => {
    const html = markupOf(<InvoiceTable caption="F" invoices={[invoice]} selectName="facture" />);
    const box = elementsOf(html).find(({ attributes }) => attributes.name === "facture");
    expect(box?.attributes).toMatchObject({
      value: "0192",
      "data-cents": "332000",
      "data-party": "Conserverie Le Guen",
      "aria-label": "Sélectionner F-2026-0418",
    });
  });

  it("have one cell for each column, with or without boxes", () => {
    for (const selectName of [undefined, "facture"]) {
      const elements = elementsOf(
        markupOf(<InvoiceTable caption="F" invoices={[invoice]} selectName={selectName} />),
      );
      const columns = elements.filter(({ attributes }) => attributes.role === "columnheader");
      const cells = elements.filter(({ attributes }) => /^(cell|rowheader)$/.test(attributes.role ?? ""));
      expect(cells).toHaveLength(columns.length);
    }
  });

  it("say « rien » for an age that holds nothing", () => {
    const row = { name: "Abgrall", amountsCents: [0n, 984000n], totalCents: 984000n };
    const html = markupOf(
      <AgingTable caption="B" buckets={["À échoir", "1 à 30 j"]} rows={[row]} total={row} />,
    );
    expect(textOf(html)).toContain("rien9\u00a0840,00\u00a0€9\u00a0840,00\u00a0€");
  });
});
