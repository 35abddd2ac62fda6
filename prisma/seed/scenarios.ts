/** The companies of the demonstration. Tests take them from here too. */
import { ATELIER_BRISSET } from "./scenarios/atelierBrisset/company";
import { CHARPENTES_LE_FLOCH } from "./scenarios/charpentesLeFloch";
import { LABORATOIRE_OCEANE } from "./scenarios/laboratoireOceane";
import { PRIMEURS_GWENN } from "./scenarios/primeursGwenn";
import type { CompanyScript } from "./script";

/** The accounting firm, which holds a mandate of each company that has one. */
export const FIRM = {
  kind: "ACCOUNTANT",
  name: "Morvan et associés",
  siren: "875136137",
  street: "5 rue de l’Arche-Sèche",
  postcode: "44000",
  city: "Nantes",
} as const;

export const SCENARIOS: readonly CompanyScript[] = [
  ATELIER_BRISSET,
  CHARPENTES_LE_FLOCH,
  LABORATOIRE_OCEANE,
  PRIMEURS_GWENN,
];
