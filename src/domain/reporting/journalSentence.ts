/**
 * What an entry of the journal says, in French. The table is also the list of what may be written: an action
 * without a sentence does not compile. One that is read and unknown, of an older program, is shown by its name.
 */

import { rejectionName } from "../settlement/directDebit";
import { typeset } from "../typography";
import {
  amountOf,
  changedNames,
  changeOf,
  counted,
  dayOf,
  type JournalData,
  linesOf,
  mandateDates,
  noteOf,
  remedyOf,
  roleName,
  said,
  untilOf,
} from "./journalWords";

/** Kinds of actions, as the filter of the journal offers them: `thing` of `thing.verb` → name. */
export const JOURNAL_THINGS = {
  message: "Courriels",
  letter: "Lettres",
  call: "Appels",
  answer: "Réponses",
  payment: "Règlements",
  invoice: "Factures",
  client: "Clients",
  hold: "Suspensions",
  scenario: "Scénarios",
  import: "Imports",
  company: "Réglages",
  member: "Membres",
  mandate: "Mandats",
} as const;
export type JournalThing = keyof typeof JOURNAL_THINGS;

/** Things shown with another in the filter. */
export const JOINED_THINGS: Partial<Record<JournalThing, readonly string[]>> = {
  invoice: ["credit_note", "document", "proof", "limitation", "evidence", "waiver", "statement"],
  answer: ["link", "plan", "dispute"],
  message: ["inbound"],
  import: ["invoices"],
  client: ["contact"],
  hold: ["promise", "insolvency", "debit"],
  payment: ["credit", "bank"],
  member: ["invitation"],
  company: ["api_key", "webhook"],
};

const SENTENCES = {
  "company.created": "Société créée",
  "company.identity_changed": (data) => `Identité modifiée : ${changedNames(data)}`,
  "company.bank_changed": (data) =>
    `Coordonnées bancaires modifiées${changeOf(data, "iban")}, après ${data.proof === "link" ? "un lien de connexion" : "le mot de passe"}`,
  "company.bank_asked": (data) =>
    `Nouvelles coordonnées bancaires demandées${changeOf(data, "iban")}, après ${data.proof === "link" ? "un lien de connexion" : "le mot de passe"}`,
  "company.bank_stopped": "Changement de coordonnées bancaires arrêté",
  "company.bank_applied": (data) => `Nouvelles coordonnées bancaires en vigueur : ${said(data.iban)}`,
  "company.debtor_page_changed": (data) => `Page des clients modifiée : ${changedNames(data)}`,
  "company.statements_changed": (data) => `Relevés de compte mensuels modifiés : ${changedNames(data)}`,
  "company.sending_changed": (data) => `Envoi modifié : ${changedNames(data)}`,
  "company.mail_server_saved": (data) =>
    `Envoi par le serveur ${said(data.host)}, de l’adresse ${said(data.fromEmail)}`,
  "company.mail_server_tested": (data) =>
    `Serveur d’envoi vérifié : ${data.problem === null ? "il accepterait les messages" : "il ne les accepterait pas"}`,
  "company.mail_server_removed": "Serveur d’envoi retiré : les messages partent de notre adresse",
  "company.mailbox_saved": (data) => `Réponses lues dans la boîte ${said(data.userName)}`,
  "company.mailbox_removed": "Les réponses ne sont plus lues dans une boîte",
  "company.copy_asked": (data) => `Copie des messages demandée à ${said(data.email)}, à confirmer`,
  "company.copy_confirmed": (data) => `Copie des messages partis : ${said(data.email)}`,
  "company.copy_stopped": "Plus de copie des messages partis",
  "company.pace_changed": (data) => `Calendrier et rythme modifiés : ${changedNames(data)}`,
  "company.penalties_changed": "Règle des pénalités modifiée",
  "company.safe_mode_on": "Mode sûr activé",
  "company.safe_mode_off": "Mode sûr désactivé : les relances partent seules",
  "company.paused": "Toutes les relances arrêtées",
  "company.resumed": "Relances remises en marche",
  "company.files_forgotten": (data) =>
    `Données personnelles effacées à leur terme : dossiers clients ${said(data.clients)}, appels ${said(data.calls)}`,
  "member.invited": (data) => `${said(data.email)} invité comme ${roleName(data.role)}`,
  "member.joined": (data) => `Invitation acceptée, comme ${roleName(data.role)}`,
  "member.role_changed": (data) => `Rôle changé : ${roleName(data.from)}, puis ${roleName(data.to)}`,
  "member.removed": (data) => `Accès retiré à un ${roleName(data.role)}`,
  "invitation.withdrawn": (data) => `Invitation de ${said(data.email)} retirée`,
  "api_key.created": (data) =>
    `Clé API « ${said(data.name)} » créée, en ${data.scope === "WRITE" ? "lecture et écriture" : "lecture"}${dayOf(data.expiresOn, ", jusqu’au ")}`,
  "api_key.revoked": (data) => `Clé API « ${said(data.name)} » révoquée`,
  "webhook.added": (data) => `Webhook « ${said(data.name)} » ajouté, vers ${said(data.host)}`,
  "webhook.edited": (data) => `Webhook « ${said(data.name)} » modifié`,
  "webhook.secret_renewed": (data) => `Secret du webhook « ${said(data.name)} » renouvelé`,
  "webhook.paused": (data) => `Webhook « ${said(data.name)} » mis en pause`,
  "webhook.resumed": (data) => `Webhook « ${said(data.name)} » remis en marche`,
  "webhook.stopped": (data) =>
    `Webhook « ${said(data.name)} » arrêté : ${data.because === "GONE" ? "son adresse a répondu qu’elle n’existe plus" : "rien n’y arrivait depuis plusieurs jours"}`,
  "webhook.removed": (data) => `Webhook « ${said(data.name)} » retiré`,
  "mandate.granted": (data) => `Mandat donné à ${said(data.firm)}${mandateDates(data)}`,
  "mandate.revoked": (data) => `Mandat de ${said(data.firm)} révoqué`,
  "client.created": "Client créé",
  "client.edited": "Client modifié",
  "client.statements_chosen": (data) =>
    data.choice === "in"
      ? "Client inscrit aux relevés de compte mensuels"
      : data.choice === "out"
        ? "Client désinscrit des relevés de compte mensuels"
        : "Client remis à la règle des relevés de compte mensuels",
  "client.archived": "Client archivé",
  "client.unarchived": "Client sorti des archives",
  "contact.corrected": "Adresse d’un contact corrigée",
  "invoice.created": "Facture enregistrée",
  "invoice.edited": "Facture modifiée",
  "invoice.cancelled": "Facture annulée",
  "invoice.written_off": "Facture passée en perte",
  "invoice.reopened": "Facture rouverte",
  "invoice.excluded": "Facture exclue des relances",
  "invoice.included": "Facture de nouveau relancée",
  "credit_note.added": "Avoir enregistré",
  "credit_note.cancelled": (data) => `Avoir ${said(data.number)} annulé${amountOf(data)}`,
  "document.attached": "Document joint",
  "document.removed": "Document retiré",
  "payment.recorded": (data) => `Règlement enregistré${amountOf(data)}`,
  "payment.reversed": "Règlement annulé",
  "bank.imported": (data) =>
    `Relevé bancaire lu : ${counted(data.created, "opération nouvelle")}, ${counted(data.known, "opération connue")}`,
  "bank.withdrawn": (data) => `Relevé bancaire retiré : ${counted(data.removed, "opération")}`,
  "bank.matched": (data) =>
    `${data.kind === "KNOWN" ? "Virement rapproché d’un règlement déjà enregistré" : "Virement rapproché"}${amountOf(data)}`,
  "bank.set_aside": (data) => `Opération bancaire écartée${noteOf(data.reason)}${amountOf(data)}`,
  "bank.unmatched": (data) => `Opération bancaire remise à rapprocher${amountOf(data)}`,
  "credit.recorded": (data) => `Avoir libre du client enregistré${amountOf(data)}`,
  "credit.cancelled": (data) => `Avoir libre annulé${amountOf(data)}`,
  "credit.applied": (data) => `Avoir affecté à une facture${amountOf(data)}`,
  "credit.refunded": (data) => `Avoir remboursé${amountOf(data)}`,
  "credit.refund_undone": (data) => `Remboursement d’un avoir annulé${amountOf(data)}`,
  "credit.dun_anyway": "Relances reprises malgré un avoir non affecté, déduit de ce qui est demandé",
  "answer.recorded": "Réponse du client enregistrée",
  "answer.accepted": "Réponse du client acceptée",
  "answer.rejected": "Réponse du client écartée",
  "answer.reopened": "Réponse du client écartée, remise en attente",
  "answer.restored": "Réponse du client remise en attente : ce qui l’avait close est annulé",
  "answer.replied": "Réponse envoyée au client",
  "answer.contact_noted": "Bon contact noté, à la place de celui qui a répondu",
  "dispute.accepted": (data) => `Litige : le client a raison${remedyOf(data)}`,
  "dispute.maintained": (data) => `Litige : facture maintenue${noteOf(data.note)}`,
  "dispute.told": "Litige : message de votre décision préparé pour le client",
  "dispute.message_withdrawn": "Litige : message de votre décision retiré avant l’envoi",
  "plan.agreed": (data) => `Échéancier convenu${amountOf(data)}`,
  "plan.countered": "Autres versements proposés au client",
  "plan.refused": "Échéancier refusé",
  "plan.written": "Accord d’échéancier écrit",
  "plan.not_written": (data) => `Accord d’échéancier impossible à imprimer${noteOf(data.problem)}`,
  "plan.kept": "Échéancier tenu",
  "plan.broken": "Échéancier non tenu",
  "plan.ended": (data) =>
    data.because === "INSOLVENCY"
      ? "Échéancier terminé : procédure collective ouverte"
      : "Échéancier terminé",
  "plan.resumed": (data) =>
    data.because === "INSOLVENCY"
      ? "Échéancier repris : la procédure collective était inscrite par erreur"
      : "Échéancier remis en cours : ce qui l’avait soldé est annulé",
  "link.opened": "Page de réponse ouverte",
  "link.renewed": "Nouveau lien de réponse demandé",
  "inbound.reply": (data) => `Réponse reçue de ${said(data.from)}`,
  "inbound.auto_reply": (data) => `Réponse automatique de ${said(data.from)}`,
  "inbound.bounce": "Message revenu : non distribué",
  "inbound.complaint": "Message signalé comme indésirable par son lecteur",
  "inbound.delay": "Message retardé par un serveur",
  "inbound.passed_over":
    "Message de votre boîte qui n’a pas pu être enregistré : lisez-le dans votre messagerie",
  "inbound.unkept": "Réponse ou retour d’un de vos messages, qui n’a pas pu être enregistré",
  "inbound.handled": "Courriel reçu, lu par une personne",
  "hold.started": (data) => `Relances suspendues${untilOf(data)}`,
  "hold.ended": "Suspension levée",
  "hold.expired": "Suspension arrivée à son terme",
  "promise.broken": "Promesse non tenue",
  "debit.expected": (data) => `Facture payée par prélèvement${dayOf(data.debitOn, ", prévu le ")}`,
  "debit.collected": (data) => `Prélèvement réussi${dayOf(data.receivedOn, " le ")}`,
  "debit.rejected": (data) =>
    `Prélèvement rejeté${dayOf(data.rejectedOn, " le ")} : ${rejectionName(said(data.reasonCode))}`,
  "debit.stopped": "Facture qui n’est plus payée par prélèvement",
  "client.debit_on": "Client payé par prélèvement",
  "client.debit_off": "Client qui n’est plus payé par prélèvement",
  "message.decided": "Relance décidée",
  "message.asked": (data) => `Relance demandée à la main${noteOf(data.urgency)}`,
  "message.withdrawn": "Relance demandée à la main, retirée avant l’envoi",
  "message.statement_queued": (data) =>
    data.month === undefined ? "Relevé de compte envoyé à la main" : "Relevé de compte mensuel décidé",
  "message.reworded": "Texte d’une relance modifié avant l’approbation",
  "message.words_restored": "Texte d’une relance remis à celui du scénario",
  "message.approved": "Relance approuvée",
  "message.sent": "Courriel remis au serveur du destinataire",
  "message.ready": "Envoi refusé pour un moment : il sera repris",
  "message.failed": "Courriel refusé",
  "message.uncertain": "Envoi incertain : à confirmer par une personne",
  "message.cancelled": "Relance retirée : les faits ont changé",
  "message.skipped": "Relance écartée",
  "message.confirmed_sent": "Envoi incertain confirmé comme parti",
  "message.confirmed_not_sent": "Envoi incertain confirmé comme non parti",
  "message.resent": "Message non parti, envoyé de nouveau",
  "message.filed": "Message non parti, classé sans nouvel envoi",
  "message.retried": "Relance décidée à nouveau",
  "call.decided": "Appel à passer",
  "call.made": "Appel passé",
  "letter.decided": "Lettre à préparer",
  "letter.drawn": (data) => `Lettre préparée${amountOf(data)}`,
  "letter.approved": "Lettre approuvée",
  "letter.retried": "Lettre préparée à nouveau",
  "letter.withdrawn": "Lettre retirée",
  "letter.posted": (data) => `Lettre postée${dayOf(data.postedOn, " le ")}`,
  "letter.followed": "Suivi du recommandé mis à jour",
  "letter.number_corrected": "Numéro de suivi corrigé",
  "letter.prepared": "Courrier demandé par une personne",
  "letter.resent": "Lettre préparée de nouveau pour la bonne adresse",
  "letter.deadline_closed": (data) => `Suite d’une mise en demeure décidée${noteOf(data.note)}`,
  "letter.proof_added": "Pièce classée avec une lettre",
  "letter.proof_removed": "Pièce retirée d’une lettre",
  "letter.entrusted": "Lettre confiée au prestataire d’envoi",
  "letter.handed_over": "Lettre remise au prestataire d’envoi",
  "letter.carrier_refused": (data) => `Lettre non envoyée par le prestataire${noteOf(data.refusal)}`,
  "waiver.granted": (data) => `Remise accordée${amountOf(data)}${noteOf(data.reason)}`,
  "waiver.withdrawn": (data) => `Remise reprise${amountOf(data)}`,
  "statement.issued": (data) => `Décompte adressé${dayOf(data.statedOn, ", arrêté au ")}${amountOf(data)}`,
  "limitation.act_recorded": (data) => `Acte interruptif inscrit${dayOf(data.onDate, " : ")}`,
  "limitation.act_withdrawn": "Acte interruptif retiré",
  "limitation.rule_changed": "Règle de prescription précisée",
  "proof.added": "Pièce ajoutée au dossier",
  "proof.removed": "Pièce retirée du dossier",
  "evidence.assembled": "Dossier de preuves constitué",
  "insolvency.opened": (data) =>
    `Procédure collective ouverte${dayOf(data.openedOn, " le ")} : relances arrêtées`,
  "insolvency.changed": "Procédure collective modifiée",
  "insolvency.declared": (data) => `Créance déclarée${dayOf(data.declaredOn, " le ")}`,
  "insolvency.closed": (data) => `${insolvencyEnd(data.cause)}${noteOf(data.reason)}`,
  "company.look_changed": "Apparence des courriels modifiée",
  "invoice.scenario_chosen": "Scénario choisi pour la facture",
  "scenario.created": "Scénario créé",
  "scenario.edited": "Scénario modifié",
  "scenario.published": "Version du scénario publiée",
  "scenario.archived": "Scénario archivé",
  "scenario.rule_added": "Règle de choix du scénario ajoutée",
  "scenario.rule_removed": "Règle de choix du scénario retirée",
  "import.launched": "Import lancé",
  "import.ended": (data) => (data.state === "FAILED" ? "Import qui n’a pas abouti" : "Import terminé"),
  "import.undone": "Import défait",
  "invoices.imported": (data) =>
    `Import : ${counted(data.created, "facture créée")}${data.credited ? `, ${counted(data.credited, "avoir enregistré")}` : ""}${linesOf(data)}`,
  "invoices.undone": (data) =>
    `Import défait : ${counted(data.cancelled, "facture annulée")}${data.credits ? `, ${counted(data.credits, "avoir annulé")}` : ""}`,
} satisfies Record<string, string | ((data: JournalData) => string)>;

/** An entry that does not say why it ended is older than the two ways. */
function insolvencyEnd(cause: unknown): string {
  if (cause === "CLOSURE") return "Procédure collective close, factures visées toujours suspendues";
  return cause === "ERROR"
    ? "Procédure collective inscrite par erreur, retirée"
    : "Procédure collective levée";
}

/** What the journal may be told, as `thing.verb`. */
export type JournalAction = keyof typeof SENTENCES;

/** The entry in one sentence without a full stop, or the name of its action when it is not known. */
export function journalSentence(action: string, data: JournalData): string {
  if (!isKnownAction(action)) return action;
  const words = SENTENCES[action];
  return typeset(typeof words === "string" ? words : words(data));
}

/** Every action, for the filter's sake. */
export const JOURNAL_ACTIONS = Object.keys(SENTENCES);

function isKnownAction(action: string): action is JournalAction {
  return Object.hasOwn(SENTENCES, action);
}
