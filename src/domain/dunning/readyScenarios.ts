/** Scenarios one can start from. No law fixes a calendar: these follow usage, each for one kind of relation. */
import { DEFAULT_STEPS, type StepDraft, stepDraft } from "./scenario";

export interface ReadyScenario {
  key: string;
  name: string;
  /** For whom, in one sentence. */
  purpose: string;
  steps: readonly StepDraft[];
}

export const READY_SCENARIOS: readonly ReadyScenario[] = [
  {
    key: "standard",
    name: "Standard",
    purpose: "La plupart des professionnels : deux courriels, un appel, puis une mise en demeure à J+30.",
    steps: DEFAULT_STEPS,
  },
  {
    key: "doux",
    name: "Doux",
    purpose:
      "Une relation à ménager : plus de temps entre les étapes, et la mise en demeure à J+60 seulement.",
    steps: [
      stepDraft({ offsetDays: 5, channel: "EMAIL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 15, channel: "CALL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 25, channel: "EMAIL", tone: "FRIENDLY", attachEarlier: true }),
      stepDraft({ offsetDays: 40, channel: "EMAIL", tone: "FIRM" }),
      stepDraft({ offsetDays: 60, channel: "FORMAL_NOTICE", tone: "FINAL" }),
    ],
  },
  {
    key: "ferme",
    name: "Ferme",
    purpose: "Un client qui paie toujours en retard : le décompte dès J+5, la mise en demeure à J+20.",
    steps: [
      stepDraft({ offsetDays: 1, channel: "EMAIL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 5, channel: "EMAIL", tone: "FIRM" }),
      stepDraft({ offsetDays: 10, channel: "CALL", tone: "FIRM" }),
      stepDraft({ offsetDays: 14, channel: "EMAIL", tone: "FINAL", attachEarlier: true }),
      stepDraft({ offsetDays: 20, channel: "FORMAL_NOTICE", tone: "FINAL" }),
    ],
  },
  {
    key: "acheteur-public",
    name: "Acheteur public",
    purpose: "État, collectivité, hôpital : on appelle avant d’insister, le mandatement prend du temps.",
    steps: [
      stepDraft({ offsetDays: 3, channel: "EMAIL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 10, channel: "CALL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 20, channel: "EMAIL", tone: "FIRM" }),
      stepDraft({ offsetDays: 45, channel: "FORMAL_NOTICE", tone: "FINAL" }),
    ],
  },
  {
    key: "particulier",
    name: "Particulier",
    purpose:
      "Un consommateur : des rappels courtois, et chaque envoi relu avant de partir à partir du deuxième.",
    steps: [
      stepDraft({ offsetDays: 4, channel: "EMAIL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 12, channel: "EMAIL", tone: "FRIENDLY", needsApproval: true }),
      stepDraft({ offsetDays: 20, channel: "CALL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 30, channel: "EMAIL", tone: "FIRM", needsApproval: true }),
      stepDraft({ offsetDays: 45, channel: "FORMAL_NOTICE", tone: "FINAL" }),
    ],
  },
  {
    key: "bon-payeur",
    name: "Habitué, bon payeur",
    purpose: "Quelqu’un qui paie toujours : un mot à J+8, un appel à J+20, rien de plus sans vous.",
    steps: [
      stepDraft({ offsetDays: 8, channel: "EMAIL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 20, channel: "CALL", tone: "FRIENDLY" }),
      stepDraft({ offsetDays: 35, channel: "EMAIL", tone: "FIRM", needsApproval: true }),
    ],
  },
  {
    key: "avant-echeance",
    name: "Prévenant",
    purpose: "Le scénario standard, précédé d’un avis courtois cinq jours avant l’échéance.",
    steps: [
      stepDraft({ offsetDays: -5, channel: "EMAIL", tone: "FRIENDLY", minBalanceCents: 50_000n }),
      ...DEFAULT_STEPS,
    ],
  },
];

export function readyScenario(key: string): ReadyScenario | null {
  return READY_SCENARIOS.find((scenario) => scenario.key === key) ?? null;
}
