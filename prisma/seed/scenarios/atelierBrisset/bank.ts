/** What the bank of the workshop shows of the last weeks: a movement in each state. */
import type { MovementScript } from "../../script";

export const MOVEMENTS: readonly MovementScript[] = [
  // Recorded by hand when they came in: linked, not recorded twice.
  { on: -13, euros: "888,00", label: "VIR SEPA ECOLE DE VOILE ATLANTIQUE RATELIERS", becomes: "CONFIRMED" },
  { on: -17, euros: "1 530,00", label: "VIR SEPA DOMAINE DE LA HAIE COMPTOIR", becomes: "CONFIRMED" },
  { on: -13, euros: "600,00", label: "VIR SEPA THEATRE DU CHAI ACOMPTE" },
  // The one that its client declared.
  { on: -1, euros: "936,00", label: "VIR INST PHARMACIE DES HALLES TIROIRS" },
  // Nobody is named: the amount alone is that of one invoice.
  { on: -2, euros: "1 320,00", label: "VIR SEPA S HADDAD" },
  { on: -4, euros: "145,00", label: "VIR INST MME LEFEVRE" },
  { on: -5, euros: "82,40", label: "VIR CPAM LOIRE ATLANTIQUE" },
  {
    on: -6,
    euros: "2 000,00",
    label: "VIR COMPTE EPARGNE",
    becomes: "ASIDE",
    reason: "Virement entre nos comptes",
  },
  { on: -8, euros: "-61,20", label: "PRLV SEPA TELEPHONE" },
  { on: -3, euros: "-12,50", label: "FRAIS DE TENUE DE COMPTE" },
];
