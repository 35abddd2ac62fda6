/** The way to a title follows what the records hold, and what the person answers in the address. */
import { beforeEach, describe, expect, it } from "vitest";
import { createTestDatabase } from "../../support/database";
import { wholePdf } from "../../support/pdfFiles";

await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { closeInvoice } = await import("@/usecases/invoicing/closeInvoice");
const { addClaimProof } = await import("@/usecases/legal/addClaimProof");
const { openInsolvency } = await import("@/usecases/legal/openInsolvency");
const { readCourtQuery, readCourtRoute } = await import("@/usecases/legal/readCourtRoute");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { inCompany } = await import("@/db/inCompany");
const { newId } = await import("@/db/values");

const clock = parisClock("2026-11-20");
let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";
let invoiceId = "";

beforeEach(async () => {
  clock.setParis("2026-11-20");
  world = await makeCompany(clock);
  clientId = await makeClient(world.ctx, { city: "Lyon", postcode: "69003" });
  invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-09-24", totalCents: "3 000,00" });
});

const routeOf = (search: Record<string, string> = {}) =>
  readCourtRoute(world.ctx, invoiceId, readCourtQuery(search), PUBLISHED_RATES);

/** A formal notice presented long ago, with its deadline over. */
async function noticeOver(): Promise<void> {
  const { companyId } = world.ctx;
  const day = (text: string) => new Date(`${text}T00:00:00Z`);
  await inCompany(companyId, (tx) =>
    tx.letter.create({
      data: {
        companyId,
        id: newId(),
        clientId,
        channel: "FORMAL_NOTICE",
        state: "DELIVERED",
        datedOn: day("2026-10-24"),
        postedOn: day("2026-10-24"),
        presentedOn: day("2026-10-27"),
        deadlineOn: day("2026-11-04"),
        totalCents: 0n,
        content: {},
        createdAt: new Date(),
        invoices: {
          create: { invoiceId, invoiceVersion: 1, balanceCents: 0n, penaltyCents: 0n, indemnityCents: 0n },
        },
      },
    }),
  );
}

async function wholeFile(): Promise<void> {
  for (const category of ["ORDER", "DELIVERY"]) {
    const file = { name: "piece.pdf", bytes: wholePdf(category) };
    await addClaimProof(world.ctx, invoiceId, { category }, file);
  }
}

describe("the route", () => {
  it("leads nowhere for an invoice that is cancelled, and says why", async () => {
    await closeInvoice(world.ctx, invoiceId, { status: "CANCELLED", closeReason: "Refaite" });
    const { route, totalDueCents, problem } = await routeOf();
    expect([route, totalDueCents]).toEqual([null, 0n]);
    expect(problem).toContain("annulée");
  });

  it("prepares first, and already says where it leads", async () => {
    expect(await routeOf()).toMatchObject({
      route: { kind: "FORMAL_NOTICE" },
      next: { kind: "PAYMENT_INJUNCTION", court: { name: "tribunal des activités économiques de Lyon" } },
    });
    await noticeOver();
    const incomplete = await routeOf();
    expect(incomplete.route?.kind).toBe("COMPLETE_FILE");
    expect(incomplete.route?.missingDocuments).toContain("Bon de commande, devis accepté ou contrat");
    await wholeFile();
    const ready = await routeOf();
    expect(ready).toMatchObject({ route: { kind: "PAYMENT_INJUNCTION" }, next: null });
    expect(ready.route?.missingDocuments).not.toContain("Bon de commande, devis accepté ou contrat");
  });

  it("follows the answers of the address, and ignores what it does not understand", async () => {
    await noticeOver();
    await wholeFile();
    expect((await routeOf({ repond: "oui" })).route?.kind).toBe("SMALL_CLAIMS");
    expect((await routeOf({ repond: "oui", refus: "1" })).route?.kind).toBe("PAYMENT_INJUNCTION");
    const civil = await routeOf({ activite: "CIVIL", tribunal: "villefranche" });
    expect(civil.route?.court).toEqual({
      kind: "TRIBUNAL_JUDICIAIRE",
      name: "tribunal judiciaire de villefranche",
    });
    expect((await routeOf({ activite: "n’importe quoi" })).answers.activity).toBe("COMMERCIAL");
  });

  it("gathers the other due invoices of the client when asked, none that is not due", async () => {
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-10-24", totalCents: "9 000,00" });
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-12-24", totalCents: "500,00" });
    const alone = await routeOf();
    expect([alone.invoices.length, alone.othersCount]).toEqual([1, 1]);
    const together = await routeOf({ portee: "client" });
    expect(together.invoices).toHaveLength(2);
    // 12 000 € of principal, and what is due beside it: a lawyer is compulsory at a hearing.
    expect(together.totalDueCents).toBeGreaterThan(1_200_000n);
  });

  it("is to declare the claim once a procedure is open", async () => {
    await openInsolvency(world.ctx, clientId, { kind: "LIQUIDATION", openedOn: "2026-11-10" });
    expect((await routeOf({ rapide: "1" })).route?.kind).toBe("CLAIM_DECLARATION");
  });

  it("is the ordinary one for what was supplied after the judgment", async () => {
    await openInsolvency(world.ctx, clientId, { kind: "REDRESSEMENT", openedOn: "2026-06-15" });
    const supply = { issuedOn: "2026-08-24", performedOn: "2026-08-20", dueOn: "2026-09-24" };
    const later = await makeInvoice(world.ctx, clientId, supply);
    const view = await readCourtRoute(world.ctx, later, readCourtQuery({}), PUBLISHED_RATES);
    expect(view.route?.kind).toBe("FORMAL_NOTICE");
    expect(view.othersCount).toBe(0);
    expect(await routeOf()).toMatchObject({ route: { kind: "CLAIM_DECLARATION" }, othersCount: 0 });
  });

  it("is to act now when the limitation is near", async () => {
    clock.setParis("2031-09-01");
    expect((await routeOf()).problem).toContain("n’est pas publié");
    clock.setParis("2026-11-20");
    const consumer = await makeClient(world.ctx, { kind: "B2C", name: "Marie Le Goff", siren: "" });
    const old = await makeInvoice(world.ctx, consumer, { issuedOn: "2025-01-05", dueOn: "2025-01-20" });
    const view = await readCourtRoute(world.ctx, old, readCourtQuery({}), PUBLISHED_RATES);
    expect(view.route).toMatchObject({
      kind: "INTERRUPT_LIMITATION",
      court: { kind: "TRIBUNAL_JUDICIAIRE" },
    });
  });

  it("is not that of another company's invoice", async () => {
    const other = await makeCompany(clock);
    await expect(
      readCourtRoute(other.ctx, invoiceId, readCourtQuery({}), PUBLISHED_RATES),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});
