import { describe, expect, it } from "vitest";
import { afterPost, RETRY_DELAYS_MS, webhookAnswerText } from "@/domain/parties/webhook";
import { JOURNAL_ACTIONS } from "@/domain/reporting/journalSentence";
import { eventsOf, WEBHOOK_EVENTS, webhookEventName } from "@/domain/reporting/webhookEvent";

type Action = Parameters<typeof eventsOf>[0];

describe("an attempt", () => {
  it.each([
    [{ status: 200 }, 1, { kind: "delivered" }],
    [{ status: 299 }, 8, { kind: "delivered" }],
    [{ status: 301 }, 1, { kind: "again", inMs: 60_000 }],
    [{ status: 410 }, 1, { kind: "gone" }],
    [{ status: 404 }, 2, { kind: "again", inMs: 300_000 }],
    [{ problem: "timeout" }, 7, { kind: "again", inMs: 86_400_000 }],
    [{ status: 500 }, 8, { kind: "given_up" }],
  ] as const)("answered %j, the %dth: %j", (answer, attempts, after) => {
    expect(afterPost(answer, attempts)).toEqual(after);
  });

  it("is repeated for two days at most", () => {
    const total = RETRY_DELAYS_MS.reduce((sum, ms) => sum + ms, 0);
    expect(total).toBeLessThan(2 * 86_400_000);
  });

  it("says what came back", () => {
    expect(webhookAnswerText({ status: 500, problem: null })).toBe("réponse 500");
    expect(webhookAnswerText({ status: null, problem: "timeout" })).toBe("pas de réponse en dix secondes");
    expect(webhookAnswerText({ status: null, problem: null })).toBe("pas encore envoyé");
  });
});

describe("events", () => {
  it("each come from an entry of the journal, and have a name", () => {
    const told = new Set(JOURNAL_ACTIONS.flatMap((action) => eventsOf(action as Action)));
    expect([...told].sort()).toEqual([...WEBHOOK_EVENTS].sort());
    expect(WEBHOOK_EVENTS.map(webhookEventName)).not.toContain("Essai");
    expect(webhookEventName("webhook.test")).toBe("Essai");
  });
});
