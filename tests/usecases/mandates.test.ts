/** Mandates: dated, revocable, and the only thing that opens a company to a firm. */
import { beforeAll, describe, expect, it } from "vitest";
import { InputError } from "@/domain/fields";
import { DomainError } from "@/domain/invariant";
import { asOwner, createTestDatabase, type TestDatabase } from "../support/database";

const database: TestDatabase = await createTestDatabase();
const { freshSiren, makeCompany, makeUser, parisClock, silentBell } = await import("../support/world");
const { createFirm } = await import("@/usecases/parties/createFirm");
const { findFirm, grantMandate, revokeMandate } = await import("@/usecases/parties/grantMandate");
const { inviteCompany } = await import("@/usecases/parties/inviteCompany");
const { sentMails } = await import("../support/accountMails");
const { readMandates } = await import("@/usecases/parties/readSettings");
const { accessTo, companiesOf } = await import("@/auth/companyAccess");
const { countFirmDecisions, readFirmWorklist } = await import("@/usecases/reporting/readFirmWorklist");
const { firmAccessTo, mandatedCompanies } = await import("@/auth/firmAccess");

const clock = parisClock("2026-11-23");
let world: Awaited<ReturnType<typeof makeCompany>>;
let firm: { firmId: string; slug: string; siren: string; partner: string };

async function newFirm(name: string, siren = freshSiren()) {
  const partner = await makeUser(`Associé ${name}`);
  const raw = { kind: "ACCOUNTANT", name, siren, street: "3 quai", postcode: "44000", city: "Nantes" };
  return { ...(await createFirm({ userId: partner, clock }, raw)), siren, partner };
}

async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    if (error instanceof DomainError) return error.code;
    if (error instanceof InputError) return error.errors.map(({ field, code }) => `${field} ${code}`).join();
    throw error;
  }
  return "";
}

const entersAs = async (userId: string, at = clock.now()) =>
  (await accessTo(userId, world.slug, "read", at))?.role ?? null;

beforeAll(async () => {
  world = await makeCompany(clock);
  firm = await newFirm("Morvan et associés");
});

describe("a mandate", () => {
  it("opens the company to the firm's people, without its settings, from its first day to its last", async () => {
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "25/11/2026", endsOn: "30/11/2026" });
    const day = (date: string) => parisClock(date).now();
    expect(await entersAs(firm.partner, day("2026-11-24"))).toBeNull();
    expect(await entersAs(firm.partner, day("2026-11-25"))).toBe("ACCOUNTANT");
    expect(await entersAs(firm.partner, day("2026-11-30"))).toBe("ACCOUNTANT");
    expect(await entersAs(firm.partner, day("2026-12-01"))).toBeNull();
    const access = await accessTo(firm.partner, world.slug, "approve", day("2026-11-26"));
    expect(access?.firmId).toBe(firm.firmId);
    expect(await accessTo(firm.partner, world.slug, "configure", day("2026-11-26"))).toBeNull();
    expect(await accessTo(firm.partner, world.slug, "own", day("2026-11-26"))).toBeNull();
  });

  it("is replaced by another with new dates: one is in force at most", async () => {
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "23/11/2026" });
    const mandates = await readMandates(world.ctx);
    expect(mandates.map(({ state }) => state).sort()).toEqual(["REVOKED", "RUNNING"]);
    expect(await mandatedCompanies(firm.partner, firm.firmId, clock.now())).toMatchObject([
      { companyId: world.ctx.companyId, grantedOn: "2026-11-23", endsOn: null },
    ]);
  });

  it("granted twenty times together leaves one in force", async () => {
    await Promise.allSettled(
      Array.from({ length: 20 }, () => grantMandate(world.ctx, { firm: firm.slug, grantedOn: "23/11/2026" })),
    );
    const running = (await readMandates(world.ctx)).filter(({ state }) => state === "RUNNING");
    expect(running).toHaveLength(1);
  });

  it("is revoked once, journaled, and closes the company at once", async () => {
    const running = (await readMandates(world.ctx)).find(({ state }) => state === "RUNNING");
    expect(await entersAs(firm.partner)).toBe("ACCOUNTANT");
    await revokeMandate(world.ctx, running?.id ?? "");
    expect(await entersAs(firm.partner)).toBeNull();
    expect(await companiesOf(firm.partner, clock.now())).toEqual([]);
    expect(await refusalOf(revokeMandate(world.ctx, running?.id ?? ""))).toBe("NOT_FOUND");
    const actions = await asOwner<{ action: string }>(
      database,
      "SELECT action FROM journal_entry WHERE entity_id = $1 ORDER BY seq",
      [running?.id],
    );
    expect(actions.map(({ action }) => action)).toEqual(["mandate.granted", "mandate.revoked"]);
  });

  it("is of one company: another cannot revoke it", async () => {
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "23/11/2026" });
    const other = await makeCompany(clock, { name: "Autre" });
    const running = (await readMandates(world.ctx)).find(({ state }) => state === "RUNNING");
    expect(await refusalOf(revokeMandate(other.ctx, running?.id ?? ""))).toBe("NOT_FOUND");
    expect(await refusalOf(revokeMandate(other.ctx, "x"))).toBe("NOT_FOUND");
    expect(await entersAs(firm.partner)).toBe("ACCOUNTANT");
  });

  it.each([
    [{ grantedOn: "" }, "grantedOn REQUIRED"],
    [{ grantedOn: "31/11/2026" }, "grantedOn DATE"],
    [{ grantedOn: "23/11/2026", endsOn: "22/11/2026" }, "endsOn DATE"],
    [{ grantedOn: "01/01/2026", endsOn: "31/10/2026" }, "endsOn DATE"],
    [{ grantedOn: "01/01/2029" }, "grantedOn DATE"],
  ])("with %o is refused", async (dates, refusal) => {
    expect(await refusalOf(grantMandate(world.ctx, { firm: firm.slug, ...dates }))).toBe(refusal);
  });
});

describe("mandates that nobody at the firm asked for", () => {
  it("do not keep its people from the companies they work for, however many", async () => {
    await grantMandate(world.ctx, { firm: firm.slug, grantedOn: "23/11/2026" });
    const stranger = await makeCompany(clock, { name: "Étrangère" });
    const before = (await companiesOf(firm.partner, clock.now())).length;
    await asOwner(
      database,
      `WITH made AS (
         INSERT INTO company
         SELECT (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(), 'slug', 'etrangere-' || n))).*
         FROM company c, generate_series(1, 1001) n WHERE c.id = $1 RETURNING id)
       INSERT INTO mandate (company_id, id, firm_id, granted_on)
       SELECT id, gen_random_uuid(), $2, '2026-11-23' FROM made`,
      [stranger.ctx.companyId, firm.firmId],
    );
    expect(await entersAs(firm.partner)).toBe("ACCOUNTANT");
    const mandated = await mandatedCompanies(firm.partner, firm.firmId, clock.now());
    expect(mandated).toHaveLength(before + 1001);
    expect(await companiesOf(firm.partner, clock.now())).toHaveLength(before + 1001);
    const ids = mandated.map(({ companyId }) => companyId);
    expect(await countFirmDecisions(ids, clock.now())).toBe(0);
    expect((await readFirmWorklist(ids, { tab: "tout", after: null }, clock.now())).lines).toEqual([]);
  });
});

describe("a person of two firms", () => {
  it("sees the company once, for the firm whose mandate came first", async () => {
    const shared = await makeCompany(clock, { name: "Partagée" });
    const [first, second] = [await newFirm("Premier cabinet"), await newFirm("Second cabinet")];
    await asOwner(database, "INSERT INTO firm_member (firm_id, user_id, role) VALUES ($1, $2, 'ASSISTANT')", [
      first.firmId,
      second.partner,
    ]);
    await grantMandate(shared.ctx, { firm: first.slug, grantedOn: "23/11/2026" });
    await grantMandate(shared.ctx, { firm: second.slug, grantedOn: "01/11/2026" });
    expect((await accessTo(second.partner, shared.slug, "read", clock.now()))?.firmId).toBe(first.firmId);
    expect(await companiesOf(second.partner, clock.now())).toMatchObject([{ firmId: first.firmId }]);
  });
});

describe("the firm one looks for", () => {
  it("is found by its SIREN or its identifier, with its partners", async () => {
    const bySiren = await findFirm(firm.siren.replace(/(\d{3})/g, "$1 "));
    expect(bySiren).toMatchObject({ slug: firm.slug, partners: ["Associé Morvan et associés"] });
    expect((await findFirm(` ${firm.slug.toUpperCase()} `)).id).toBe(firm.firmId);
  });

  it("is not guessed when two give the same SIREN, or when there is none", async () => {
    const one = await newFirm("Premier");
    await newFirm("Imposteur", one.siren);
    expect(await refusalOf(findFirm(one.siren))).toBe("firm AMBIGUOUS");
    expect((await findFirm(one.slug)).name).toBe("Premier");
    expect(await refusalOf(findFirm("nulle-part"))).toBe("firm UNKNOWN");
    expect(await refusalOf(findFirm(""))).toBe("firm REQUIRED");
  });
});

describe("a stranger", () => {
  it("does not see the firm nor its mandates", async () => {
    const stranger = await makeUser("Étranger");
    expect(await firmAccessTo(stranger, firm.slug)).toBeNull();
    expect(await mandatedCompanies(stranger, firm.firmId, clock.now())).toEqual([]);
  });
});

describe("a client of the firm who is not registered yet", () => {
  it("is led to open an account, with the address filled in, then to the mandate", async () => {
    const ctx = {
      firmId: firm.firmId,
      userId: firm.partner,

      clock,
      bell: silentBell,
    };
    await inviteCompany(ctx, { email: "Nadia@brasserie.example" }, "https://dument.test");
    const [mail] = (await sentMails(database)).filter(({ to }) => to === "nadia@brasserie.example");
    const url = new URL(mail?.content.button.url ?? "");
    expect(url.pathname).toBe("/inscription");
    expect(Object.fromEntries(url.searchParams)).toEqual({
      suite: `/bienvenue?cabinet=${firm.slug}`,
      adresse: "nadia@brasserie.example",
    });
  });
});
