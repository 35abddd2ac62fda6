/** Sentences of the journal: one for each action the programs write, none that breaks on odd facts. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import {
  isKnownAction,
  JOINED_THINGS,
  JOURNAL_THINGS,
  journalSentence,
} from "@/domain/reporting/journalSentence";

const usecases = fileURLToPath(new URL("../../../src/usecases", import.meta.url));

function sources(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = `${folder}/${name}`;
    if (statSync(path).isDirectory()) return sources(path);
    return path.endsWith(".ts") ? [readFileSync(path, "utf8")] : [];
  });
}

/** Every `"thing.verb"` of the use cases whose thing the journal knows. */
function writtenActions(): string[] {
  const things = [...Object.keys(JOURNAL_THINGS), ...Object.values(JOINED_THINGS).flat()].join("|");
  const pattern = new RegExp(`"((?:${things})\\.[a-z_]+)"`, "g");
  const found = sources(usecases).flatMap((text) =>
    [...text.matchAll(pattern)].map((match) => match[1] ?? ""),
  );
  return [...new Set(found)].sort();
}

describe("the journal", () => {
  it("has a sentence for every action that is written", () => {
    const actions = writtenActions();
    expect(actions.length).toBeGreaterThan(30);
    expect(actions.filter((action) => !isKnownAction(action))).toEqual([]);
  });

  it("shows an action it does not know by its name", () => {
    expect(journalSentence("moon.landed", {})).toBe("moon.landed");
    expect(journalSentence("constructor", {})).toBe("constructor");
    expect(journalSentence("toString", {})).toBe("toString");
  });

  it.each([
    ["member.invited", { email: "paul@x.example", role: "VIEWER" }, "paul@x.example invité comme lecteur"],
    [
      "member.role_changed",
      { from: "OWNER", to: "MANAGER" },
      "Rôle changé\u00a0: propriétaire, puis responsable",
    ],
    [
      "company.bank_changed",
      { proof: "password", changes: { iban: { from: "FR76 •••• 189", to: "FR76 •••• 606" } } },
      "Coordonnées bancaires modifiées (FR76 •••• 189, puis FR76 •••• 606), après le mot de passe",
    ],
    [
      "company.pace_changed",
      { changes: { contactGapHours: { from: 72, to: 48 } } },
      "Calendrier et rythme modifiés\u00a0: délai entre deux contacts",
    ],
    ["payment.recorded", { amountCents: "120050" }, "Règlement enregistré\u00a0: 1\u00a0200,50\u00a0€"],
    [
      "mandate.granted",
      { firm: "Morvan", grantedOn: "2026-11-22", endsOn: null },
      "Mandat donné à Morvan, du 22\u00a0novembre\u00a02026",
    ],
  ])("says %s", (action, data, sentence) => {
    expect(journalSentence(action, data)).toBe(sentence);
  });

  it("survives facts that are missing or of another shape", () => {
    const odd = [
      {},
      { role: 3, email: null, changes: "x", amountCents: "12e5", firm: {}, untilOn: "demain" },
    ];
    for (const action of writtenActions()) {
      for (const data of odd) expect(journalSentence(action, data).length).toBeGreaterThan(3);
    }
  });
});
