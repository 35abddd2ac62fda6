/** Gestures of scenarios and imports. */
import type { GestureRows } from "./gesture";

export const SCENARIOS: GestureRows = {
  "[societe]/importer/actions.ts#dropFile": {
    namesNoRow: true,
    with: () => ({
      file: new File(["Numéro;Client;Montant;Échéance\nF-1;Dupont;12,00;01/12/2026\n"], "f.csv"),
    }),
  },
  "[societe]/importer/actions.ts#settleImport": {},
  "[societe]/importer/actions.ts#takeUpAgain": { unproven: "needs an import that a worker has run" },
  "[societe]/importer/actions.ts#forget": { unproven: "needs an import that a worker has run" },
  "[societe]/importer/actions.ts#undo": { unproven: "needs an import that a worker has run" },
  "[societe]/scenarios/actions.ts#create": {
    namesNoRow: true,
    with: () => ({ name: "Associations", model: "doux" }),
  },
  "[societe]/scenarios/actions.ts#rename": { with: () => ({ name: "Autre nom" }) },
  "[societe]/scenarios/actions.ts#writeStep": {
    at: (x) => `/${x.slug}/scenarios/${x.scenario}/etape`,
    with: () => ({ days: "12", side: "AFTER", channel: "EMAIL", tone: "FRIENDLY" }),
  },
  "[societe]/scenarios/actions.ts#shiftStep": {},
  "[societe]/scenarios/actions.ts#dropStep": {},
  "[societe]/scenarios/actions.ts#sendTest": {},
  "[societe]/scenarios/actions.ts#publish": { without: ["vu"] },
  "[societe]/scenarios/actions.ts#startDraft": {},
  "[societe]/scenarios/actions.ts#giveUpDraft": {},
  "[societe]/scenarios/actions.ts#appendRule": {
    with: (x) => ({ scenarioId: x.scenario, clientKind: "PUBLIC" }),
  },
  "[societe]/scenarios/actions.ts#liftRule": {},
  "[societe]/scenarios/actions.ts#dropRule": {},
  "[societe]/scenarios/actions.ts#archive": { unproven: "needs a scenario besides the default one" },
  "[societe]/scenarios/actions.ts#replay": {},
  "[societe]/scenarios/actions.ts#saveLook": { namesNoRow: true, with: () => ({ accent: "#1f5f8b" }) },
};
