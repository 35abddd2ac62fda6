/** A program that asks much at once waits for its turn: nobody else waits with it. */
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { asOwner, createTestDatabase } from "../support/database";

const database = await createTestDatabase();
const { makeCompany, parisClock } = await import("../support/world");
const { makeKey } = await import("../support/apiCalls");
const { jsonResponse, withKey } = await import("@/app/api/v1/_server/withKey");

const clock = parisClock("2026-11-23");
// The handlers read the clock of the system.
vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
let key = "";
let other = "";

beforeAll(async () => {
  key = await makeKey((await makeCompany(clock)).ctx, "READ", "Synchronisation");
  other = await makeKey((await makeCompany(clock, { name: "Primeurs Gwenn" })).ctx, "READ", "Lecture");
});

beforeEach(() => asOwner(database, "DELETE FROM rate_bucket"));

/** Works that go on until they are let go, and how many of them there are. */
function slowHandler() {
  let running = 0;
  let most = 0;
  let letGo = () => {};
  const gate = new Promise<void>((open) => {
    letGo = open;
  });
  const handler = withKey("read", async () => {
    running += 1;
    most = Math.max(most, running);
    await gate;
    running -= 1;
    return jsonResponse(200, {});
  });
  const call = (by: string) =>
    handler(new Request("http://localhost/api/v1/x", { headers: { authorization: `Bearer ${by}` } }), {
      params: Promise.resolve({}),
    }).then(({ status, headers }) => ({ status, wait: headers.get("retry-after") }));
  return { call, letGo, most: () => most, running: () => running };
}

it("serves two requests of a company at once, the others after them", async () => {
  const { call, letGo, most, running } = slowHandler();
  const all = Array.from({ length: 8 }, () => call(key));
  const theirs = call(other);
  await expect.poll(running).toBe(3);
  letGo();
  expect((await Promise.all([...all, theirs])).map(({ status }) => status)).toEqual(Array(9).fill(200));
  expect(most()).toBe(3);
});

it("asks to come back later when too many wait already", async () => {
  const { call, letGo } = slowHandler();
  let answered = 0;
  const all = Array.from({ length: 55 }, async () => {
    const answer = await call(key);
    answered += 1;
    return answer;
  });
  await expect.poll(() => answered, { timeout: 20_000 }).toBe(3);
  letGo();
  const answers = await Promise.all(all);
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(52);
  expect(answers.filter(({ status, wait }) => status === 429 && wait === "5")).toHaveLength(3);
});

it("gives the place of a request that fails", async () => {
  const failing = withKey("read", async () => {
    throw new Error("broken");
  });
  const call = () =>
    failing(new Request("http://localhost/api/v1/x", { headers: { authorization: `Bearer ${key}` } }), {
      params: Promise.resolve({}),
    });
  for (let round = 0; round < 4; round += 1) expect((await call()).status).toBe(500);
});
