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
  /** Why the owner's own gesture is not done here: it needs what the demonstration has not. */
  unproven?: string;
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

/** In the order the owner does them: some undo the one before, and what one makes another takes away. */
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
  },
  "[societe]/reglages/envoi/actions.ts#turnSafeModeOn": { namesNoRow: true },
  "[societe]/reglages/envoi/actions.ts#turnSafeModeOff": {
    namesNoRow: true,
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

  "[societe]/actions.ts#noteAlert": {},
  "[societe]/actions.ts#noteInbound": {},
  "[societe]/_decompte/actions.ts#issue": {},
  "[societe]/_decompte/actions.ts#waive": {
    with: () => ({ penaltyCents: "1,00", reason: "Geste commercial" }),
  },
  "[societe]/_decompte/actions.ts#takeBackWaiver": {},
  "[societe]/clients/[id]/procedure/actions.ts#open": {
    at: (x) => `/${x.slug}/clients/${x.client}/procedure`,
    with: () => ({ kind: "LIQUIDATION", openedOn: "2026-11-02", publishedOn: "2026-11-10" }),
  },
  "[societe]/clients/[id]/procedure/actions.ts#change": { with: () => ({ courtName: "Nantes" }) },
  "[societe]/clients/[id]/procedure/actions.ts#declare": {
    with: () => ({ declaredOn: "2026-11-20", declaredBy: "LRAR 1A 000" }),
  },
  "[societe]/clients/[id]/procedure/actions.ts#lift": { with: () => ({ reason: "Saisie par erreur" }) },
  "[societe]/courriers/actions.ts#chooseAuthor": {},
  "[societe]/courriers/actions.ts#redraw": {},
  "[societe]/courriers/actions.ts#approveChosen": {},
  "[societe]/courriers/actions.ts#approve": {},
  "[societe]/courriers/actions.ts#withdraw": {},
  "[societe]/courriers/actions.ts#addProof": {
    with: () => ({ file: smallPdf("depot.pdf"), kind: "DEPOSIT" }),
  },
  "[societe]/courriers/actions.ts#removeProof": {},
  "[societe]/courriers/actions.ts#noteDeadline": { with: () => ({ note: "Assignation" }) },
  "[societe]/courriers/actions.ts#noteFollowed": { with: () => ({ presentedOn: "2026-11-23" }) },
  "[societe]/courriers/actions.ts#resend": {},
  "[societe]/courriers/actions.ts#postChosen": { with: () => ({ postedOn: "2026-11-24" }) },
  "[societe]/courriers/actions.ts#notePosted": {
    with: () => ({ postedOn: "2026-11-24", trackingNumber: "1A 204 772 0311 5" }),
  },
  "[societe]/courriers/actions.ts#entrust": {},
  "[societe]/courriers/actions.ts#entrustChosen": {},
  "[societe]/factures/[id]/actions.ts#chooseForInvoice": { with: (x) => ({ versionId: x.version }) },
  "[societe]/factures/[id]/actions.ts#leaveChoice": {},
  "[societe]/factures/[id]/actions.ts#dispute": {
    with: () => ({ category: "PRICE", message: "Prix convenu autre" }),
  },
  "[societe]/factures/[id]/dossier/actions.ts#addProof": {
    with: () => ({ file: smallPdf("bon.pdf"), category: "DELIVERY_NOTE", label: "Bon de livraison" }),
  },
  "[societe]/factures/[id]/dossier/actions.ts#removeProof": {},
  "[societe]/factures/[id]/prescription/actions.ts#recordAct": {
    with: () => ({ kind: "DEBT_ACKNOWLEDGED", onDate: "2026-11-10", proof: "Courriel du 10 novembre" }),
  },
  "[societe]/factures/[id]/prescription/actions.ts#keepProposal": {},
  "[societe]/factures/[id]/prescription/actions.ts#withdrawAct": {},
  "[societe]/factures/[id]/prescription/actions.ts#saveRule": { with: () => ({ isTransportOfGoods: "1" }) },
  "[societe]/importer/actions.ts#dropFile": {
    namesNoRow: true,
    with: () => ({
      file: new File(["Numéro;Client;Montant;Échéance\nF-1;Dupont;12,00;01/12/2026\n"], "f.csv"),
    }),
  },
  "[societe]/importer/actions.ts#settleImport": {},
  "[societe]/importer/actions.ts#takeUpAgain": {},
  "[societe]/importer/actions.ts#forget": {},
  "[societe]/importer/actions.ts#undo": {},
  "[societe]/reglages/banque/actions.ts#stopChange": { namesNoRow: true },
  "[societe]/reglages/clients/actions.ts#savePage": {
    namesNoRow: true,
    with: () => ({ longestPromiseDays: "44" }),
  },
  "[societe]/reglages/clients/actions.ts#saveCard": {
    namesNoRow: true,
    with: () => ({ cardPaymentUrl: "https://payer.example/brisset", currentPassword: "demonstration" }),
  },
  "[societe]/reglages/envoi/reponses/actions.ts#saveMailbox": {
    namesNoRow: true,
    unproven: "needs a mailbox",
  },
  "[societe]/reglages/envoi/reponses/actions.ts#forgetMailbox": {
    namesNoRow: true,
    unproven: "needs a mailbox",
  },
  "[societe]/reglages/envoi/serveur/actions.ts#saveServer": {
    namesNoRow: true,
    unproven: "needs a mail server",
  },
  "[societe]/reglages/envoi/serveur/actions.ts#testServer": {
    namesNoRow: true,
    unproven: "needs a mail server",
  },
  "[societe]/reglages/envoi/serveur/actions.ts#forgetServer": {
    namesNoRow: true,
    unproven: "needs a mail server",
  },
  "[societe]/reglages/taux/actions.ts#enter": {
    namesNoRow: true,
    unproven: "the operator's gesture, not a company's",
  },
  "[societe]/reponses/[id]/actions.ts#noteContact": { unproven: "needs a client who named another contact" },
  "[societe]/reponses/[id]/actions.ts#sendReply": { with: () => ({ body: "Bien reçu, merci." }) },
  "[societe]/reponses/[id]/actions.ts#acceptSchedule": { unproven: "needs a schedule that was proposed" },
  "[societe]/reponses/[id]/actions.ts#counterSchedule": { unproven: "needs a schedule that was proposed" },
  "[societe]/reponses/[id]/actions.ts#refuseSchedule": { unproven: "needs a schedule that was proposed" },
  "[societe]/reponses/[id]/actions.ts#endSchedule": { unproven: "needs a schedule that runs" },
  "[societe]/scenarios/actions.ts#create": {
    namesNoRow: true,
    with: () => ({ name: "Associations", model: "SOFT" }),
  },
  "[societe]/scenarios/actions.ts#rename": { with: () => ({ name: "Autre nom" }) },
  "[societe]/scenarios/actions.ts#writeStep": {
    at: (x) => `/${x.slug}/scenarios/${x.spare.draftScenario}/etape`,
    with: () => ({ days: "12", side: "AFTER", channel: "CALL", tone: "FRIENDLY" }),
  },
  "[societe]/scenarios/actions.ts#shiftStep": {},
  "[societe]/scenarios/actions.ts#dropStep": {},
  "[societe]/scenarios/actions.ts#sendTest": {},
  "[societe]/scenarios/actions.ts#publish": {},
  "[societe]/scenarios/actions.ts#startDraft": {},
  "[societe]/scenarios/actions.ts#giveUpDraft": {},
  "[societe]/scenarios/actions.ts#appendRule": {
    with: (x) => ({ scenarioId: x.scenario, clientKind: "PUBLIC" }),
  },
  "[societe]/scenarios/actions.ts#liftRule": {},
  "[societe]/scenarios/actions.ts#dropRule": {},
  "[societe]/scenarios/actions.ts#archive": {},
  "[societe]/scenarios/actions.ts#replay": { with: () => ({ versionId: "" }) },
  "[societe]/scenarios/actions.ts#saveLook": { namesNoRow: true, with: () => ({ accent: "#1f5f8b" }) },
};
