/** The bell on PostgreSQL, rung and heard by the programs' own role. */
import { afterAll, describe, expect, it, vi } from "vitest";
import { createTestDatabase } from "../support/database";

await createTestDatabase({ LOG_LEVEL: "fatal" });
const { createRinger, listen } = await import("@/queue/backend");

const heard: string[] = [];
const listener = listen(async (name) => void heard.push(name));
const ringer = createRinger();

afterAll(async () => {
  await listener.close();
  await ringer.close();
});

describe("the bell", () => {
  it("is heard, ring after ring", async () => {
    await ringer.ring("dunning", {});
    await vi.waitFor(() => expect(heard).toEqual(["dunning"]), { timeout: 20_000 });
    await ringer.ring("mail", {});
    await vi.waitFor(() => expect(heard).toEqual(["dunning", "mail"]), { timeout: 20_000 });
  });
});
