/** Gestures of the daily work: calls, clients, invoices, payments, answers. */
import type { Places } from "../addresses";
import { type GestureRows, smallPdf } from "./gesture";

const creditPage = (x: Places, credit: string) =>
  `/${x.slug}/clients/${x.spare.creditedClient}/avoirs/${credit}`;

export const DAY: GestureRows = {
  // First: what the others change would have it read again.
  "[societe]/_relance/actions.ts#remindNow": {
    at: (x) => `/${x.slug}/factures/${x.remindableInvoice}/relancer`,
    with: () => ({ urgence: "Le client demande un rappel écrit." }),
  },
  "[societe]/_relance/actions.ts#takeReminderBack": {
    with: (x) => ({ message: x.spare.handReminder }),
  },
  "[societe]/actions.ts#setMessageAside": { with: (x) => ({ message: x.spare.otherWaiting }) },
  // Before the facts that withdraw a message which waits.
  "[societe]/messages/[id]/texte/actions.ts#restoreWords": {},
  "[societe]/messages/[id]/texte/actions.ts#reword": {
    without: ["vu"],
    with: () => ({ subject: "{{titre}}, comme convenu au téléphone" }),
  },
  "[societe]/actions.ts#approveMessage": { with: (x) => ({ message: x.spare.waiting, texte: "" }) },
  "[societe]/actions.ts#confirmNotSent": { with: (x) => ({ message: x.uncertainMessage }) },
  "[societe]/actions.ts#confirmSent": { with: (x) => ({ message: x.spare.uncertain }) },
  "[societe]/actions.ts#fileRefusedNote": { with: (x) => ({ message: x.spare.refusedNote }) },
  "[societe]/actions.ts#noteQuickCall": { with: (x) => ({ appel: x.otherCall }) },
  "[societe]/actions.ts#sendNoteAgain": { with: (x) => ({ message: x.spare.otherRefusedNote }) },
  "[societe]/actions.ts#setAnswerAside": { with: (x) => ({ reponse: x.spare.declaration }) },
  "[societe]/actions.ts#takeRejectionBack": { with: (x) => ({ reponse: x.spare.rejection }) },
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
  "[societe]/clients/actions.ts#tagClient": { with: () => ({ tags: "grand compte" }) },
  "[societe]/clients/[id]/avoirs/actions.ts#recordCredit": {
    at: (x) => `/${x.slug}/clients/${x.archivedClient}/avoirs/nouveau`,
    with: () => ({ amountCents: "12,00", kind: "DEPOSIT", receivedOn: "2026-11-20" }),
  },
  "[societe]/clients/[id]/avoirs/actions.ts#remindAnyway": {
    at: (x) => creditPage(x, x.spare.heldCredit),
  },
  "[societe]/clients/[id]/avoirs/actions.ts#applyCredit": {
    at: (x) => creditPage(x, x.spare.heldCredit),
    with: (x) => ({ [`part-${x.spare.creditedInvoice}`]: "10,00" }),
  },
  "[societe]/clients/[id]/avoirs/actions.ts#undoApplication": {
    at: (x) => creditPage(x, x.spare.appliedCredit),
  },
  "[societe]/clients/[id]/avoirs/actions.ts#refundCredit": {
    at: (x) => `/${x.slug}/clients/${x.quietClient}/avoirs/${x.spare.credit}`,
    with: () => ({ amountCents: "1,00", refundedOn: "2026-11-20" }),
  },
  "[societe]/clients/[id]/avoirs/actions.ts#takeBackRefund": { with: (x) => ({ usage: x.spare.refund }) },
  "[societe]/clients/[id]/avoirs/actions.ts#cancelCredit": {
    at: (x) => creditPage(x, x.spare.mistakenCredit),
  },
  "[societe]/clients/[id]/releve/actions.ts#chooseMonthly": { with: () => ({ releves: "in" }) },
  "[societe]/clients/[id]/releve/actions.ts#sendStatement": {
    at: (x) => `/${x.slug}/clients/${x.quietClient}/releve/envoyer`,
  },
  "[societe]/clients/[id]/prelevement/actions.ts#saveMandate": {
    with: (x) => ({ client: x.quietClient, isDebited: "1", reference: "RUM-77" }),
  },
  "[societe]/encaissements/releves/actions.ts#confirmOne": {
    at: (x) => `/${x.slug}/encaissements/releves/${x.knownTransfer}`,
  },
  "[societe]/encaissements/releves/actions.ts#pairByHand": {
    at: (x) => `/${x.slug}/encaissements/releves/${x.strangeTransfer}?client=${x.client}`,
  },
  "[societe]/encaissements/releves/actions.ts#linkPayment": {
    at: (x) => `/${x.slug}/encaissements/releves/${x.likelyTransfer}`,
    with: (x) => ({ reglement: x.payment }),
  },
  "[societe]/encaissements/releves/actions.ts#leaveAside": {
    at: (x) => `/${x.slug}/encaissements/releves/${x.otherTransfer}?q=zzzz`,
    with: () => ({ reason: "Remboursement" }),
  },
  "[societe]/encaissements/releves/actions.ts#takeBack": {
    at: (x) => `/${x.slug}/encaissements/releves?etat=ecartes`,
  },
  "[societe]/encaissements/releves/actions.ts#confirmSure": {
    unproven: "what it confirms changes with the gestures before it",
  },
  "[societe]/encaissements/releves/actions.ts#withdraw": {
    unproven: "needs a statement of which nothing was made",
  },
  "[societe]/encaissements/releves/actions.ts#dropStatement": {
    namesNoRow: true,
    with: () => ({
      file: new File(["Date;Libellé;Montant\n20/11/2026;FRAIS DE DOSSIER;-15,00\n"], "releve.csv"),
    }),
  },
  "[societe]/encaissements/actions.ts#takePayment": {
    at: (x) => `/${x.slug}/encaissements/nouveau?client=${x.client}`,
    with: (x) => ({ amountCents: "10,00", receivedOn: "2026-11-23", [`part-${x.invoice}`]: "10,00" }),
  },
  "[societe]/encaissements/actions.ts#undoPayment": {},
  "[societe]/factures/[id]/prelevement/actions.ts#awaitDebit": {},
  "[societe]/factures/[id]/prelevement/actions.ts#sayDebitIssue": { with: () => ({ issue: "STOPPED" }) },
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
  "[societe]/factures/[id]/actions.ts#undoCredit": {
    at: (x) => `/${x.slug}/factures/${x.spare.correctedInvoice}/avoir/${x.spare.mistakenNote}/annuler`,
  },
  "[societe]/factures/[id]/actions.ts#undoPayment": {},
  "[societe]/factures/[id]/actions.ts#writeLetter": {
    with: (x) => ({ facture: x.upcomingInvoice, channel: "LETTER" }),
  },
  "[societe]/factures/lot/actions.ts#excludeChosen": { with: (x) => ({ factures: x.heldInvoice }) },
  "[societe]/factures/lot/actions.ts#suspendChosen": { with: () => ({ untilOn: "2026-12-15" }) },
  "[societe]/factures/nouvelle/actions.ts#createInvoice": {
    at: (x) => `/${x.slug}/factures/nouvelle?client=${x.client}`,
    with: (x) => ({ client: x.client, number: "F-NOUVELLE", totalCents: "12,00" }),
  },
  "[societe]/journal/actions.ts#verify": { namesNoRow: true, changesNothing: true },
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
  "[societe]/factures/[id]/actions.ts#chooseForInvoice": { with: (x) => ({ versionId: x.version }) },
  "[societe]/factures/[id]/actions.ts#leaveChoice": {},
  "[societe]/factures/[id]/actions.ts#dispute": {
    with: () => ({ category: "PRICE", message: "Prix convenu autre" }),
  },
  "[societe]/reponses/[id]/actions.ts#noteContact": { unproven: "needs a client who named another contact" },
  "[societe]/reponses/[id]/actions.ts#sendReply": { with: () => ({ body: "Bien reçu, merci." }) },
  "[societe]/reponses/[id]/actions.ts#acceptSchedule": { unproven: "needs a schedule that was proposed" },
  "[societe]/reponses/[id]/actions.ts#counterSchedule": { unproven: "needs a schedule that was proposed" },
  "[societe]/reponses/[id]/actions.ts#refuseSchedule": { unproven: "needs a schedule that was proposed" },
  "[societe]/reponses/[id]/actions.ts#endSchedule": { unproven: "needs a schedule that runs" },
};
