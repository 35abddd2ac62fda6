/**
 * Every server action, with what its form lacks to be sent: the table that the tests of isolation walk. An action
 * without a row here fails them, and so does a row without its action.
 */
import { wholePdf } from "../../support/pdfFiles";
import type { Places } from "./addresses";
import type { Field } from "./visitor";

export interface Gesture {
  /** The page whose form is taken, when several show one. */
  at?: (x: Places) => string;
  /** Another action whose form has the same fields, when the state of the company shows only that one. */
  like?: string;
  /** Fields to fill in or to change. */
  with?: (x: Places) => Record<string, Field>;
  /** Speaks of the company alone: below another company's name it would be that company's own gesture. */
  namesNoRow?: true;
  /** Looks without writing. */
  changesNothing?: true;
}

/** An action that no company's data is behind. */
interface Excused {
  excused: string;
}

const NO_COMPANY = { excused: "of people who are not signed in: it names no company" };
const ONESELF = { excused: "acts on the account of the person who is signed in, whatever is sent" };
const DEMONSTRATION = { excused: "of the demonstration alone: it reads no company's data" };

/** A whole PDF, as a form sends it. */
export function smallPdf(name = "facture.pdf"): File {
  return new File([Uint8Array.from(wholePdf())], name, { type: "application/pdf" });
}

/** In the order the owner does them: some undo the one before. */
export const GESTURES: Readonly<Record<string, Gesture | Excused>> = {
  "(public)/confirmation/actions.ts#confirmAddress": NO_COMPANY,
  "(public)/confirmation/actions.ts#takeNewAddress": NO_COMPANY,
  "(public)/connexion/actions.ts#sendSignInLink": NO_COMPANY,
  "(public)/connexion/actions.ts#signIn": NO_COMPANY,
  "(public)/connexion/actions.ts#signInWithLink": NO_COMPANY,
  "(public)/connexion/actions.ts#signOut": ONESELF,
  "(public)/inscription/actions.ts#createAccount": NO_COMPANY,
  "(public)/invitation/[jeton]/actions.ts#changeAccount": ONESELF,
  "(public)/invitation/[jeton]/actions.ts#join": { excused: "opened by its token alone: see safeGet" },
  "(public)/mot-de-passe/actions.ts#sendResetLink": NO_COMPANY,
  "(public)/mot-de-passe/actions.ts#setNewPassword": NO_COMPANY,
  "bienvenue/actions.ts#create": ONESELF,
  "cabinet/nouveau/actions.ts#create": ONESELF,
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
  "cabinet/[cabinet]/reglages/actions.ts#setRole": {
    with: (x) => ({ membre: x.spare.colleague, role: "PARTNER" }),
  },
  "cabinet/[cabinet]/reglages/actions.ts#remove": { with: (x) => ({ membre: x.spare.colleague }) },

  "[societe]/actions.ts#setMessageAside": { with: (x) => ({ message: x.spare.otherWaiting }) },
  "[societe]/actions.ts#approveMessage": { with: (x) => ({ message: x.spare.waiting }) },
  "[societe]/actions.ts#confirmNotSent": { with: (x) => ({ message: x.uncertainMessage }) },
  "[societe]/actions.ts#confirmSent": { with: (x) => ({ message: x.spare.uncertain }) },
  "[societe]/actions.ts#noteQuickCall": { with: (x) => ({ appel: x.otherCall }) },
  "[societe]/actions.ts#setAnswerAside": { with: (x) => ({ reponse: x.spare.declaration }) },
  "[societe]/actions.ts#takeUpAgain": {},
  "[societe]/appels/[id]/actions.ts#noteCall": {
    with: (x) => ({ appel: x.call, outcome: "REACHED", note: "Rappellera la semaine prochaine." }),
  },
  "[societe]/clients/actions.ts#addClient": {
    namesNoRow: true,
    with: () => ({ name: "Chapellerie Ozanne", kind: "B2B", contactEmail: "compta@ozanne.example" }),
  },
  "[societe]/clients/actions.ts#correctAddress": { with: () => ({ email: "nouvelle@adresse.example" }) },
  "[societe]/clients/actions.ts#editClient": { with: () => ({ note: "Vu au salon." }) },
  "[societe]/clients/actions.ts#putAside": {},
  "[societe]/clients/actions.ts#takeBack": {},
  "[societe]/encaissements/actions.ts#takePayment": {
    at: (x) => `/${x.slug}/encaissements/nouveau?client=${x.client}`,
    with: (x) => ({ amountCents: "10,00", receivedOn: "2026-11-23", [`part-${x.invoice}`]: "10,00" }),
  },
  "[societe]/encaissements/actions.ts#undoPayment": {},
  "[societe]/factures/[id]/actions.ts#attach": { with: () => ({ file: smallPdf() }) },
  "[societe]/factures/[id]/actions.ts#close": {
    with: (x) => ({ facture: x.spareInvoice, status: "CANCELLED", closeReason: "Saisie deux fois" }),
  },
  "[societe]/factures/[id]/actions.ts#credit": {
    with: () => ({ number: "A-77", issuedOn: "2026-11-23", amountCents: "1,00", effect: "PROSPECTIVE" }),
  },
  "[societe]/factures/[id]/actions.ts#detach": {},
  "[societe]/factures/[id]/actions.ts#edit": { with: () => ({ subject: "Objet corrigé" }) },
  "[societe]/factures/[id]/actions.ts#exclude": {},
  "[societe]/factures/[id]/actions.ts#include": {},
  "[societe]/factures/[id]/actions.ts#reopen": {},
  "[societe]/factures/[id]/actions.ts#resume": {},
  "[societe]/factures/[id]/actions.ts#savePayment": {
    with: () => ({ receivedOn: "2026-11-23", amountCents: "1,00", method: "TRANSFER" }),
  },
  "[societe]/factures/[id]/actions.ts#suspend": { with: () => ({ untilOn: "2026-12-15", reason: "Accord" }) },
  "[societe]/factures/[id]/actions.ts#undoPayment": {},
  "[societe]/factures/lot/actions.ts#excludeChosen": { with: (x) => ({ factures: x.heldInvoice }) },
  "[societe]/factures/lot/actions.ts#suspendChosen": { with: () => ({ untilOn: "2026-12-15" }) },
  "[societe]/factures/nouvelle/actions.ts#createInvoice": {
    at: (x) => `/${x.slug}/factures/nouvelle?client=${x.client}`,
    with: (x) => ({ client: x.client, number: "F-NOUVELLE", totalCents: "12,00" }),
  },
  "[societe]/journal/actions.ts#verify": { namesNoRow: true, changesNothing: true },
  "[societe]/reglages/banque/actions.ts#save": {
    namesNoRow: true,
    with: () => ({ iban: "FR14 2004 1010 0505 0001 3M02 606", bic: "", currentPassword: "demonstration" }),
  },
  "[societe]/reglages/envoi/actions.ts#save": {
    namesNoRow: true,
    with: () => ({ signatoryName: "Une autre personne" }),
  },
  "[societe]/reglages/envoi/actions.ts#stopAll": { namesNoRow: true },
  "[societe]/reglages/envoi/actions.ts#resumeAll": {
    namesNoRow: true,
    like: "[societe]/reglages/envoi/actions.ts#stopAll",
  },
  "[societe]/reglages/envoi/actions.ts#turnSafeModeOn": { namesNoRow: true },
  "[societe]/reglages/envoi/actions.ts#turnSafeModeOff": {
    namesNoRow: true,
    like: "[societe]/reglages/envoi/actions.ts#turnSafeModeOn",
  },
  "[societe]/reglages/equipe/actions.ts#invite": {
    namesNoRow: true,
    with: () => ({ email: "quelqu.un@ailleurs.example", role: "VIEWER" }),
  },
  "[societe]/reglages/equipe/actions.ts#setRole": {
    with: (x) => ({ membre: x.spare.member, role: "MANAGER" }),
  },
  "[societe]/reglages/equipe/actions.ts#remove": { with: (x) => ({ membre: x.spare.member }) },
  "[societe]/reglages/equipe/actions.ts#withdraw": {},
  "[societe]/reglages/mandats/actions.ts#grant": {
    namesNoRow: true,
    with: (x) => ({ firm: x.firm, grantedOn: "2026-11-24" }),
  },
  "[societe]/reglages/mandats/actions.ts#look": {
    namesNoRow: true,
    changesNothing: true,
    with: (x) => ({ firm: x.firm }),
  },
  "[societe]/reglages/mandats/actions.ts#revoke": {},
  "[societe]/reglages/penalites/actions.ts#save": {
    namesNoRow: true,
    with: () => ({ penaltyKind: "CONTRACT_FIXED", penaltyRate: "15" }),
  },
  "[societe]/reglages/rythme/actions.ts#save": { namesNoRow: true, with: () => ({ formalNoticeDays: "9" }) },
  "[societe]/reglages/societe/actions.ts#save": { namesNoRow: true, with: () => ({ city: "Rezé" }) },
  "[societe]/relances/actions.ts#approveChosen": { with: (x) => ({ message: x.waitingMessage }) },
  "[societe]/reponses/[id]/actions.ts#acceptByClosing": {
    with: (x) => ({ reponse: x.spare.dispute, remedy: "CANCELLED", closeReason: "Le client a raison" }),
  },
  "[societe]/reponses/[id]/actions.ts#acceptByCredit": {
    with: (x) => ({
      reponse: x.spare.otherDispute,
      number: "A-78",
      issuedOn: "2026-11-23",
      amountCents: "1,00",
      effect: "RETROACTIVE",
    }),
  },
  "[societe]/reponses/[id]/actions.ts#confirmPayment": { with: (x) => ({ reponse: x.declaration }) },
  "[societe]/reponses/[id]/actions.ts#maintain": {
    with: (x) => ({ reponse: x.dispute, note: "Livraison prouvée." }),
  },
  "[societe]/reponses/[id]/actions.ts#postpone": { with: () => ({ onDate: "2026-12-15" }) },
};
