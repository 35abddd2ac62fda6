/** Large mailbox providers are written to at a steady pace; a domain that complains rests, alone. */
import { describe, expect, it } from "vitest";
import { RecipientPace } from "@/mail/recipientPace";

const MINUTE = 60_000;

/** Instants at which messages to these addresses leave, relative to their common start. */
function departures(pace: RecipientPace, addresses: readonly string[], now = 0): number[] {
  return addresses.map((address) => pace.reserve(address, now) - now);
}

const to = (domain: string, count: number) => Array.from({ length: count }, (_, n) => `c${n}@${domain}`);

describe("a large mailbox provider", () => {
  it("receives no more than its share of each minute, however many messages wait", () => {
    const at = departures(new RecipientPace(60), to("gmail.com", 300));
    for (let start = 0; start <= Math.max(...at); start += 5_000)
      expect(at.filter((each) => each > start && each <= start + MINUTE).length).toBeLessThanOrEqual(60);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at.at(-1)).toBeLessThanOrEqual(5 * MINUTE);
  });

  it("is one and the same under all its domains", () => {
    const pace = new RecipientPace(10);
    departures(pace, to("orange.fr", 10));
    expect(pace.reserve("a@wanadoo.fr", 0)).toBeGreaterThan(30_000);
    expect(pace.reserve("a@free.fr", 0)).toBe(0);
  });

  it("owes nothing after a quiet time", () => {
    const pace = new RecipientPace(10);
    departures(pace, to("free.fr", 10));
    expect(pace.reserve("a@free.fr", 10 * MINUTE)).toBe(10 * MINUTE);
  });
});

describe("a domain of its own", () => {
  it("is not paced", () => {
    expect(new Set(departures(new RecipientPace(1), to("client.example", 500)))).toEqual(new Set([0]));
  });

  it("rests when it asks for it, and the others go on", () => {
    const pace = new RecipientPace(60);
    pace.rest("a@lent.example", 5 * MINUTE);
    expect(pace.reserve("b@LENT.example", 0)).toBe(5 * MINUTE);
    expect(pace.reserve("b@autre.example", 0)).toBe(0);
    expect(pace.reserve("b@lent.example", 6 * MINUTE)).toBe(6 * MINUTE);
  });
});
