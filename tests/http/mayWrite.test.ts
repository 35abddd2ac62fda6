/** Who may have the platform write, or name a firm, and how often in a day. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { freshSiren, makeUser, parisClock } = await import("../support/world");
const { createFirm } = await import("@/usecases/parties/createFirm");
const { requireMayInvite, requireMaySendTest } = await import("@/app/_server/mayInvite");
const { requireMayMandate } = await import("@/app/_server/mayMandate");

const COMPANY = "019ab000-0000-7000-8000-000000000001";
const person = (isEmailVerified: boolean) => ({
  sessionId: "",
  userId: "019ab000-0000-7000-8000-000000000002",
  name: "Hélène Brisset",
  email: "helene@people.example",
  hasPassword: true,
  isEmailVerified,
  signedInAt: 0,
});

/** How many times the work passes before it is refused, and why it is. */
async function passesOf(work: () => Promise<void>): Promise<{ times: number; code: string }> {
  for (let times = 0; ; times += 1) {
    try {
      await work();
    } catch (error) {
      return { times, code: (error as { code: string }).code };
    }
  }
}

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

describe("the platform", () => {
  it("writes for nobody whose address is not confirmed", async () => {
    const refused = { times: 0, code: "UNCONFIRMED" };
    expect(await passesOf(() => requireMaySendTest(person(false), COMPANY))).toEqual(refused);
    expect(await passesOf(() => requireMayInvite(person(false)))).toEqual(refused);
  });

  it("sends a company's tests thirty times an hour at most", async () => {
    expect(await passesOf(() => requireMaySendTest(person(true), COMPANY))).toEqual({
      times: 30,
      code: "RATE",
    });
  });
});

describe("a firm", () => {
  it("is named by one stranger twenty times a day at most, by its own people without count", async () => {
    const partner = await makeUser("Morvan");
    const { slug } = await createFirm(
      { userId: partner, clock: parisClock("2026-11-23") },
      {
        kind: "ACCOUNTANT",
        name: "Morvan",
        siren: freshSiren(),
        street: "3 quai",
        postcode: "44000",
        city: "Nantes",
      },
    );
    const stranger = await makeUser("Étranger");
    expect(await passesOf(() => requireMayMandate(stranger, slug))).toEqual({ times: 20, code: "RATE" });
    for (let given = 0; given < 25; given += 1) await requireMayMandate(partner, ` ${slug.toUpperCase()} `);
  });
});
