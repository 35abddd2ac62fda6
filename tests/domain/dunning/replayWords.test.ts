/** What a replay says when two versions differ, when they do the same, and when they do nothing. */
import { describe, expect, it } from "vitest";
import { localDate } from "@/domain/calendar";
import { emptyFigures, type ReplayFigures } from "@/domain/dunning/replay";
import { isSilent, replaySummary } from "@/domain/dunning/replayWords";

const span = { fromOn: localDate("2025-11-24"), toOn: localDate("2026-11-23") };
const version = (name: string, figures: Partial<ReplayFigures>) => ({
  name,
  number: 2,
  figures: { ...emptyFigures(), invoices: 84, ...figures },
});
const busy = version("Pro", { messages: 82, formalNotices: 11, clientsContacted: 32 });
const none = version("Vide", {});

const said = (...played: Parameters<typeof replaySummary>[0]) =>
  replaySummary(played, span)
    .replaceAll("\u00a0", " ")
    .replace("Du 24 novembre 2025 au 23 novembre 2026, 365 jours : ", "");

describe("the summary of a replay", () => {
  it("counts what one version would have sent", () => {
    expect(said(busy)).toBe("82 courriels et 11 mises en demeure. Aucun envoi un jour férié ni un week-end.");
  });

  it("says what differs between two, and what does not", () => {
    const kind = version("Doux", { messages: 60, formalNotices: 11, clientsContacted: 30 });
    expect(said(kind, busy)).toBe(
      "« Doux », version 2, aurait envoyé 60 courriels au lieu de 82, et proposé autant de mises en demeure, par rapport à « Pro », version 2.",
    );
    expect(said(busy, busy)).toContain("aurait envoyé autant de courriels (82), et proposé autant de mises");
  });

  it("says plainly that nobody would have been contacted", () => {
    expect([isSilent([none]), isSilent([none, busy]), isSilent([busy])]).toEqual([true, false, false]);
    expect(said(none)).toBe("« Vide », version 2 n’aurait contacté personne, sur 84 factures.");
    expect(said(none, none)).toContain("ni « Vide », version 2 ni « Vide », version 2 n’auraient contacté");
    // Beside a version that sends, nothing is a figure like another.
    expect(said(none, busy)).toContain("aurait envoyé 0 courriel au lieu de 82");
  });
});
