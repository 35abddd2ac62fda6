/** Calls noted one after the other, as a browser without script does: each leads to the next one by itself. */
import { beforeAll, expect, it, vi } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase();
const signedIn = vi.hoisted(() => ({ userId: "", referer: "" }));
// Who is signed in, and from where the request comes: what Next reads of a request, and nothing else.
vi.mock("next/headers", () => ({
  headers: async () => new Headers({ "sec-fetch-site": "same-origin", referer: signedIn.referer }),
}));
// A cache of pages that there is none of here.
vi.mock("next/cache", () => ({ revalidatePath: () => undefined }));
vi.mock("@/auth/currentSession", () => ({ currentSession: async () => signedIn }));
const { makeClient, makeCompany, makeInvoice, parisClock } = await import("../support/world");
const { noteCall } = await import("@/app/[societe]/appels/[id]/actions");
const { pathOfRank } = await import("@/app/_chain/pathOfRank");
const { IDLE } = await import("@/app/_server/formStateShape");
const { readWorklistQuery } = await import("@/usecases/reporting/readFirmWorklist");
const { runDueSteps } = await import("@/usecases/dunning/runDueSteps");

const clock = parisClock("2026-11-03");
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let world: Awaited<ReturnType<typeof makeCompany>>;
const ORIGIN = "https://dument.example";

beforeAll(async () => {
  world = await makeCompany(clock);
  signedIn.userId = world.userId;
  for (const name of ["Un", "Deux", "Trois"]) {
    // Without an address, the first reminder is a call.
    const clientId = await makeClient(world.ctx, { name, contactEmail: "" });
    await makeInvoice(world.ctx, clientId, {
      number: `F-${name}`,
      dueOn: "2026-10-24",
      issuedOn: "2026-09-24",
    });
  }
  await runDueSteps(world.ctx.companyId, clock.now());
});

/** What the list does with the address of a decision: leads to its page, or to the end. */
async function led(address: string): Promise<URL> {
  const search = Object.fromEntries(new URL(address, ORIGIN).searchParams);
  const { rank, ...place } = readWorklistQuery(search);
  if (rank === null) throw new Error(`${address} leads to no decision`);
  const list = { of: "societe", slug: world.slug, tab: place.tab, company: "" } as const;
  return new URL(await pathOfRank([world.ctx.companyId], { ...place, rank }, list, search), ORIGIN);
}

/** Where noting the call of a page leads the browser. */
async function noted(page: URL, fields: Record<string, string>): Promise<string> {
  signedIn.referer = page.href;
  const form = new FormData();
  const call = page.pathname.split("/").at(-1) ?? "";
  for (const [name, value] of Object.entries({ societe: world.slug, appel: call, ...fields }))
    form.set(name, value);
  try {
    return JSON.stringify((await noteCall(IDLE, form)).errors);
  } catch (error) {
    return String((error as { digest?: string }).digest).split(";")[2] ?? "";
  }
}

it("opens the next call once one is noted, passes one, and ends with how many there were", async () => {
  const first = await led(`/${world.slug}?rang=1`);
  expect(first.pathname).toContain("/appels/");
  expect(first.searchParams.get("suite")).toMatch(/~1~3~1~0~CALL$/);

  expect(await noted(first, { outcome: "PROMISE", onDate: "demain peut-être" })).toContain("onDate");

  const second = await led(await noted(first, { outcome: "NO_ANSWER" }));
  expect(second.pathname).toContain("/appels/");
  expect(second.pathname).not.toBe(first.pathname);
  expect(second.searchParams.get("fini")).toBe("appel-note");
  expect(second.searchParams.get("de")?.split("?")[0]).toBe(first.pathname);
  expect(second.searchParams.get("suite")).toMatch(/~2~3~1~1~CALL$/);

  const { nextPath, readChain } = await import("@/domain/reporting/workChain");
  const chain = readChain(second.searchParams.get("suite"));
  if (!chain) throw new Error("a chain");
  const third = await led(nextPath(chain));
  expect(third.searchParams.has("fini")).toBe(false);

  const end = await led(await noted(third, { outcome: "VOICEMAIL" }));
  expect(end.pathname).toBe(`/${world.slug}`);
  expect(Object.fromEntries(end.searchParams)).toMatchObject({
    fait: "liste-parcourue",
    traitees: "2",
    passees: "1",
    fini: "appel-note",
  });
});

it("counts a call as made when all that is seen is the refusal of its second press", async () => {
  for (const name of ["Quatre", "Cinq"]) {
    const clientId = await makeClient(world.ctx, { name, contactEmail: "" });
    await makeInvoice(world.ctx, clientId, { number: name, dueOn: "2026-10-24", issuedOn: "2026-09-24" });
  }
  await runDueSteps(world.ctx.companyId, clock.now());
  const { leavePath, readChain } = await import("@/domain/reporting/workChain");
  const leave = (page: URL) => {
    const chain = readChain(page.searchParams.get("suite"));
    if (!chain) throw new Error("a chain");
    return led(leavePath(chain));
  };
  const first = await led(`/${world.slug}?rang=1`);
  await noted(first, { outcome: "NO_ANSWER" });
  await noted(first, { outcome: "NO_ANSWER" });
  const second = await leave(first);
  expect(second.searchParams.get("suite")).toMatch(/~2~\d~1~1~CALL$/);
  expect((await leave(second)).searchParams.get("suite")).toMatch(/~3~\d~1~1~CALL$/);
});
