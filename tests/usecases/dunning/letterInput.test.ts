/** What a letter is made from: the records that warn, name and order it. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { makeLink } = await import("../../support/answerLinks");
const { letterInput } = await import("@/usecases/dunning/letterInput");
const { recordLimitationAct } = await import("@/usecases/legal/recordLimitationAct");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { updateInvoice } = await import("@/usecases/invoicing/saveInvoice");
const { inCompany } = await import("@/db/inCompany");
const { localDate } = await import("@/domain/calendar");
const { formalNotice } = await import("@/domain/legal/formalNotice");
const { lintFormalNotice } = await import("@/domain/legal/lintFormalNotice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeEach(async () => {
  world = await makeCompany(clock);
});

const inputOf = (clientId: string, invoiceIds: string[]) =>
  inCompany(world.ctx.companyId, (tx) =>
    letterInput(
      tx,
      world.ctx.companyId,
      { id: "", clientId, channel: "FORMAL_NOTICE", invoiceIds },
      { today: localDate("2026-11-23"), timeZone: "Europe/Paris" },
      PUBLISHED_RATES,
    ),
  );

describe("a letter", () => {
  it("warns that the time to sue is over, unless a mediation stopped it in time", async () => {
    const clientId = await makeClient(world.ctx, { kind: "B2C", name: "Jean Petit", siren: "" });
    const old = { issuedOn: "2023-09-01", performedOn: "2023-09-01", dueOn: "2023-10-24" };
    const id = await makeInvoice(world.ctx, clientId, old);
    const codes = async () => lintFormalNotice(await inputOf(clientId, [id])).map(({ code }) => code);
    expect(await codes()).toContain("TIME_BARRED");
    const mediation = { kind: "SUSPENSION", onDate: "2025-06-01", proof: "Accord de médiation" };
    await recordLimitationAct(world.ctx, id, mediation, null);
    expect(await codes()).not.toContain("TIME_BARRED");
  });

  it.each([
    ["Jean Petit EI", true],
    ["EI Jean Petit", true],
    ["Jean Petit, entrepreneur individuel", true],
    ["Einstein SARL", false],
    ["Hôtel Le Beau Rei", false],
  ])("to « %s » tells a natural person in business how its data are used: %s", async (name, isNatural) => {
    const clientId = await makeClient(world.ctx, { name });
    const id = await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24" });
    expect((await inputOf(clientId, [id])).debtor.isNaturalPerson).toBe(isNatural);
  });

  it("to a public buyer says when its request for payment was received, or asks for that day", async () => {
    const clientId = await makeClient(world.ctx, { kind: "PUBLIC", name: "Mairie de Plouay" });
    const raw = { number: "F-1", dueOn: "2026-10-24" };
    const id = await makeInvoice(world.ctx, clientId, raw);
    const codes = async () => lintFormalNotice(await inputOf(clientId, [id])).map(({ code }) => code);
    expect(await codes()).toContain("REQUEST_RECEIPT");
    const rest = { issuedOn: "2026-09-24", totalCents: "4 320,00" };
    await updateInvoice(world.ctx, id, { ...raw, ...rest, requestReceivedOn: "25/09/2026" });
    expect(await codes()).not.toContain("REQUEST_RECEIPT");
    const { requestReceivedOn } = await readInvoice(world.ctx, id, PUBLISHED_RATES);
    expect(requestReceivedOn).toBe("2026-09-25");
  });

  it("names the email whose link still answers for all its invoices, and holds no link itself", async () => {
    const clientId = await makeClient(world.ctx);
    const due = { dueOn: "2026-10-24" };
    const [id = "", other = ""] = [
      await makeInvoice(world.ctx, clientId, due),
      await makeInvoice(world.ctx, clientId, due),
    ];
    expect((await inputOf(clientId, [id])).contact.linkedOn).toBeUndefined();
    const { token, messageId } = await makeLink(world, clientId, [id]);
    const input = await inputOf(clientId, [id]);
    expect(input.contact.linkedOn).toBe("2026-11-23");
    const words = formalNotice(input)
      .sections.find(({ key }) => key === "CONTACT")
      ?.paragraphs.join(" ");
    expect(words?.replaceAll("\u00a0", " ")).toContain(
      ", ou en ligne par le lien de notre courriel du 23 novembre 2026. Nous examinerons",
    );
    expect(words).not.toContain(token);
    expect((await inputOf(clientId, [id, other])).contact.linkedOn).toBeUndefined();
    await asOwner(database, "UPDATE answer_link SET expires_at = '2026-12-20' WHERE message_id = $1", [
      messageId,
    ]);
    expect((await inputOf(clientId, [id])).contact.linkedOn).toBeUndefined();
  });

  it("bears the number of the invoice that was due first", async () => {
    const clientId = await makeClient(world.ctx);
    const ids: string[] = [];
    for (const [number, dueOn] of [
      ["F-3", "2026-10-30"],
      ["F-2", "2026-10-24"],
      ["F-1", "2026-10-24"],
    ] as const) {
      ids.push(await makeInvoice(world.ctx, clientId, { number, dueOn }));
    }
    const input = await inputOf(clientId, ids);
    expect(input.reference).toBe("F-1 et suivantes");
    expect(input.paymentReference).toBe("F-1 F-2 F-3");
  });
});
