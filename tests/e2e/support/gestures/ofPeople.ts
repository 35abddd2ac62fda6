/** Gestures of people, of firms and of the demonstration. */
import type { GestureRows } from "./gesture";

const NO_COMPANY = { excused: "of people who are not signed in: it names no company" };
const ONESELF = { excused: "acts on the account of the person who is signed in, whatever is sent" };
const DEMONSTRATION = { excused: "of the demonstration alone: it reads no company's data" };

export const PEOPLE: GestureRows = {
  "(public)/confirmation/actions.ts#confirmAddress": NO_COMPANY,
  "(public)/confirmation/actions.ts#takeNewAddress": NO_COMPANY,
  "(public)/connexion/actions.ts#sendSignInLink": NO_COMPANY,
  "(public)/connexion/actions.ts#signIn": NO_COMPANY,
  "(public)/connexion/actions.ts#signInWithCode": NO_COMPANY,
  "(public)/connexion/actions.ts#signInWithLink": NO_COMPANY,
  "(public)/connexion/actions.ts#signOut": ONESELF,
  "(public)/inscription/actions.ts#createAccount": NO_COMPANY,
  "(public)/invitation/[jeton]/actions.ts#changeAccount": ONESELF,
  "(public)/invitation/[jeton]/actions.ts#join": { excused: "opened by its token alone: see safeGet" },
  "(public)/mot-de-passe/actions.ts#sendResetLink": NO_COMPANY,
  "(public)/mot-de-passe/actions.ts#setNewPassword": NO_COMPANY,
  "bienvenue/actions.ts#create": ONESELF,
  "cabinet/nouveau/actions.ts#create": ONESELF,
  "compte/deux-etapes/actions.ts#begin": ONESELF,
  "compte/deux-etapes/actions.ts#confirm": ONESELF,
  "compte/deux-etapes/actions.ts#remove": ONESELF,
  "compte/deux-etapes/actions.ts#renewCodes": ONESELF,
  "compte/actions.ts#askNewAddress": ONESELF,
  "compte/actions.ts#resendConfirmation": ONESELF,
  "compte/actions.ts#saveName": ONESELF,
  "compte/actions.ts#savePassword": ONESELF,
  "compte/actions.ts#signOutDevice": ONESELF,
  "compte/actions.ts#signOutEverywhere": ONESELF,
  "compte/actions.ts#signOutOthers": ONESELF,
  "demo/actions.ts#enterAs": DEMONSTRATION,
  "demo/actions.ts#moveClock": DEMONSTRATION,
  "cabinet/[cabinet]/mandats/actions.ts#giveBack": {},
  "cabinet/[cabinet]/mandats/actions.ts#invite": {
    with: () => ({ name: "Marie Le Bihan", company: "Crêperie du Port", email: "marie@creperie.example" }),
  },
  "cabinet/[cabinet]/reglages/actions.ts#invite": {
    with: () => ({ email: "nouvelle@morvan-associes.example", role: "ASSISTANT" }),
  },
  "cabinet/[cabinet]/reglages/actions.ts#withdraw": {},
  "cabinet/[cabinet]/reglages/actions.ts#saveIdentity": { with: () => ({ legalForm: "SELARL" }) },
  "cabinet/[cabinet]/reglages/actions.ts#saveGuarantees": {
    unproven: "shown to a collector: the firm of the demonstration is an accountant's",
  },
  "cabinet/[cabinet]/reglages/actions.ts#setRole": {
    with: (x) => ({ membre: x.spare.colleague, role: "PARTNER" }),
  },
  "cabinet/[cabinet]/reglages/actions.ts#remove": { with: (x) => ({ membre: x.spare.colleague }) },
};
