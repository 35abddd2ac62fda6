/** A whole invoice from one form: all of it or nothing, every error at once. */
import { beforeAll, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";
import { textFile, wholePdf } from "../../support/pdfFiles";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, parisClock } = await import("../../support/world");
const { recordInvoice } = await import("@/usecases/invoicing/recordInvoice");
const { listClientChoices } = await import("@/usecases/parties/listClientChoices");
const { archiveClient } = await import("@/usecases/parties/archiveClient");
const { readInvoice } = await import("@/usecases/invoicing/readInvoice");
const { PUBLISHED_RATES } = await import("@/domain/legal/publishedRates");
const { InputError } = await import("@/domain/fields");

const clock = parisClock("2026-10-01");
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeAll(async () => {
  world = await makeCompany(clock);
});

const FIELDS = {
  number: "F-1",
  issuedOn: "2026-09-24",
  dueOn: "2026-10-24",
  totalCents: "1 200,00",
  mentionsPresent: "oui",
};
const NEW = { newClient: "1", client_kind: "B2B", client_name: "Brasserie du Canal" };

const rows = async () => {
  const [row] = await asOwner<{ clients: number; invoices: number }>(
    database,
    "SELECT (SELECT count(*)::int FROM client) AS clients, (SELECT count(*)::int FROM invoice) AS invoices",
  );
  return row;
};

async function errorsOf(raw: Record<string, string>, file: Uint8Array | null = null) {
  const given = file && { name: "facture.pdf", bytes: file };
  const error = await recordInvoice(world.ctx, raw, given).then(
    () => null,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof InputError)) throw error ?? new Error("nothing was refused");
  return error.errors.map(({ field, code }) => `${field} ${code}`).sort();
}

describe("an invoice typed in one form", () => {
  it("is created with its new client and its PDF", async () => {
    const raw = { ...FIELDS, ...NEW, client_contactEmail: "compta@canal.example" };
    const id = await recordInvoice(world.ctx, raw, { name: "F-1.pdf", bytes: wholePdf() });
    const invoice = await readInvoice(world.ctx, id, PUBLISHED_RATES);
    expect(invoice).toMatchObject({ number: "F-1", totalCents: 120_000n, mentionsPresent: true });
    expect(invoice.client.name).toBe("Brasserie du Canal");
    expect(invoice.client.contacts).toMatchObject([{ email: "compta@canal.example" }]);
    expect(invoice.documents).toMatchObject([{ name: "F-1.pdf" }]);
  });

  it("is created for a known client", async () => {
    const clientId = await makeClient(world.ctx, { name: "Garage Pennec" });
    const id = await recordInvoice(world.ctx, { ...FIELDS, number: "F-2", clientId }, null);
    expect((await readInvoice(world.ctx, id, PUBLISHED_RATES)).client.id).toBe(clientId);
  });

  it("says everything that is wrong at once, and keeps nothing", async () => {
    const before = await rows();
    const raw = { ...NEW, client_name: "", client_contactEmail: "compta@", totalCents: "douze", number: "" };
    expect(await errorsOf(raw, textFile("MZ"))).toEqual([
      "client_contactEmail EMAIL",
      "client_name REQUIRED",
      "dueOn REQUIRED",
      "file FILE_NOT_PDF",
      "issuedOn REQUIRED",
      "number REQUIRED",
      "totalCents AMOUNT",
    ]);
    expect(await rows()).toEqual(before);
  });

  it("leaves no client behind when the number is taken", async () => {
    const before = await rows();
    expect(await errorsOf({ ...FIELDS, ...NEW, client_name: "Double" })).toEqual(["number TAKEN"]);
    expect(await rows()).toEqual(before);
  });

  it("asks for a client, and refuses one of another company", async () => {
    expect(await errorsOf({ ...FIELDS, number: "F-3" })).toEqual(["client_name REQUIRED"]);
    const stranger = await makeClient((await makeCompany(clock)).ctx);
    await expect(
      recordInvoice(world.ctx, { ...FIELDS, number: "F-3", clientId: stranger }, null),
    ).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("the client of an invoice, by its name", () => {
  let next = 100;
  const record = (raw: Record<string, string>) =>
    recordInvoice(world.ctx, { ...FIELDS, number: `F-${next++}`, ...raw }, null);
  const clientOf = async (raw: Record<string, string>) =>
    (await readInvoice(world.ctx, await record(raw), PUBLISHED_RATES)).client.id;
  const refusedFor = async (raw: Record<string, string>) => {
    const error = await record(raw).catch((thrown: unknown) => thrown);
    if (!(error instanceof InputError)) throw error;
    return error.errors[0];
  };

  it("is found whatever the case and the accents, by its reference or its SIREN too", async () => {
    const id = await makeClient(world.ctx, {
      name: "Épicerie Le Goff",
      reference: "LG-1",
      siren: "443061841",
    });
    for (const client_name of ["epicerie le goff", "LG-1", "443 061 841"]) {
      expect(await clientOf({ client_name }), client_name).toBe(id);
    }
  });

  it("is asked for among those of one name, told apart, and the answer is taken", async () => {
    const nantes = await makeClient(world.ctx, { name: "Menuiserie Hervé", city: "Nantes" });
    const lyon = await makeClient(world.ctx, { name: "Menuiserie Hervé", city: "Lyon" });
    const error = await refusedFor({ client_name: "Menuiserie Hervé" });
    expect(error).toMatchObject({ field: "client_name", code: "SEVERAL" });
    const hints = new Map(error?.choices?.map(({ value, hint }) => [value, hint]));
    expect(hints.get(nantes)).toContain("Nantes");
    expect(hints.get(lyon)).toContain("Lyon");
    expect(await clientOf({ client_name: "Menuiserie Hervé", clientId: lyon })).toBe(lyon);
    expect(await clientOf({ client_name: `Menuiserie Hervé, ${hints.get(nantes)}` })).toBe(nantes);
  });

  it("proposes what holds the text, and never takes it by itself", async () => {
    const id = await makeClient(world.ctx, { name: "Transports Bihan" });
    const error = await refusedFor({ client_name: "bihan" });
    expect(error).toMatchObject({ code: "UNKNOWN", choices: [{ value: id }] });
    expect(await clientOf({ client_name: "bihan", clientId: id })).toBe(id);
  });

  it("forgets the one pointed at once another name is typed", async () => {
    const old = await makeClient(world.ctx, { name: "Ancien choix" });
    const id = await makeClient(world.ctx, { name: "Nouveau choix" });
    expect(await clientOf({ client_name: "Nouveau choix", clientId: old })).toBe(id);
  });

  it("is proposed when it was put away, taken up at that word, and not created beside itself", async () => {
    const away = await makeClient(world.ctx, { name: "Ardoises Tanguy" });
    await archiveClient(world.ctx, away);
    const typed = { ...FIELDS, number: "F-away", client_name: "ardoises tanguy" };
    const refusal = await recordInvoice(world.ctx, typed, null).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      errors: [
        { field: "client_name", code: "ARCHIVED", choices: [{ value: away, label: "Ardoises Tanguy" }] },
      ],
    });
    const twin = { ...typed, newClient: "1", client_kind: "B2B" };
    expect(await errorsOf(twin)).toEqual(["client_name TWIN"]);
    const id = await recordInvoice(world.ctx, { ...typed, clientId: away }, null);
    expect((await readInvoice(world.ctx, id, PUBLISHED_RATES)).client.id).toBe(away);
    const [client] = await asOwner(database, "SELECT archived_at FROM client WHERE id = $1", [away]);
    expect(client).toEqual({ archived_at: null });
  });

  it("is not created twice for want of a word that tells it apart", async () => {
    const known = { city: "Quimper", contactEmail: "compta@rozenn.example" };
    await makeClient(world.ctx, { name: "Café Rozenn", ...known });
    const twin = { newClient: "1", client_kind: "B2B", client_name: "café rozenn" };
    expect(await refusedFor(twin)).toMatchObject({ field: "client_name", code: "TWIN" });
    // Said again, what is known of it tells nobody apart: its messages would no longer be counted together.
    const same = { ...twin, client_contactEmail: "Compta@rozenn.example" };
    expect(await refusedFor(same)).toMatchObject({ field: "client_name", code: "TWIN" });
    await expect(record({ ...twin, client_city: "Vannes" })).resolves.toBeTypeOf("string");
  });
});

describe("clients to choose from", () => {
  it("are found by name, reference or SIREN, without jokers", async () => {
    const id = await makeClient(world.ctx, { name: "100 % Vélo", reference: "CLI-7", siren: "732829320" });
    // Figures in a name are no SIREN.
    await makeClient(world.ctx, { name: "Un autre", siren: "100000009" });
    for (const search of ["vélo", "100 %", "cli-7", "732 829"]) {
      const { choices } = await listClientChoices(world.ctx, { search, chosenId: "" });
      expect(
        choices.map((choice) => choice.id),
        search,
      ).toEqual([id]);
    }
    expect((await listClientChoices(world.ctx, { search: "%_%", chosenId: "" })).choices).toEqual([]);
  });

  it("gives the chosen one of this company only", async () => {
    const mine = await makeClient(world.ctx);
    const theirs = await makeClient((await makeCompany(clock)).ctx);
    const chosen = async (chosenId: string) =>
      (await listClientChoices(world.ctx, { search: "", chosenId })).chosen?.id ?? null;
    expect(await chosen(mine)).toBe(mine);
    expect(await chosen(theirs)).toBeNull();
    expect(await chosen("nouveau")).toBeNull();
  });
});
