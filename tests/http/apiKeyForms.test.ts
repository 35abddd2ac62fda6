/** The forms of the settings that make and revoke keys, posted to their actions as a browser does. */
import { beforeAll, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const signedIn = vi.hoisted(() => ({ userId: "", hasPassword: false, signedInAt: 0 }));
// Who is signed in, and from where the request comes: what Next reads of a request, and nothing else.
vi.mock("next/headers", () => ({ headers: async () => new Headers({ "sec-fetch-site": "same-origin" }) }));
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("@/auth/currentSession", () => ({ currentSession: async () => signedIn }));
const { makeCompany, makeUser, parisClock } = await import("../support/world");
const { createKey, revokeKey } = await import("@/app/[societe]/reglages/api/actions");
const { newFormKey } = await import("@/app/_server/formKey");
const { IDLE } = await import("@/app/_server/formStateShape");
const { listApiKeys } = await import("@/usecases/parties/listApiKeys");
const { inCompany } = await import("@/db/inCompany");
const { sha256Hex } = await import("@/db/sha256");
const { canonicalJson } = await import("@/domain/canonicalJson");

const clock = parisClock("2026-11-23");
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
signedIn.signedInAt = clock.now();
let world: Awaited<ReturnType<typeof makeCompany>>;

beforeAll(async () => {
  world = await makeCompany(clock);
  signedIn.userId = world.userId;
});

function formOf(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries({ societe: world.slug, ...fields })) form.set(name, value);
  return form;
}

const digestOf = (error: unknown) => String((error as { digest?: string }).digest);

it("shows a key once, and keeps nothing of the password that was typed", async () => {
  const key = newFormKey();
  const fields = { name: "Facturation", scope: "READ", expiresOn: "" };
  const form = formOf({ ...key, ...fields, currentPassword: "" });
  const first = await createKey(IDLE, form);
  expect(first).toMatchObject({
    status: "done",
    told: { label: "Clé Facturation", value: expect.stringMatching(/^dument_/) },
  });
  const again = await createKey(IDLE, form);
  expect(again).toMatchObject({ status: "error", message: expect.stringContaining("déjà créée") });
  expect(again).not.toHaveProperty("told");
  const kept = await asOwner(database, "SELECT fields_sha256 AS mark FROM form_key");
  expect(kept).toEqual([{ mark: sha256Hex(canonicalJson({ societe: world.slug, ...fields })) }]);
});

it("asks who one is first, and is not there for those who own nothing", async () => {
  const form = () => formOf({ ...newFormKey(), name: "Autre", scope: "READ" });
  signedIn.signedInAt = Date.now() - 3_600_000;
  expect(await createKey(IDLE, form())).toMatchObject({
    status: "error",
    message: expect.stringContaining("reconnectez-vous"),
  });
  signedIn.signedInAt = Date.now();
  const userId = await makeUser("Paul Abgrall");
  await inCompany(world.ctx.companyId, (tx) =>
    tx.membership.create({
      data: { companyId: world.ctx.companyId, userId, role: "MANAGER", createdAt: new Date() },
    }),
  );
  signedIn.userId = userId;
  const [{ id = "" } = {}] = await listApiKeys(world.ctx);
  const refused = await Promise.allSettled([createKey(IDLE, form()), revokeKey(formOf({ cleApi: id }))]);
  expect(refused.map((one) => one.status === "rejected" && digestOf(one.reason))).toEqual(
    Array(2).fill("NEXT_HTTP_ERROR_FALLBACK;404"),
  );
  signedIn.userId = world.userId;
  expect(await listApiKeys(world.ctx)).toHaveLength(1);
  await revokeKey(formOf({ cleApi: id })).catch((error) => {
    expect(digestOf(error)).toContain("fait=cle-revoquee");
  });
  expect(await listApiKeys(world.ctx)).toEqual([]);
});
