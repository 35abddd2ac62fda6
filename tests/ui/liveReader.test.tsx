/** The preview beside the form of a step, as the page gives it before any script has run. */
import { expect, it } from "vitest";
import { withLive } from "@/app/_forms/LiveErrors";
import { IDLE } from "@/app/_server/formStateShape";
import { LiveReader } from "@/app/[societe]/scenarios/_parts/LiveReader";
import type { LiveReading } from "@/app/[societe]/scenarios/_parts/liveReading";
import { elementsOf, markupOf, only, textOf } from "./markup";

const READER = {
  address: "/a/scenarios/1/apercu",
  frame: "/a/scenarios/1/apercu?forme=saisie",
  fields: ["subject_fr", "body_fr"],
  title: "Ce que lira le client",
  note: "",
  invoices: [{ value: "7", label: "F-7, Dupont" }],
  invoiceId: "7",
  choiceForm: "choix",
};
const mail: LiveReading = {
  kind: "EMAIL",
  day: "Au 9 novembre",
  from: "Atelier",
  to: "x@client.example",
  subject: "Encore F-7",
  html: null,
};

it("shows the message as it was opened, in a frame that runs nothing, on an invoice one may change", () => {
  const html = markupOf(<LiveReader {...READER} first={mail} />);
  expect(only(html, "iframe").attributes).toMatchObject({ src: READER.frame, sandbox: "allow-same-origin" });
  expect(textOf(html)).toContain("Encore F-7");
  // The choice is a form of its own, and the form around knows which invoice is read.
  expect(only(html, "select").attributes).toMatchObject({ name: "facture", form: "choix" });
  expect(only(html, "button").attributes).toMatchObject({ type: "submit", form: "choix" });
  expect(only(html, "input").attributes).toMatchObject({ type: "hidden", name: "facture", value: "7" });
  const heard = elementsOf(html).filter(({ attributes }) => attributes.role === "status");
  expect(heard).toHaveLength(1);
});

it("shows the words of a call or a letter, and why nothing can be written", () => {
  const call: LiveReading = {
    kind: "TEXT",
    day: "",
    title: "Anne Lebreton",
    paragraphs: ["Bonjour, c’est moi."],
  };
  expect(textOf(markupOf(<LiveReader {...READER} first={call} />))).toContain("Bonjour, c’est moi.");
  const none: LiveReading = { kind: "NONE", day: "", problem: "Il manque une adresse." };
  const html = markupOf(<LiveReader {...READER} invoices={[]} invoiceId="" first={none} />);
  expect(textOf(html)).toContain("Il manque une adresse.");
  expect(elementsOf(html).filter(({ tag }) => tag === "select")).toEqual([]);
});

it("puts what is found while typing in the place of what the form said of the same fields", () => {
  const refused = { ...IDLE, status: "error" as const, errors: { body: "Trop long.", days: "Un nombre." } };
  expect(withLive(refused, { fields: ["subject", "body"], errors: { subject: "Vide." } }).errors).toEqual({
    subject: "Vide.",
    days: "Un nombre.",
  });
});
