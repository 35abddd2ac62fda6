/** What the settings say of webhooks: their state, and what became of each event. */
import { describe, expect, it, vi } from "vitest";
import type { DeliveryView, WebhookFile } from "@/usecases/parties/readWebhooks";
import { markupOf, textOf } from "./markup";

vi.mock("@/app/[societe]/reglages/api/webhooks/actions", () => ({ resendDelivery: "/renvoyer" }));
const { WebhookSection } = await import("@/app/[societe]/reglages/api/_parts/WebhookSection");
const { Deliveries } = await import("@/app/[societe]/reglages/api/webhooks/[id]/_parts/Deliveries");
const { Trouble } = await import("@/app/[societe]/reglages/api/webhooks/[id]/_parts/Trouble");

const NOW = Date.UTC(2026, 10, 24, 9, 0);
const MINUTE_MS = 60_000;

const WEBHOOK: WebhookFile = {
  id: "w",
  name: "Facturation",
  host: "outil.example",
  url: "https://outil.example/dument",
  state: "ACTIVE",
  failingSince: null,
  eventCount: 2,
  events: ["payment.recorded", "reminder.sent"],
  previousUntil: null,
  deliveries: [],
  timeZone: "Europe/Paris",
  now: NOW,
};

const DELIVERY: DeliveryView = {
  eventId: "e",
  type: "payment.recorded",
  createdAt: NOW - 5 * MINUTE_MS,
  state: "DELIVERED",
  attempts: 1,
  attemptedAt: NOW,
  nextAt: null,
  status: 200,
  problem: null,
};

const shown = (deliveries: Partial<DeliveryView>[], more: Partial<WebhookFile> = {}) => {
  const all = deliveries.map((one) => ({ ...DELIVERY, ...one }));
  return textOf(markupOf(<Deliveries webhook={{ ...WEBHOOK, ...more, deliveries: all }} values={{}} />));
};

describe("the list of webhooks", () => {
  const list = (state: WebhookFile["state"], failingSince: number | null = null) =>
    textOf(markupOf(<WebhookSection base="/x" webhooks={[{ ...WEBHOOK, state, failingSince }]} />));

  it("says the state of each in a word, and what to do about one that stopped", () => {
    expect(list("ACTIVE")).toContain("En marche");
    expect(list("ACTIVE", NOW)).toContain("Ne répond pas");
    expect(list("PAUSED")).toContain("En pause");
    expect(list("FAILING")).toContain("remettez-le en marche");
    expect(list("GONE")).toContain("n’existe plus");
    expect(textOf(markupOf(<WebhookSection base="/x" webhooks={[]} />))).toContain("Aucun webhook");
  });
});

describe("an address that is stopped", () => {
  it.each(["PAUSED", "FAILING", "GONE"] as const)("%s: says what it will never be told", (state) => {
    const text = textOf(markupOf(<Trouble {...WEBHOOK} state={state} />));
    expect(text).toContain("Ce qui se passe d’ici là ne lui sera pas dit");
    expect(textOf(markupOf(<Trouble {...WEBHOOK} failingSince={NOW} />))).not.toContain(
      "ne lui sera pas dit",
    );
  });
});

describe("what an address was told", () => {
  it("says when, what came back, and that it may be sent again", () => {
    const text = shown([{}]);
    expect(text).toContain("Règlement enregistré");
    expect(text).toContain("Enregistré il y a 5\u00a0minutes\u00a0: réponse 200.");
    expect(text).toContain("Renvoyer");
  });

  it("says how often it was tried, and when it is tried again", () => {
    const nextAt = NOW + 30 * MINUTE_MS;
    const text = shown([{ state: "PENDING", attempts: 3, status: null, problem: "timeout", nextAt }]);
    expect(text).toContain("pas de réponse en dix secondes, 3\u00a0essais, nouvel essai le 24");
    expect(text).toContain("10\u00a0h\u00a030");
    expect(text).toContain("Renvoyer");
    const waiting = shown([{ state: "PENDING", attempts: 0, status: null, nextAt: NOW }]);
    expect(waiting).toContain("pas encore envoyé.");
    expect(waiting).not.toContain("Renvoyer");
  });

  it("offers nothing while the address is stopped", () => {
    const text = shown([{ state: "GIVEN_UP", attempts: 8, status: 500 }], { state: "PAUSED" });
    expect(text).toContain("Abandonné");
    expect(text).not.toContain("Renvoyer");
  });
});
