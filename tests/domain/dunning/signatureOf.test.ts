/** Names are said once, in what is signed and in what is said on the phone. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { callScript } from "@/domain/dunning/callScript";
import { readyText } from "@/domain/dunning/readyTexts";
import { signatureOf } from "@/domain/dunning/signatureOf";

const PHONE = "06 12 34 56 78";

describe("what stands under the name of who signs", () => {
  it.each([
    [{ name: "Atelier Brisset", signatory: "Hélène Brisset", phone: PHONE }, `Atelier Brisset, ${PHONE}`],
    [{ name: "Camille Rousseau", signatory: "Camille Rousseau", phone: PHONE }, PHONE],
    [{ name: "CAMILLE ROUSSEAU", signatory: " Camille Rousseau ", phone: null }, ""],
  ])("%o", (signing, line) => {
    expect(signatureOf(signing)).toBe(line);
  });

  it("is what the company has written, when it has", () => {
    const look = { signature: ["Camille", "Graphiste"] };
    expect(signatureOf({ name: "C", signatory: "C", phone: PHONE }, look)).toBe("Camille\nGraphiste");
  });
});

describe("what a sole trader says on the phone", () => {
  const facts = {
    text: readyText({ channel: "CALL", tone: "FRIENDLY", offsetDays: 7 }, "fr", "FORMAL"),
    language: "fr" as const,
    form: "FORMAL" as const,
    today: localDate("2026-11-23"),
    companyName: "Camille Rousseau",
    clientName: "Brasserie du Port",
    contactName: "",
    invoices: [],
  };
  const invoice = {
    number: "2026-014",
    issuedOn: localDate("2026-10-19"),
    dueOn: localDate("2026-11-18"),
    balanceCents: 120_000n,
    subject: "",
    orderReference: null,
  };
  const script = (callerName: string) => callScript({ ...facts, callerName, invoices: [invoice] });

  it("has the name once, and both names when they differ", () => {
    expect(script("Camille Rousseau")).toContain("Bonjour, Camille Rousseau. Je vous appelle");
    expect(script("Sami Benali")).toContain("Bonjour, Sami Benali, de Camille Rousseau. Je vous appelle");
  });

  it("is the name of the business alone when it has theirs in it", () => {
    const named = { ...facts, companyName: "Éléonore d’Aubigné-Lefèvre Conseil", invoices: [invoice] };
    expect(callScript({ ...named, callerName: "Éléonore d'Aubigné-Lefèvre" })).toContain(
      "Bonjour, Éléonore d’Aubigné-Lefèvre Conseil. Je vous appelle",
    );
    expect(callScript({ ...named, callerName: "Léon" })).toContain("Bonjour, Léon, d’Éléonore");
  });

  it("names the firm that calls under a mandate, and for whom", () => {
    const firm = { ...facts, callerName: "Julien Morvan", invoices: [invoice] };
    for (const callerFirm of ["Morvan et associés", "Cabinet Morvan et associés"]) {
      expect(callScript({ ...firm, callerFirm })).toContain(
        "Bonjour, Julien Morvan, du cabinet Morvan et associés, pour Camille Rousseau. Je vous appelle",
      );
    }
  });
});
