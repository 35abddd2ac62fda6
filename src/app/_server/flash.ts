import { chainSummary } from "@/domain/reporting/workChain";
import { typeset } from "@/domain/typography";
import { chained } from "./chain";
import { safeReturn } from "./paths";

/**
 * One sentence shown once after a gesture, named in the address by a word of this closed list:
 * nothing from the address is ever shown as it is.
 */
const DONE = {
  "facture-creee": "Facture enregistrée.",
  "facture-modifiee": "Facture modifiée.",
  "facture-close": "Facture close : plus rien ne partira pour elle.",
  "facture-rouverte": "Facture rouverte.",
  reglement: "Règlement enregistré.",
  "reglement-et-avoir": "Règlement enregistré. Le trop-perçu est gardé en avoir du client.",
  "releve-lu": "Relevé lu : ses opérations sont dans la liste.",
  "releve-complete": "Relevé lu : seules les opérations nouvelles sont ajoutées.",
  "releve-connu": "Ce relevé était déjà connu : rien n’est ajouté.",
  "releve-retire": "Relevé retiré : il n’en reste rien ici.",
  "virement-rapproche": "Virement rapproché : tout est enregistré.",
  "virements-rapproches": "Virements rapprochés : les règlements sont enregistrés.",
  "virement-connu": "Virement rapproché du règlement déjà enregistré.",
  "operation-ecartee": "Opération écartée : elle ne règle aucune facture.",
  "rapprochement-annule": "Annulé : cette opération est de nouveau à rapprocher.",
  "reglement-annule": "Règlement annulé : ce qu’il soldait est de nouveau dû.",
  "prelevement-attendu": "Prélèvement noté : rien ne part pour cette facture tant qu’il n’est pas rejeté.",
  "prelevement-reussi": "Prélèvement réussi : le règlement est enregistré.",
  "prelevement-rejete": "Rejet noté : le scénario commence, une étape à la fois.",
  "prelevement-fini": "Noté : la facture n’attend plus de prélèvement, son scénario reprend.",
  "prelevement-client": "Mode de paiement du client enregistré.",
  avoir: "Avoir enregistré.",
  "avoir-facture-annule": "Avoir annulé : ce qu’il déduisait est de nouveau dû.",
  "client-cree": "Client enregistré.",
  "client-modifie": "Client modifié.",
  "client-archive": "Client archivé : il quitte les listes, son passé reste.",
  "client-desarchive": "Client repris dans les listes.",
  "adresse-corrigee": "Adresse enregistrée : les relances peuvent reprendre par courriel.",
  "facture-exclue": "Facture exclue : plus aucune relance ne part pour elle.",
  "facture-incluse": "Facture incluse : elle suit de nouveau son scénario.",
  "factures-suspendues": "Relances suspendues pour les factures choisies.",
  "factures-exclues": "Factures exclues : plus aucune relance ne part pour elles.",
  "document-ajoute": "Document joint à la facture.",
  "document-retire": "Document retiré de la facture.",
  "litige-accepte": "Litige clos : le client a raison.",
  "litige-maintenu": "Litige clos : la facture est maintenue, les relances reprennent.",
  "litige-accepte-dit": "Litige clos : le client a raison, un courriel le lui dit dans dix minutes.",
  "litige-maintenu-dit":
    "Litige clos : la facture est maintenue, un courriel le dit au client dans dix minutes.",
  suspendue: "Relances suspendues.",
  reprise: "Relances reprises.",
  "deconnecte-partout": "C’est fait : tous vos appareils sont déconnectés.",
  "liste-parcourue": "Vous êtes au bout de la liste.",
  "appel-note": "Appel noté.",
  "texte-modifie": "Texte enregistré pour ce message. Relisez-le, puis approuvez-le.",
  "texte-repris": "Ce message reprend le texte du scénario.",
  "message-approuve": "Approuvé : le message part dans votre plage d’envoi.",
  "messages-approuves": "Approuvés : les messages partent dans votre plage d’envoi.",
  "relance-demandee": "Relance demandée : elle part d’ici peu, dans votre plage d’envoi.",
  "relance-a-approuver": "Relance demandée : elle partira une fois approuvée.",
  "relance-retiree": "Relance retirée : rien n’est parti.",
  "message-ecarte": "Relance écartée : le scénario continue.",
  "envoi-confirme": "Noté : la relance compte comme partie.",
  "envoi-infirme": "Noté : elle n’est pas partie. La suite est décidée à nouveau.",
  "message-confirme": "Noté : ce message compte comme parti.",
  "message-infirme": "Noté : ce message n’est pas parti.",
  "message-infirme-repart":
    "Noté : ce message n’est pas parti. Il repart : il est remis au serveur de votre client dans un instant.",
  "message-infirme-attend":
    "Noté : ce message n’est pas parti, et ne peut pas repartir tel quel. Il attend votre décision.",
  "envoi-repris": "La relance est décidée à nouveau.",
  "message-renvoye": "Le message repart : il est remis au serveur de votre client dans un instant.",
  "message-classe": "Message classé : il ne repart pas, et reste lisible dans l’historique du client.",
  "declaration-confirmee": "Règlement enregistré, et le client remercié.",
  "reponse-ecartee": "Noté : les relances reprennent.",
  "reponse-remise": "Annulé : la réponse du client est de nouveau prise en compte.",
  "reponse-envoyee": "Réponse envoyée : le client la lit par courriel et derrière son lien.",
  "contact-note": "Contact noté : les prochaines relances iront à lui.",
  "echeancier-accepte": "Échéancier convenu : l’accord écrit part aux deux par courriel.",
  "echeancier-propose": "Proposition envoyée : le client l’accepte par son lien.",
  "echeancier-refuse": "Échéancier refusé : le client en est prévenu, les relances reprennent.",
  "echeancier-termine": "Fin de l’échéancier : les relances reprennent.",
  "promesse-reportee": "Nouvelle date notée : les relances attendent jusque-là.",
  "lettre-approuvee": "Lettre approuvée : elle est à poster.",
  "lettre-retiree": "Lettre retirée.",
  "lettre-postee": "Lettre notée comme postée.",
  "lettre-suivie": "Suivi du recommandé mis à jour.",
  "lettres-approuvees": "Lettres approuvées : elles sont à poster.",
  "lettres-postees": "Courrier du jour noté comme posté.",
  "lettre-redessinee": "La lettre se redessine avec les montants du jour. Rechargez dans un instant.",
  "lettre-a-renvoyer": "Nouvelle lettre préparée à l’adresse du client. Relisez-la avant de l’approuver.",
  "lettre-confiee": "Confiée à votre prestataire d’envoi : il l’imprime et la poste.",
  "lettres-confiees": "Confiées à votre prestataire d’envoi : il les imprime et les poste.",
  "lettre-suite": "Noté : la suite de cette mise en demeure est décidée.",
  "piece-classee": "Pièce classée avec la lettre.",
  "piece-retiree": "Pièce retirée de la lettre.",
  "remise-accordee": "Remise enregistrée : cette somme ne sera plus réclamée.",
  "remise-reprise": "Remise reprise : cette somme est de nouveau due.",
  "decompte-adresse": "Décompte conservé et noté comme adressé au client.",
  "avoir-libre": "Avoir enregistré : les relances de ce client attendent votre décision.",
  "avoir-affecte": "Avoir affecté : la suite de chaque facture est décidée à nouveau.",
  "avoir-rembourse": "Remboursement noté.",
  "avoir-annule": "Avoir annulé : il ne compte plus.",
  "affectation-annulee": "Affectation annulée : cette part est de nouveau libre.",
  "remboursement-annule": "Remboursement annulé : cette part est de nouveau libre.",
  "relances-malgre-avoir": "Noté : les relances reprennent, l’avoir est déduit de ce qui est demandé.",
  "releve-envoye": "Relevé mis en route : il part dans votre plage d’envoi.",
  "releve-a-approuver": "Relevé prêt : il attend l’accord d’une personne.",
  "releves-choisis": "Noté : les prochains relevés de ce client suivent ce choix.",
  reglages: "Réglages enregistrés.",
  taux: "Taux enregistré : les calculs suivants s’en servent, les documents déjà faits gardent le leur.",
  "acte-enregistre": "Acte enregistré : le délai pour agir est recalculé.",
  "acte-retire": "Acte retiré : le délai pour agir est recalculé.",
  "delai-precise": "Règle du délai enregistrée.",
  "alerte-vue": "Noté : la prochaine alerte viendra à l’échéance suivante.",
  "procedure-ouverte": "Procédure enregistrée : toutes les relances de ce client sont arrêtées.",
  "procedure-modifiee": "Procédure modifiée.",
  "procedure-retiree": "Procédure retirée : les relances reprennent, une étape à la fois.",
  "procedure-close": "Procédure close : les factures visées restent suspendues, sans relance ni intérêts.",
  "creance-declaree": "Déclaration de créance enregistrée.",
  "preuve-ajoutee": "Pièce ajoutée au dossier.",
  "preuve-retiree": "Pièce retirée du dossier.",
  "mode-sur-actif": "Mode sûr actif : rien ne part sans votre accord.",
  "mode-sur-inactif": "Mode sûr désactivé : les relances partent seules.",
  arret: "Tout est arrêté : plus aucune relance ne part.",
  "remise-en-marche": "Les relances reprennent.",
  invitation: "Invitation envoyée.",
  "invitation-retiree": "Invitation retirée.",
  "membre-modifie": "Droits modifiés.",
  "membre-retire": "Accès retiré.",
  mandat: "Mandat enregistré.",
  cabinet: "Réglages du cabinet enregistrés.",
  "courrier-prepare": "Courrier en préparation : relisez-le avant de l’approuver.",
  "mandat-revoque": "Mandat révoqué.",
  "webhook-modifie": "Webhook modifié.",
  "webhook-essaye": "Essai en route : rechargez la page dans un instant pour voir s’il est arrivé.",
  "webhook-renvoye": "Renvoi en route : rechargez la page dans un instant pour voir s’il est arrivé.",
  "webhook-en-pause": "Webhook en pause : il n’est plus prévenu de rien.",
  "webhook-repris": "Webhook remis en marche : ce qui attendait part.",
  "webhook-retire": "Webhook retiré : cette adresse n’est plus prévenue de rien.",
  "cle-revoquee": "Clé révoquée : le programme qui s’en servait est refusé.",
  "societe-creee": "Société créée. Le mode sûr est actif : rien ne part sans votre accord.",
  "import-lance": "Import lancé : vous pouvez quitter la page.",
  "import-repris": "Import repris.",
  "import-oublie": "Fichier oublié : rien n’en avait été importé.",
  "import-annulation": "Annulation lancée : vous pouvez quitter la page.",
  "mot-de-passe": "Mot de passe changé. Vos autres appareils sont déconnectés.",
  "sessions-fermees": "Tous vos autres appareils sont déconnectés.",
  "mot-de-passe-efface":
    "Adresse confirmée. Le mot de passe choisi avant cette preuve est effacé et les autres appareils sont déconnectés : choisissez-en un ici.",
  "adresse-confirmee": "Adresse confirmée.",
  nom: "Nom enregistré.",
  "lien-envoye": "Un lien vient de partir à votre adresse.",
  "appareil-deconnecte": "Appareil déconnecté.",
  "adresse-changee": "Adresse changée : vous vous connectez désormais avec elle.",
  banque: "Coordonnées bancaires enregistrées. Les propriétaires en sont prévenus par courriel.",
  "copie-demandee": "Un lien vient de partir à cette adresse : rien n’y arrive avant qu’il soit ouvert.",
  "copie-confirmee": "Adresse confirmée : chaque message qui part y sera copié.",
  "copie-arretee": "Plus aucune copie ne part.",
  "serveur-enregistre": "Serveur vérifié : vos relances partent maintenant de votre adresse.",
  "serveur-verifie": "Le serveur répond et accepterait vos messages.",
  "serveur-en-panne": "Le serveur n’accepterait pas vos messages : voici pourquoi.",
  "serveur-retire": "Vos relances partent de nouveau de notre adresse ; le mot de passe est oublié.",
  "boite-enregistree": "Boîte ouverte : les réponses qui y arrivent à partir de maintenant seront repérées.",
  "boite-retiree": "La boîte n’est plus lue ; son mot de passe est oublié.",
  "reponse-lue": "Noté comme lu : la suite est décidée à nouveau.",
  "scenario-cree": "Scénario créé : il est prêt, et personne ne le suit encore.",
  "scenario-modifie": "Scénario modifié.",
  "scenario-archive": "Scénario archivé.",
  "scenario-en-service": "Version en service : la suite de chaque facture est décidée à nouveau.",
  "scenario-choisi": "Scénario de la facture enregistré.",
  "brouillon-ouvert": "Brouillon ouvert : rien ne change tant que vous ne le mettez pas en service.",
  "brouillon-abandonne": "Brouillon abandonné : la version en service n’a pas changé.",
  "etape-enregistree": "Étape enregistrée dans le brouillon.",
  "etape-retiree": "Étape retirée du brouillon.",
  "etape-deplacee": "Étape déplacée dans le brouillon.",
  "essai-envoye": "Message d’essai envoyé à votre adresse.",
  "regle-ajoutee": "Règle ajoutée.",
  "regle-retiree": "Règle retirée.",
  "regle-deplacee": "Ordre des règles modifié.",
  apparence: "Apparence des messages enregistrée.",
  "litige-note": "Litige noté : ce qui est contesté ne sera plus relancé avant votre réponse.",
  "rejeu-lance": "Calcul lancé : vous pouvez quitter la page.",
  "banque-annoncee":
    "Changement annoncé aux propriétaires : vos clients liront le nouvel IBAN dans 24 heures.",
  "banque-arretee": "Changement arrêté : vos clients lisent toujours le même IBAN.",
  "page-clients": "Page de vos clients enregistrée.",
  "sans-changement": "Rien n’a changé : tout était déjà ainsi.",
  "invitation-acceptee": "Bienvenue : votre place est ouverte.",
  "cabinet-cree": "Cabinet créé.",
  "cabinet-invite": "Votre client recevra le message dans un instant.",
  "temps-avance": "Le temps a passé : ce qui devait se faire est fait.",
  "temps-avance-travail": "Le temps a passé. Les relances se préparent encore : rechargez dans un instant.",
  "temps-sans-suite": "Rien n’est prévu pour la suite : avancez d’un jour, ou ajoutez une facture.",
} as const;

const FAILED = {
  "deja-fait": "Quelqu’un l’a déjà fait entre-temps. La page est à jour.",
  introuvable: "Introuvable : l’adresse est peut-être ancienne.",
  droits: "Votre rôle ne permet pas ce geste. Demandez au propriétaire de la société.",
  "dernier-proprietaire": "C’est la dernière personne propriétaire : donnez d’abord ce rôle à une autre.",
  "trop-tard": "Trop tard : ce message est parti, ou en train de partir.",
  "relance-depuis": "Trop tard pour annuler : le client a été relancé depuis.",
  "repondu-depuis": "Trop tard pour annuler : le client a répondu autre chose depuis.",
  "dit-depuis":
    "Trop tard pour annuler : votre décision est partie au client, ou en train de partir. Écrivez-lui si elle change.",
  "texte-change":
    "Le texte d’un message a été modifié après l’ouverture de cette page. Relisez-le, puis décidez.",
  "solde-depuis": "Trop tard pour annuler : ces factures sont soldées ou closes.",
  "rapprochement-change":
    "Les faits ont changé depuis que vous avez lu cette proposition : relisez-la avant de confirmer.",
  "message-depasse":
    "Les montants ou les dates de ce message ne sont plus d’actualité : classez-le, et écrivez à votre client.",
  "sans-destinataire":
    "Aucune adresse de ce client ne fonctionne : corrigez-la sur sa fiche, puis renvoyez ce message.",
  "releve-employe": "Une opération de ce relevé a déjà été traitée : il ne peut plus être retiré.",
  "releve-depasse": "Un autre relevé a été déposé depuis : seul le dernier peut être retiré.",
  "avoir-employe":
    "Une part de l’avoir est déjà affectée ou remboursée : annulez-la d’abord, sur la page du client.",
  "lettre-changee": "La lettre a été mise à jour depuis. Relisez-la avant de l’approuver.",
  "lettre-chez-prestataire":
    "Cette lettre est déjà chez votre prestataire d’envoi : annulez-la d’abord auprès de lui.",
  "lettre-perimee": "Les faits ont changé depuis l’approbation : relisez la lettre avant de la confier.",
  "facture-reglee":
    "Une facture de cette lettre est réglée : il n’y a plus rien à demander. Retirez la lettre.",
  "facture-fermee": "Une facture de cette lettre est annulée ou passée en perte : retirez la lettre.",
  "facture-remplacee":
    "Une autre facture a pris la place de celle-ci : annulez d’abord l’autre, pour que rien ne soit réclamé deux fois.",
  "facture-gelee":
    "Une procédure collective vise une facture de cette lettre : la loi interdit de la réclamer, déclarez la créance (articles L. 622-7 et L. 622-21 du code de commerce).",
  "facture-contestee":
    "Une facture de cette lettre est contestée en entier : répondez à la contestation avant d’écrire.",
  "avoir-libre-client":
    "Ce client dispose d’un avoir non affecté : affectez-le avant d’écrire, sur la page du client.",
  "courrier-trop-lourd":
    "Les copies de factures pèsent trop pour un seul fichier : choisissez moins de lettres à la fois.",
  "rien-du": "Rien n’est dû : il n’y a ni lettre ni décompte à adresser.",
  "decompte-futur": "Ce jour n’est pas encore arrivé : adressez un décompte arrêté au plus tard aujourd’hui.",
  "dernier-associe": "C’est le dernier associé du cabinet : donnez d’abord ce rôle à une autre personne.",
  "fichier-trop-lourd": "Ce fichier est trop lourd : 25 Mo au plus. Exportez-le en plusieurs fois.",
  "adresse-a-confirmer": "Confirmez d’abord votre adresse, avec le lien reçu à l’ouverture de votre compte.",
  "trop-souvent": "Trop d’essais en peu de temps : réessayez dans une heure.",
  erreur: "Quelque chose n’a pas fonctionné de notre côté. Rien n’est perdu : réessayez.",
} as const;

export type Done = keyof typeof DONE;
export type Failed = keyof typeof FAILED;

/** Refusals of a button that have a sentence of their own; the others mean that someone was quicker. */
const FAILED_BY_CODE: Readonly<Record<string, Failed>> = {
  LAST_OWNER: "dernier-proprietaire",
  LAST_PARTNER: "dernier-associe",
  TOO_LATE: "trop-tard",
  REMINDED_SINCE: "relance-depuis",
  ANSWERED_SINCE: "repondu-depuis",
  SETTLED_SINCE: "solde-depuis",
  MATCH_CHANGED: "rapprochement-change",
  STATEMENT_USED: "releve-employe",
  STATEMENT_NOT_LAST: "releve-depasse",
  CREDIT_IN_USE: "avoir-employe",
  TOLD_SINCE: "dit-depuis",
  MESSAGE_REWORDED: "texte-change",
  NOTE_OVERTAKEN: "message-depasse",
  NO_RECIPIENT: "sans-destinataire",
  LETTER_REDRAWN: "lettre-changee",
  LETTER_HANDED: "lettre-chez-prestataire",
  LETTER_STALE: "lettre-perimee",
  INVOICE_PAID: "facture-reglee",
  INVOICE_CLOSED: "facture-fermee",
  REPLACED: "facture-remplacee",
  INVOICE_FROZEN: "facture-gelee",
  INVOICE_DISPUTED: "facture-contestee",
  CLIENT_CREDITED: "avoir-libre-client",
  CLAIM_EMPTY: "rien-du",
  CLAIM_AHEAD: "decompte-futur",
  UNCONFIRMED: "adresse-a-confirmer",
  RATE: "trop-souvent",
};

/** The word of a refusal. */
export function failedOf(code: string): Failed {
  return FAILED_BY_CODE[code] ?? "deja-fait";
}

export interface FlashMessage {
  tone: "positive" | "critical";
  text: string;
  /** The page of the decision that the sentence tells of, when it is not this one. */
  back?: string;
}

type Params = Readonly<Record<string, string | string[] | undefined>>;

const isDone = (word: unknown): word is Done => typeof word === "string" && Object.hasOwn(DONE, word);
const isFailed = (word: unknown): word is Failed => typeof word === "string" && Object.hasOwn(FAILED, word);

/** The sentence the address asks for, or null. */
export function flashOf(params: Params): FlashMessage | null {
  const { fait, echec, fini } = params;
  if (fait === "liste-parcourue") return afterDecision(params, endOf(params));
  if (isDone(fait)) return { tone: "positive", text: typeset(DONE[fait]) };
  if (isFailed(echec)) return { tone: "critical", text: typeset(FAILED[echec]) };
  return isDone(fini) ? afterDecision(params, "Voici la décision suivante.") : null;
}

/** What was done on the page before this one, while decisions follow each other, then what comes. */
function afterDecision({ fini, de }: Params, next: string): FlashMessage {
  if (!isDone(fini)) return { tone: "positive", text: next };
  const back = typeof de === "string" ? safeReturn(de) : null;
  return { tone: "positive", text: `${typeset(DONE[fini])} ${next}`, ...(back !== null && { back }) };
}

/** The end of decisions treated one after the other, and how many there were. */
function endOf({ traitees, passees }: Params): string {
  const count = (text: unknown) => (typeof text === "string" && /^\d{1,6}$/.test(text) ? Number(text) : 0);
  const summary = chainSummary(count(traitees), count(passees));
  return summary === "" ? DONE["liste-parcourue"] : typeset(`Vous êtes au bout de la liste : ${summary}.`);
}

/** Words of an address that are said once, on the page they lead to. */
export const SAID_ONCE = ["fait", "echec", "fini", "de", "traitees", "passees"] as const;

/** Adds a flash to a path of ours, and the chain of decisions the gesture was made in. */
export function withFlash(path: string, flash: { fait: Done } | { echec: Failed }): string {
  const [before = "", after = ""] = path.split("#");
  const [base = "", query = ""] = before.split("?");
  const params = new URLSearchParams(query);
  for (const name of SAID_ONCE) params.delete(name);
  for (const [name, value] of Object.entries(flash)) params.set(name, value);
  return chained(`${base}?${params}${after ? `#${after}` : ""}`, "fait" in flash ? flash.fait : null);
}
