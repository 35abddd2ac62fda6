/** The record of a client and its people: written, corrected, put aside. */
import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { asOwner, createTestDatabase, type TestDatabase } from "../../support/database";

const database: TestDatabase = await createTestDatabase();
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../../support/world");
const { createClient, updateClient } = await import("@/usecases/parties/saveClient");
const { archiveClient, unarchiveClient } = await import("@/usecases/parties/archiveClient");
const { correctContactEmail } = await import("@/usecases/parties/correctContactEmail");
const { readClientForm } = await import("@/usecases/parties/clientForm");
const { readClient } = await import("@/usecases/parties/readClient");
const { recordPayment } = await import("@/usecases/settlement/recordPayment");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;
let other: Awaited<ReturnType<typeof makeCompany>>;

beforeAll(async () => {
  world = await makeCompany(clock);
  other = await makeCompany(clock, { name: "Autre maison" });
});

/** The errors of a refused form, by field. */
async function errorsOf(act: Promise<unknown>): Promise<Record<string, string>> {
  try {
    await act;
  } catch (error) {
    if (error instanceof InputError) {
      return Object.fromEntries(error.errors.map(({ field, message }) => [field, message]));
    }
    throw error;
  }
  throw new Error("the form was accepted");
}

async function codeOf(act: Promise<unknown>): Promise<string> {
  const error = await act.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (error instanceof DomainError) return error.code;
  throw new Error(`expected a refusal, got ${String(error)}`);
}

const PEOPLE = {
  kind: "B2B",
  name: "Maison Tavernier",
  contactRole: "BILLING",
  contactName: "Anne Lebreton",
  contactEmail: "compta@tavernier.example",
  contactPhone: "02 61 91 03 77",
  contact2Role: "DECISION_MAKER",
  contact2Name: "Paul Tavernier",
  contact2Email: "paul@tavernier.example",
  contact3Role: "COPY",
  contact3Email: "archives@tavernier.example",
};

describe("a form", () => {
  it("tells everything that is wrong at once, the people included", async () => {
    const errors = await errorsOf(
      createClient(world.ctx, {
        kind: "",
        name: "",
        siren: "123 456 789",
        country: "Atlantide",
        contactEmail: "anne@",
        contact2Role: "BOSS",
        contact3Phone: "12",
      }),
    );
    expect(Object.keys(errors).sort()).toEqual(
      ["contact2Role", "contact3Phone", "contactEmail", "country", "kind", "name", "siren"].sort(),
    );
  });

  it("refuses an address given twice, beside the second", async () => {
    const errors = await errorsOf(
      createClient(world.ctx, { ...PEOPLE, contact3Email: "Compta@Tavernier.example" }),
    );
    expect(Object.keys(errors)).toEqual(["contact3Email"]);
  });

  it("checks the postcode of France only", async () => {
    const place = { street: "1 rue Haute", city: "Liège", postcode: "4000" };
    expect(Object.keys(await errorsOf(createClient(world.ctx, { ...PEOPLE, ...place })))).toEqual([
      "postcode",
    ]);
    await createClient(world.ctx, { ...PEOPLE, ...place, country: "Belgique", name: "Liège SA" });
  });

  it("refuses the scenario of another company", async () => {
    const theirs = await readClientForm(other.ctx, null);
    const errors = await errorsOf(
      createClient(world.ctx, { ...PEOPLE, scenarioId: theirs.scenarios[0]?.id ?? "" }),
    );
    expect(Object.keys(errors)).toEqual(["scenarioId"]);
  });
});

describe("the people of a client", () => {
  it("keep their roles and their order, and come back as they are typed", async () => {
    const id = await createClient(world.ctx, PEOPLE);
    const { contacts } = await readClient(world.ctx, id);
    expect(contacts.map(({ role, email }) => [role, email])).toEqual([
      ["BILLING", "compta@tavernier.example"],
      ["DECISION_MAKER", "paul@tavernier.example"],
      ["COPY", "archives@tavernier.example"],
    ]);
    const form = await readClientForm(world.ctx, id);
    expect(form.contactCount).toBe(3);
    expect(form.values).toMatchObject({
      kind: "B2B",
      country: "France",
      contactPhone: "02\u00a061\u00a091\u00a003\u00a077",
      contact2Name: "Paul Tavernier",
      contact3Role: "COPY",
    });
    await updateClient(world.ctx, id, form.values);
    expect((await readClient(world.ctx, id)).contacts).toEqual(contacts);
  });

  it("leave when their slot is emptied; the others stay who they were", async () => {
    const id = await createClient(world.ctx, PEOPLE);
    const before = (await readClient(world.ctx, id)).contacts;
    const { contactName: _, contactEmail: __, contactPhone: ___, ...rest } = PEOPLE;
    await updateClient(world.ctx, id, rest);
    const after = (await readClient(world.ctx, id)).contacts;
    expect(after.map((contact) => contact.id)).toEqual(before.slice(1).map((contact) => contact.id));
  });

  it("keep a refusal while the address stays, and lose it with the address", async () => {
    const id = await createClient(world.ctx, PEOPLE);
    await asOwner(
      database,
      "UPDATE contact SET email_state = 'REFUSED', refusal = '550 5.1.1 user unknown' WHERE client_id = $1 AND role = 'BILLING'",
      [id],
    );
    await updateClient(world.ctx, id, { ...PEOPLE, note: "appeler le matin" });
    expect((await readClient(world.ctx, id)).contacts[0]).toMatchObject({
      isRefused: true,
      refusal: "550 5.1.1 user unknown",
    });
    await updateClient(world.ctx, id, { ...PEOPLE, contactEmail: "factures@tavernier.example" });
    const [contact] = (await readClient(world.ctx, id)).contacts;
    expect(contact).toMatchObject({ email: "factures@tavernier.example", isRefused: false, refusal: "" });
  });
});

describe("a refused address", () => {
  async function refused() {
    const clientId = await makeClient(world.ctx);
    await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-20" });
    await asOwner(database, "UPDATE contact SET email_state = 'REFUSED' WHERE client_id = $1", [clientId]);
    const contactId = (await readClient(world.ctx, clientId)).contacts[0]?.id ?? "";
    await updateClient(world.ctx, clientId, (await readClientForm(world.ctx, clientId)).values);
    return { clientId, contactId };
  }
  const plannedChannel = async (clientId: string) => {
    const rows = await asOwner<{ channel: string }>(
      database,
      "SELECT channel::text AS channel FROM dunning_plan WHERE client_id = $1",
      [clientId],
    );
    return rows[0]?.channel;
  };

  it("turns the email into a call until it is corrected, and back at once", async () => {
    const { clientId, contactId } = await refused();
    expect(await plannedChannel(clientId)).toBe("CALL");
    await correctContactEmail(world.ctx, { clientId, contactId }, { email: "nouvelle@leguen.example" });
    expect(await plannedChannel(clientId)).toBe("EMAIL");
  });

  it("may be tried again as it is", async () => {
    const { clientId, contactId } = await refused();
    const email = (await readClient(world.ctx, clientId)).contacts[0]?.email ?? "";
    await correctContactEmail(world.ctx, { clientId, contactId }, { email });
    expect((await readClient(world.ctx, clientId)).contacts[0]).toMatchObject({ email, isRefused: false });
  });

  it("is corrected by a person of the company only, with a real address", async () => {
    const { clientId, contactId } = await refused();
    const email = "x@leguen.example";
    expect(await codeOf(correctContactEmail(other.ctx, { clientId, contactId }, { email }))).toBe(
      "NOT_FOUND",
    );
    const elsewhere = await makeClient(world.ctx);
    expect(await codeOf(correctContactEmail(world.ctx, { clientId: elsewhere, contactId }, { email }))).toBe(
      "NOT_FOUND",
    );
    expect(
      Object.keys(await errorsOf(correctContactEmail(world.ctx, { clientId, contactId }, { email: "x@" }))),
    ).toEqual(["email"]);
  });
});

describe("putting a client aside", () => {
  it("waits until nothing is owed, and can be undone", async () => {
    const clientId = await makeClient(world.ctx);
    const invoiceId = await makeInvoice(world.ctx, clientId, { dueOn: "2026-11-20" });
    expect(await codeOf(archiveClient(world.ctx, clientId))).toBe("OPEN_INVOICES");
    await recordPayment(world.ctx, invoiceId, {
      receivedOn: "22/11/2026",
      amountCents: "4 320,00",
      method: "TRANSFER",
    });
    await archiveClient(world.ctx, clientId);
    expect((await readClient(world.ctx, clientId)).isArchived).toBe(true);
    expect(await codeOf(archiveClient(world.ctx, clientId))).toBe("ARCHIVED");
    await unarchiveClient(world.ctx, clientId);
    expect((await readClient(world.ctx, clientId)).isArchived).toBe(false);
  });

  it("does not reach the clients of others", async () => {
    const clientId = await makeClient(world.ctx);
    expect(await codeOf(archiveClient(other.ctx, clientId))).toBe("NOT_FOUND");
    expect(await codeOf(readClient(other.ctx, clientId))).toBe("NOT_FOUND");
    expect(await codeOf(readClient(world.ctx, "not-an-id"))).toBe("NOT_FOUND");
  });
});

it("writes each gesture in the journal", async () => {
  const rows = await asOwner<{ action: string }>(
    database,
    "SELECT DISTINCT action FROM journal_entry WHERE entity = 'client' ORDER BY action",
  );
  expect(rows.map((row) => row.action)).toEqual([
    "client.archived",
    "client.created",
    "client.edited",
    "client.unarchived",
    "contact.corrected",
  ]);
});
