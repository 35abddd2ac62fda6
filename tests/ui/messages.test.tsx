/** Lists of errors, pages of a list, and what works without script. */
import { describe, expect, it } from "vitest";
import { FilterChips } from "@/ui/controls/FilterChips";
import { Pager } from "@/ui/controls/Pager";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { Tabs } from "@/ui/controls/Tabs";
import { Dialog } from "@/ui/messages/Dialog";
import { DialogLink } from "@/ui/messages/DialogLink";
import { ErrorSummary } from "@/ui/messages/ErrorSummary";
import { Flash } from "@/ui/messages/Flash";
import { CopyText } from "@/ui/surfaces/CopyText";
import { elementsOf, markupOf, only, textOf } from "./markup";

describe("ErrorSummary", () => {
  const errors = [
    { field: "echeance", message: "Novembre n’a que 30 jours." },
    { message: "Compte bloqué." },
  ];

  it("is not there without errors", () => {
    expect(markupOf(<ErrorSummary errors={[]} />)).toBe("");
  });

  it("leads to each field it names, and counts", () => {
    const html = markupOf(<ErrorSummary errors={errors} />);
    expect(only(html, "a").attributes.href).toBe("#echeance");
    expect(textOf(html)).toBe("2 points à corrigerNovembre n’a que 30 jours.Compte bloqué.");
  });

  it("can take the focus, and asks the browser for it", () => {
    const box = elementsOf(markupOf(<ErrorSummary errors={errors} />))[0]?.attributes ?? {};
    expect(box).toMatchObject({ role: "alert", tabindex: "-1", autofocus: "" });
  });
});

describe("Pager", () => {
  const links = (html: string) => elementsOf(html).filter(({ tag }) => tag === "a");

  it("leads both ways in the middle of a list", () => {
    const html = markupOf(
      <Pager previousHref="?avant=a" nextHref="?apres=b">
        17 à 32
      </Pager>,
    );
    expect(links(html).map(({ attributes }) => [attributes.rel, attributes.href])).toEqual([
      ["prev", "?avant=a"],
      ["next", "?apres=b"],
    ]);
  });

  it("dims the end that leads nowhere", () => {
    const html = markupOf(<Pager nextHref="?apres=b">1 à 16</Pager>);
    expect(links(html)).toHaveLength(1);
    const ends = elementsOf(html).filter(({ attributes }) => attributes["aria-disabled"] === "true");
    expect(ends).toHaveLength(1);
    expect(textOf(html)).toBe("1 à 16PrécédentesSuivantes");
  });

  it("has no button when everything is on the page", () => {
    expect(textOf(markupOf(<Pager>9 sociétés</Pager>))).toBe("9 sociétés");
  });
});

it("says which tab is open, and only one", () => {
  const tabs = [
    { href: "?e=1", label: "À venir", count: 0 },
    { href: "?e=2", label: "En retard", count: 38, isCurrent: true },
  ];
  const html = markupOf(<Tabs label="Factures" tabs={tabs} />);
  const current = elementsOf(html).filter(({ attributes }) => attributes["aria-current"]);
  expect(current.map(({ attributes }) => attributes.href)).toEqual(["?e=2"]);
  expect(textOf(html)).toBe("À venir 0En retard 38");
});

it("shows no filter when none is in force", () => {
  expect(markupOf(<FilterChips filters={[]} clearHref="?" />)).toBe("");
});

describe("without script", () => {
  it("a flash closes by its own form", () => {
    const html = markupOf(<Flash>Promesse enregistrée.</Flash>);
    expect(only(html, "form").attributes.method).toBe("dialog");
    expect("open" in only(html, "dialog").attributes).toBe(true);
  });

  it("a dialog stays shut and its link leads to the page that does the same", () => {
    const html = markupOf(
      <>
        <DialogLink opens="d" href="/factures/1/approuver">
          Approuver
        </DialogLink>
        <Dialog id="d" title="Approuver ?" action="/x" actions={<SubmitButton>Oui</SubmitButton>}>
          Une fois postée…
        </Dialog>
      </>,
    );
    expect("open" in only(html, "dialog").attributes).toBe(false);
    expect(only(html, "a").attributes.href).toBe("/factures/1/approuver");
    expect(only(html, "button").attributes).toMatchObject({ type: "submit" });
  });

  it("a value to copy is selectable, and has no button that would do nothing", () => {
    const html = markupOf(<CopyText label="IBAN" value="FR76" />);
    expect(elementsOf(html).some(({ tag }) => tag === "button")).toBe(false);
    expect(html).toContain('tabindex="0"');
  });
});
