/** Atelier Brisset: shop and office fittings, run by one person in Nantes. */
import demoAccounts from "@/config/demoAccounts.json";
import type { CompanyScript } from "../../script";
import { HELD, LEAVING } from "./alone";
import { MOVEMENTS } from "./bank";
import { REGULARS } from "./regulars";
import { NOTICES, TO_CALL, TO_CONFIRM, TO_SETTLE } from "./toDecide";
import { WITH_LETTERS } from "./withLetters";

export const ATELIER_BRISSET: CompanyScript = {
  identity: {
    legalName: "Atelier Brisset",
    legalForm: "SARL",
    siren: "501826473",
    shareCapitalCents: "20 000",
    rcsCity: "Nantes",
    street: "14 rue des Olivettes",
    postcode: "44000",
    city: "Nantes",
    phone: "02 61 91 01 40",
    email: demoAccounts.freelance.email,
    iban: "FR76 3000 6000 0112 3456 7890 189",
    bic: "AGRIFRPP",
    signatoryName: demoAccounts.freelance.name,
    signatoryTitle: "gérante",
  },
  owner: demoAccounts.freelance,
  isSafe: false,
  numbering: { prefix: "F", first: 338 },
  clients: [
    ...TO_CALL,
    ...NOTICES,
    ...TO_CONFIRM,
    ...TO_SETTLE,
    ...LEAVING,
    ...HELD,
    ...WITH_LETTERS,
    ...REGULARS,
  ],
  movements: MOVEMENTS,
};
