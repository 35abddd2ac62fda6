/**
 * Every address of the product, with examples: the table that the tests over all pages walk. A page or a handler
 * without a row here fails them, and so does a row without its file.
 */
import type { Examples, Spare } from "./examples";

/** What the addresses of a house are made of. */
export interface Places extends Examples {
  /** Address of the accounting firm. */
  firm: string;
  /** A message in the mailbox, with a file. */
  mail: string;
  spare: Spare;
  /** Tokens of a working answer link and of a working invitation. */
  answerToken: string;
  invitationToken: string;
}

interface Row {
  /** Who the page is for. */
  for: "everyone" | "owner" | "accountant";
  /** A whole page of HTML, or a file and the like. */
  gives: "page" | "file";
  /** Examples: the plainest first, then other states of the same page. */
  paths: (x: Places) => string[];
}

const page = (who: Row["for"], paths: Row["paths"]): Row => ({ for: who, gives: "page", paths });
const file = (who: Row["for"], paths: Row["paths"]): Row => ({ for: who, gives: "file", paths });
/** A page inside a company. */
const inside = (...paths: ((x: Places) => string)[]): Row =>
  page("owner", (x) => paths.map((path) => `/${x.slug}${path(x)}`));
/** A file of a company. */
const fileInside = (path: (x: Places) => string): Row => file("owner", (x) => [`/${x.slug}${path(x)}`]);

/** Well formed, and nobody's. */
const UNKNOWN_ID = "01990000-0000-7000-8000-000000000000";

/** By file, as Next names the pages of `src/app`. */
export const ADDRESSES: Readonly<Record<string, Row>> = {
  "(public)/page.tsx": page("everyone", () => ["/"]),
  "(public)/accessibilite/page.tsx": page("everyone", () => ["/accessibilite"]),
  "(public)/calculateur/page.tsx": page("everyone", () => ["/calculateur"]),
  "(public)/documentation/page.tsx": page("everyone", () => ["/documentation"]),
  "(public)/confidentialite/page.tsx": page("everyone", () => ["/confidentialite"]),
  "(public)/confirmation/page.tsx": page("everyone", () => [
    "/confirmation?jeton=x",
    "/confirmation?adresse=x",
  ]),
  "(public)/connexion/page.tsx": page("everyone", () => ["/connexion"]),
  "(public)/connexion/lien/page.tsx": page("everyone", () => ["/connexion/lien", "/connexion/lien?jeton=x"]),
  "(public)/connexion/code/page.tsx": page("everyone", () => ["/connexion/code"]),
  "(public)/inscription/page.tsx": page("everyone", () => ["/inscription"]),
  "(public)/invitation/[jeton]/page.tsx": page("everyone", (x) => [
    `/invitation/${x.invitationToken}`,
    "/invitation/inconnue",
  ]),
  "(public)/mentions-legales/page.tsx": page("everyone", () => ["/mentions-legales"]),
  "(public)/mot-de-passe/page.tsx": page("everyone", () => ["/mot-de-passe"]),
  "(public)/mot-de-passe/nouveau/page.tsx": page("everyone", () => ["/mot-de-passe/nouveau?jeton=x"]),
  "r/[jeton]/route.ts": page("everyone", (x) => [
    `/r/${x.answerToken}`,
    `/r/${x.answerToken}?reponse=paye`,
    `/r/${x.answerToken}?reponse=desaccord`,
    "/r/inconnu",
  ]),

  "r/[jeton]/fichiers/[id]/route.ts": file("everyone", (x) => [`/r/${x.answerToken}/fichiers/${x.document}`]),
  "r/[jeton]/logo/route.ts": file("everyone", (x) => [`/r/${x.answerToken}/logo`]),
  "societes/page.tsx": page("owner", () => ["/societes?vue=toutes"]),
  "bienvenue/page.tsx": page("owner", () => ["/bienvenue"]),
  "compte/page.tsx": page("owner", () => ["/compte"]),
  "compte/deux-etapes/page.tsx": page("owner", () => ["/compte/deux-etapes"]),
  "cabinet/nouveau/page.tsx": page("owner", () => ["/cabinet/nouveau"]),
  "cabinet/[cabinet]/page.tsx": page("accountant", (x) => [`/cabinet/${x.firm}`]),
  "cabinet/[cabinet]/a-faire/page.tsx": page("accountant", (x) => [
    `/cabinet/${x.firm}/a-faire`,
    `/cabinet/${x.firm}/a-faire?liste=appels&societe=${x.slug}`,
  ]),
  "cabinet/[cabinet]/mandats/page.tsx": page("accountant", (x) => [`/cabinet/${x.firm}/mandats`]),
  "cabinet/[cabinet]/reglages/page.tsx": page("accountant", (x) => [`/cabinet/${x.firm}/reglages`]),

  "[societe]/page.tsx": inside(
    () => "",
    () => "?liste=appels",
  ),
  "[societe]/appels/[id]/page.tsx": inside(
    (x) => `/appels/${x.call}`,
    (x) => `/appels/${x.call}?issue=PROMISE`,
    (x) => `/appels/${x.call}?issue=DISPUTE`,
  ),
  "[societe]/clients/page.tsx": inside(
    () => "/clients",
    () => "/clients?q=zzzz",
  ),
  "[societe]/clients/nouveau/page.tsx": inside(() => "/clients/nouveau"),
  "[societe]/clients/[id]/page.tsx": inside(
    (x) => `/clients/${x.client}`,
    (x) => `/clients/${x.refusedClient}`,
    (x) => `/clients/${x.quietClient}`,
    (x) => `/clients/${x.archivedClient}`,
  ),
  "[societe]/clients/[id]/prelevement/page.tsx": inside((x) => `/clients/${x.client}/prelevement`),
  "[societe]/clients/[id]/relancer/page.tsx": inside(
    (x) => `/clients/${x.remindableClient}/relancer`,
    (x) => `/clients/${x.quietClient}/relancer`,
  ),
  "[societe]/clients/[id]/relancer/html/route.ts": fileInside(
    (x) => `/clients/${x.remindableClient}/relancer/html`,
  ),
  "[societe]/clients/[id]/modifier/page.tsx": inside((x) => `/clients/${x.client}/modifier`),
  "[societe]/clients/[id]/decompte/page.tsx": inside((x) => `/clients/${x.client}/decompte`),
  "[societe]/clients/[id]/decompte/csv/route.ts": fileInside((x) => `/clients/${x.client}/decompte/csv`),
  "[societe]/clients/[id]/decompte/pdf/route.ts": fileInside((x) => `/clients/${x.client}/decompte/pdf`),
  "[societe]/clients/[id]/procedure/page.tsx": inside(
    (x) => `/clients/${x.insolventClient}/procedure`,
    (x) => `/clients/${x.client}/procedure`,
  ),
  "[societe]/clients/[id]/procedure/declaration/route.ts": fileInside(
    (x) => `/clients/${x.insolventClient}/procedure/declaration`,
  ),
  "[societe]/clients/[id]/procedure/decompte/route.ts": fileInside(
    (x) => `/clients/${x.insolventClient}/procedure/decompte`,
  ),
  "[societe]/clients/[id]/avoirs/nouveau/page.tsx": inside((x) => `/clients/${x.client}/avoirs/nouveau`),
  "[societe]/clients/[id]/avoirs/[avoir]/page.tsx": inside(
    (x) => `/clients/${x.quietClient}/avoirs/${x.spare.credit}`,
    (x) => `/clients/${x.spare.creditedClient}/avoirs/${x.spare.heldCredit}`,
    (x) => `/clients/${x.spare.creditedClient}/avoirs/${x.spare.appliedCredit}`,
    (x) => `/clients/${x.spare.creditedClient}/avoirs/${x.spare.mistakenCredit}`,
  ),
  "[societe]/clients/[id]/releve/page.tsx": inside((x) => `/clients/${x.client}/releve`),
  "[societe]/clients/[id]/releve/envoyer/page.tsx": inside((x) => `/clients/${x.client}/releve/envoyer`),
  "[societe]/clients/[id]/releve/html/route.ts": fileInside((x) => `/clients/${x.client}/releve/html`),
  "[societe]/clients/[id]/releve/pdf/route.ts": fileInside((x) => `/clients/${x.client}/releve/pdf`),
  "[societe]/clients/[id]/releve/csv/route.ts": fileInside((x) => `/clients/${x.client}/releve/csv`),
  "[societe]/courriers/page.tsx": inside(
    () => "/courriers",
    () => "/courriers?onglet=tous",
  ),
  "[societe]/courriers/[id]/page.tsx": inside(
    (x) => `/courriers/${x.letterToApprove}`,
    (x) => `/courriers/${x.otherLetterToApprove}`,
    (x) => `/courriers/${x.letterToPost}`,
    (x) => `/courriers/${x.postedLetter}`,
    (x) => `/courriers/${x.returnedLetter}`,
  ),
  "[societe]/courriers/[id]/pdf/route.ts": fileInside((x) => `/courriers/${x.letterToPost}/pdf`),
  "[societe]/courriers/[id]/postee/page.tsx": inside((x) => `/courriers/${x.letterToPost}/postee`),
  "[societe]/courriers/[id]/suite/page.tsx": inside((x) => `/courriers/${x.postedLetter}/suite`),
  "[societe]/courriers/[id]/suivi/page.tsx": inside((x) => `/courriers/${x.postedLetter}/suivi`),
  "[societe]/courriers/lot/page.tsx": inside(
    (x) => `/courriers/lot?geste=approuver&lettre=${x.letterToApprove}`,
    (x) => `/courriers/lot?geste=poster&lettre=${x.letterToPost}`,
  ),
  "[societe]/courriers/lot/impression/route.ts": fileInside(
    (x) => `/courriers/lot/impression?lettre=${x.letterToPost}`,
  ),
  "[societe]/documents/[id]/route.ts": fileInside((x) => `/documents/${x.document}`),
  "[societe]/encaissements/page.tsx": inside(() => "/encaissements"),
  "[societe]/encaissements/nouveau/page.tsx": inside(
    () => "/encaissements/nouveau",
    (x) => `/encaissements/nouveau?client=${x.client}`,
  ),
  "[societe]/encaissements/releves/page.tsx": inside(
    () => "/encaissements/releves",
    () => "/encaissements/releves?etat=ecartes",
    () => "/encaissements/releves?etat=rapproches",
    () => "/encaissements/releves?etat=tous&q=zzzz",
  ),
  "[societe]/encaissements/releves/[id]/page.tsx": inside(
    (x) => `/encaissements/releves/${x.knownTransfer}`,
    (x) => `/encaissements/releves/${x.strangeTransfer}?client=${x.client}`,
    (x) => `/encaissements/releves/${x.likelyTransfer}`,
    (x) => `/encaissements/releves/${x.otherTransfer}?q=zzzz`,
    (x) => `/encaissements/releves/${x.matchedTransfer}`,
    (x) => `/encaissements/releves/${x.outgoingTransfer}`,
  ),
  "[societe]/encaissements/[id]/annuler/page.tsx": inside((x) => `/encaissements/${x.payment}/annuler`),
  "[societe]/factures/page.tsx": inside(
    () => "/factures",
    () => "/factures?etat=toutes",
    () => "/factures?q=zzzz",
  ),
  "[societe]/factures/export/route.ts": fileInside(() => "/factures/export?etat=toutes"),
  "[societe]/factures/lot/page.tsx": inside(
    (x) => `/factures/lot?geste=suspendre&facture=${x.invoice}`,
    (x) => `/factures/lot?geste=exclure&facture=${x.invoice}`,
  ),
  "[societe]/factures/nouvelle/page.tsx": inside(
    () => "/factures/nouvelle",
    () => "/factures/nouvelle?client=nouveau",
    (x) => `/factures/nouvelle?client=${x.client}`,
  ),
  "[societe]/factures/nouvelle/suggestions/route.ts": fileInside(() => "/factures/nouvelle/suggestions?q=a"),
  "[societe]/factures/[id]/page.tsx": inside(
    (x) => `/factures/${x.invoice}`,
    (x) => `/factures/${x.upcomingInvoice}`,
    (x) => `/factures/${x.heldInvoice}`,
    (x) => `/factures/${x.paidInvoice}`,
    (x) => `/factures/${x.closedInvoice}`,
  ),
  "[societe]/factures/[id]/avoir/page.tsx": inside((x) => `/factures/${x.invoice}/avoir`),
  "[societe]/factures/[id]/avoir/[avoir]/annuler/page.tsx": inside(
    (x) => `/factures/${x.spare.correctedInvoice}/avoir/${x.spare.mistakenNote}/annuler`,
  ),
  "[societe]/factures/[id]/clore/page.tsx": inside((x) => `/factures/${x.invoice}/clore`),
  "[societe]/factures/[id]/decompte/page.tsx": inside(
    (x) => `/factures/${x.invoice}/decompte`,
    (x) => `/factures/${x.spare.handInvoice}/decompte`,
  ),
  "[societe]/factures/[id]/decompte/csv/route.ts": fileInside((x) => `/factures/${x.invoice}/decompte/csv`),
  "[societe]/factures/[id]/decompte/pdf/route.ts": fileInside((x) => `/factures/${x.invoice}/decompte/pdf`),
  "[societe]/factures/[id]/dossier/page.tsx": inside((x) => `/factures/${x.invoice}/dossier`),
  // Answers to a form only.
  "[societe]/factures/[id]/dossier/zip/route.ts": inside(),
  "[societe]/factures/[id]/litige/page.tsx": inside((x) => `/factures/${x.invoice}/litige`),
  "[societe]/factures/[id]/joindre/page.tsx": inside((x) => `/factures/${x.invoice}/joindre`),
  "[societe]/factures/[id]/modifier/page.tsx": inside((x) => `/factures/${x.invoice}/modifier`),
  "[societe]/factures/[id]/pourquoi/page.tsx": inside(
    (x) => `/factures/${x.invoice}/pourquoi?jour=2026-11-24`,
  ),
  "[societe]/factures/[id]/prelevement/page.tsx": inside((x) => `/factures/${x.invoice}/prelevement`),
  "[societe]/factures/[id]/relancer/page.tsx": inside(
    (x) => `/factures/${x.remindableInvoice}/relancer`,
    (x) => `/factures/${x.remindableInvoice}/relancer?vue=texte`,
    (x) => `/factures/${x.heldInvoice}/relancer`,
    (x) => `/factures/${x.paidInvoice}/relancer`,
    (x) => `/factures/${x.spare.handInvoice}/relancer`,
  ),
  "[societe]/factures/[id]/relancer/html/route.ts": fileInside(
    (x) => `/factures/${x.remindableInvoice}/relancer/html`,
  ),
  "[societe]/factures/[id]/prescription/page.tsx": inside((x) => `/factures/${x.invoice}/prescription`),
  "[societe]/factures/[id]/reglement/page.tsx": inside((x) => `/factures/${x.invoice}/reglement`),
  "[societe]/factures/[id]/scenario/page.tsx": inside((x) => `/factures/${x.invoice}/scenario`),
  "[societe]/factures/[id]/courrier/page.tsx": inside((x) => `/factures/${x.invoice}/courrier`),
  "[societe]/factures/[id]/suspendre/page.tsx": inside((x) => `/factures/${x.invoice}/suspendre`),
  "[societe]/factures/[id]/voie-judiciaire/page.tsx": inside((x) => `/factures/${x.invoice}/voie-judiciaire`),
  "[societe]/importer/page.tsx": inside(() => "/importer"),
  "[societe]/importer/[id]/page.tsx": inside(
    (x) => `/importer/${x.import}`,
    (x) => `/importer/${x.spare.doneImport}`,
  ),
  "[societe]/importer/[id]/a-corriger/route.ts": fileInside(
    (x) => `/importer/${x.spare.doneImport}/a-corriger`,
  ),
  "[societe]/importer/[id]/annuler/page.tsx": inside((x) => `/importer/${x.spare.doneImport}/annuler`),
  "[societe]/importer/[id]/avancement/route.ts": fileInside(
    (x) => `/importer/${x.spare.doneImport}/avancement`,
  ),
  "[societe]/journal/page.tsx": inside(() => "/journal"),
  "[societe]/messages/[id]/page.tsx": inside(
    (x) => `/messages/${x.sentMessage}`,
    (x) => `/messages/${x.uncertainMessage}`,
    (x) => `/messages/${x.failedMessage}`,
    (x) => `/messages/${x.spare.reworded}`,
  ),
  "[societe]/messages/[id]/eml/route.ts": fileInside((x) => `/messages/${x.sentMessage}/eml`),
  "[societe]/messages/[id]/html/route.ts": fileInside((x) => `/messages/${x.sentMessage}/html`),
  "[societe]/messages/[id]/texte/page.tsx": inside((x) => `/messages/${x.spare.reworded}/texte`),
  "[societe]/messages/[id]/texte/apercu/route.ts": fileInside(
    (x) => `/messages/${x.spare.reworded}/texte/apercu`,
  ),
  "[societe]/messages/recus/[id]/page.tsx": inside((x) => `/messages/recus/${x.spare.inbound}`),
  "[societe]/premiers-pas/page.tsx": inside(() => "/premiers-pas"),
  "[societe]/previsions/page.tsx": inside(() => "/previsions"),
  "[societe]/recherche/page.tsx": inside(
    () => "/recherche",
    () => "/recherche?q=F-2026",
  ),
  "[societe]/reglages/page.tsx": inside(() => "/reglages"),
  "[societe]/reglages/api/page.tsx": inside(() => "/reglages/api"),
  "[societe]/reglages/api/[id]/revoquer/page.tsx": inside((x) => `/reglages/api/${x.apiKey}/revoquer`),
  "[societe]/reglages/api/webhooks/nouveau/page.tsx": inside(() => "/reglages/api/webhooks/nouveau"),
  "[societe]/reglages/api/webhooks/[id]/page.tsx": inside(
    (x) => `/reglages/api/webhooks/${x.webhook}`,
    (x) => `/reglages/api/webhooks/${x.pausedWebhook}`,
  ),
  "[societe]/reglages/api/webhooks/[id]/modifier/page.tsx": inside(
    (x) => `/reglages/api/webhooks/${x.webhook}/modifier`,
  ),
  "[societe]/reglages/api/webhooks/[id]/secret/page.tsx": inside(
    (x) => `/reglages/api/webhooks/${x.webhook}/secret`,
  ),
  "[societe]/reglages/api/webhooks/[id]/retirer/page.tsx": inside(
    (x) => `/reglages/api/webhooks/${x.pausedWebhook}/retirer`,
  ),
  "[societe]/reglages/banque/page.tsx": inside(() => "/reglages/banque"),
  "[societe]/reglages/clients/page.tsx": inside(() => "/reglages/clients"),
  "[societe]/reglages/envoi/page.tsx": inside(() => "/reglages/envoi"),
  "[societe]/reglages/envoi/copie/page.tsx": inside(
    () => "/reglages/envoi/copie",
    (x) => `/reglages/envoi/copie?jeton=${x.spare.copyToken}`,
  ),
  "[societe]/reglages/envoi/domaine/page.tsx": inside(() => "/reglages/envoi/domaine"),
  "[societe]/reglages/envoi/reponses/page.tsx": inside(() => "/reglages/envoi/reponses"),
  "[societe]/reglages/envoi/serveur/page.tsx": inside(() => "/reglages/envoi/serveur"),
  "[societe]/reglages/equipe/page.tsx": inside(() => "/reglages/equipe"),
  "[societe]/reglages/mandats/page.tsx": inside(
    () => "/reglages/mandats",
    (x) => `/reglages/mandats?cabinet=${x.firm}`,
  ),
  "[societe]/reglages/penalites/page.tsx": inside(() => "/reglages/penalites"),
  "[societe]/reglages/releves/page.tsx": inside(() => "/reglages/releves"),
  "[societe]/reglages/rythme/page.tsx": inside(() => "/reglages/rythme"),
  "[societe]/reglages/societe/page.tsx": inside(() => "/reglages/societe"),
  "[societe]/reglages/taux/page.tsx": inside(() => "/reglages/taux"),
  "[societe]/relances/page.tsx": inside(() => "/relances"),
  "[societe]/reponses/[id]/page.tsx": inside(
    (x) => `/reponses/${x.declaration}`,
    (x) => `/reponses/${x.promise}`,
    (x) => `/reponses/${x.dispute}`,
    (x) => `/reponses/${x.spare.rejection}`,
  ),
  "[societe]/scenarios/page.tsx": inside(() => "/scenarios"),
  "[societe]/scenarios/[id]/page.tsx": inside(
    (x) => `/scenarios/${x.scenario}`,
    (x) => `/scenarios/${x.scenario}?etape=30&facture=${x.invoice}`,
    (x) => `/scenarios/${x.scenario}?version=en-service`,
  ),
  "[societe]/scenarios/[id]/apercu/route.ts": fileInside(
    (x) => `/scenarios/${x.scenario}/apercu?etape=2&facture=${x.invoice}`,
  ),
  "[societe]/scenarios/[id]/etape/page.tsx": inside((x) => `/scenarios/${x.scenario}/etape`),
  "[societe]/scenarios/[id]/mettre-en-service/page.tsx": inside(
    (x) => `/scenarios/${x.scenario}/mettre-en-service`,
  ),
  "[societe]/scenarios/[id]/modifier/page.tsx": inside((x) => `/scenarios/${x.scenario}/modifier`),
  "[societe]/scenarios/[id]/rejouer/page.tsx": inside((x) => `/scenarios/${x.scenario}/rejouer`),
  "[societe]/scenarios/apparence/page.tsx": inside(() => "/scenarios/apparence"),
  "[societe]/scenarios/nouveau/page.tsx": inside(() => "/scenarios/nouveau"),
  "[societe]/scenarios/regles/page.tsx": inside(() => "/scenarios/regles"),
  "[societe]/tableau-de-bord/page.tsx": inside(() => "/tableau-de-bord"),
  "[societe]/tableau-de-bord/export/route.ts": fileInside(() => "/tableau-de-bord/export"),

  "demo/boite/page.tsx": page("everyone", () => ["/demo/boite"]),
  "demo/boite/[id]/page.tsx": page("everyone", (x) => [`/demo/boite/${x.mail}`]),
  "api/demo/boite/[id]/html/route.ts": file("everyone", (x) => [`/api/demo/boite/${x.mail}/html`]),
  "api/demo/boite/[id]/pieces/[n]/route.ts": file("everyone", (x) => [`/api/demo/boite/${x.mail}/pieces/0`]),
  "api/courrier/entrant/route.ts": file("everyone", () => ["/api/courrier/entrant"]),
  "api/health/route.ts": file("everyone", () => ["/api/health"]),
  "api/health/live/route.ts": file("everyone", () => ["/api/health/live"]),
  "api/health/ready/route.ts": file("everyone", () => ["/api/health/ready"]),
  "api/v1/route.ts": file("everyone", () => ["/api/v1"]),
  "api/v1/openapi.json/route.ts": file("everyone", () => ["/api/v1/openapi.json"]),
  "api/v1/clients/route.ts": file("everyone", () => ["/api/v1/clients"]),
  "api/v1/invoices/route.ts": file("everyone", () => ["/api/v1/invoices"]),
  "api/v1/invoices/[id]/route.ts": file("everyone", (x) => [`/api/v1/invoices/${x.invoice}`]),
  "api/v1/invoices/[id]/credit-notes/route.ts": file("everyone", (x) => [
    `/api/v1/invoices/${x.invoice}/credit-notes`,
  ]),
  "api/v1/invoices/[id]/holds/route.ts": file("everyone", (x) => [`/api/v1/invoices/${x.invoice}/holds`]),
  "api/v1/invoices/[id]/resume/route.ts": file("everyone", (x) => [`/api/v1/invoices/${x.invoice}/resume`]),
  "api/v1/credits/[id]/cancel/route.ts": file("everyone", () => [`/api/v1/credits/${UNKNOWN_ID}/cancel`]),
  "api/v1/credit-notes/[id]/cancel/route.ts": file("everyone", () => [
    `/api/v1/credit-notes/${UNKNOWN_ID}/cancel`,
  ]),
  "api/v1/payments/[id]/route.ts": file("everyone", () => [`/api/v1/payments/${UNKNOWN_ID}`]),
  "api/v1/payments/[id]/cancel/route.ts": file("everyone", () => [`/api/v1/payments/${UNKNOWN_ID}/cancel`]),
  "api/v1/invoices/[id]/documents/route.ts": file("everyone", (x) => [
    `/api/v1/invoices/${x.invoice}/documents`,
  ]),
  "api/v1/invoices/[id]/payments/route.ts": file("everyone", (x) => [
    `/api/v1/invoices/${x.invoice}/payments`,
  ]),
  "api/v1/[...reste]/route.ts": file("everyone", () => ["/api/v1/ailleurs"]),
  "api/metrics/route.ts": file("everyone", () => ["/api/metrics"]),

  // Nowhere at all, no page of the company, no company one may see.
  "not-found.tsx": page("owner", (x) => [
    "/cette/page/n/existe/pas",
    `/${x.slug}/page-inconnue`,
    "/societe-inconnue",
    "/societe-inconnue/factures",
  ]),
  // An address of the company that is right, to what it does not have: the menu stays.
  "[societe]/not-found.tsx": inside(
    () => `/factures/${UNKNOWN_ID}`,
    () => `/clients/${UNKNOWN_ID}`,
    () => "/factures/inconnue",
  ),
};
