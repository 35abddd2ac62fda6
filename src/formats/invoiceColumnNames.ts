/**
 * What invoicing software calls its columns, in French and in English. A list begins with the
 * surest names; `|` separates ranks: a later rank is taken only when no column has an earlier one.
 */

/** Every piece of an invoice that a column may hold. */
export const INVOICE_FIELDS = [
  "number",
  "clientName",
  "clientReference",
  "clientKind",
  "siren",
  "siret",
  "vatNumber",
  "contactName",
  "email",
  "phone",
  "street",
  "complement",
  "postcode",
  "city",
  "country",
  "issuedOn",
  "dueOn",
  "performedOn",
  "total",
  "net",
  "vat",
  "paid",
  "balance",
  "currency",
  "orderReference",
  "subject",
  "paymentMeans",
  "status",
  "documentType",
  "creditedInvoice",
] as const;
export type InvoiceField = (typeof INVOICE_FIELDS)[number];

/** How the page that chooses columns calls each field. */
export const INVOICE_FIELD_LABELS: Record<InvoiceField, string> = {
  number: "Numéro de facture",
  clientName: "Client",
  clientReference: "Code client",
  clientKind: "Type de client",
  siren: "SIREN",
  siret: "SIRET",
  vatNumber: "Numéro de TVA",
  contactName: "Contact",
  email: "Courriel",
  phone: "Téléphone",
  street: "Adresse",
  complement: "Complément d’adresse",
  postcode: "Code postal",
  city: "Ville",
  country: "Pays",
  issuedOn: "Date de facture",
  dueOn: "Date d’échéance",
  performedOn: "Date de prestation",
  total: "Montant TTC",
  net: "Montant HT",
  vat: "Montant de TVA",
  paid: "Déjà réglé",
  balance: "Reste dû",
  currency: "Devise",
  orderReference: "Référence de commande",
  subject: "Objet",
  paymentMeans: "Moyen de paiement",
  status: "Statut",
  documentType: "Type de document",
  creditedInvoice: "Facture d’origine",
};

/**
 * Names by field. Small words (de, du, la…), accents, case, punctuation, units and the many ways
 * to write « numéro » are evened out before comparing: `N° de facture` is `numero facture`.
 */
export const INVOICE_COLUMN_NAMES: Record<InvoiceField, string> = {
  number:
    "numero facture, facture numero, reference facture, ref facture, code facture, invoice numero, invoice reference, numero facture client" +
    " | numero, numero piece, numero document, document numero, doc numero, piece numero, numero avoir ou facture, invoice, invoice id, id facture, piece" +
    " | facture, reference, ref, reference piece, reference document, document, id",
  clientName:
    "client, nom client, raison sociale, raison sociale client, client raison sociale, denomination, denomination sociale, societe, nom societe, societe client, client societe, nom entreprise, entreprise, entreprise client, customer, customer name, client name, company, company name, customer company, bill to, bill to name, debiteur, nom debiteur, tiers, nom tiers, intitule client, intitule tiers, libelle client, libelle tiers, client facture, acheteur, buyer, buyer name" +
    " | nom, name, full name, nom complet, nom prenom, organisation, organization, destinataire, contact name",
  clientReference:
    "code client, numero client, client numero, reference client, ref client, id client, client id, compte client, compte tiers, code tiers, numero compte, customer id, customer code, customer numero, customer reference, account numero, account code, compte auxiliaire",
  clientKind:
    "type client, client type, categorie client, nature client, customer type, type tiers, categorie tiers, profil client, type compte client, statut juridique client | categorie, profil",
  siren: "siren, numero siren, siren client, client siren, siren entreprise, siren numero",
  siret: "siret, numero siret, siret client, client siret, siret numero | siren siret, siret siren",
  vatNumber:
    "numero tva, tva intracommunautaire, numero tva intracommunautaire, numero tva intra, tva intra, tva intracom, numero tva client, vat numero, vat id, customer vat, customer vat numero, customer tax id, tax id, identifiant tva",
  contactName:
    "contact, nom contact, contact client, interlocuteur, contact facturation, nom interlocuteur, contact principal, attention, a l attention | contact name",
  email:
    "email, e mail, mail, courriel, adresse email, adresse e mail, adresse mail, adresse courriel, email client, e mail client, mail client, email contact, email facturation, e mail facturation, client email, customer email, email address, contact email, billing email, adresse electronique",
  phone:
    "telephone, tel, telephone client, tel client, telephone fixe, tel fixe, phone, phone numero, telephone numero, numero telephone, customer phone, client phone, contact phone | mobile, portable, telephone portable, telephone mobile, tel portable, tel mobile, gsm",
  street:
    "adresse, adresse facturation, adresse client, adresse 1, adresse ligne 1, adresse postale, rue, voie, numero et voie, numero et rue, client adresse, address, address 1, address line 1, street, street address, billing address, billing street, customer address, customer address line 1",
  complement:
    "complement, complement adresse, adresse complement, adresse 2, adresse ligne 2, batiment, address 2, address line 2, customer address line 2",
  postcode:
    "code postal, cp, codepostal, cp client, code postal client, zip, zip code, zipcode, postcode, post code, postal code, customer postal code, billing zip",
  city: "ville, ville client, commune, localite, city, town, billing city, customer city, customer address city",
  country:
    "pays, pays client, code pays, country, country code, billing country, customer country, customer address country",
  issuedOn:
    "date facture, date facturation, date emission, date emission facture, emise, emis, emise le, emis le, emission, facture le, invoice date, issue date, issued, issued on, date issued, date invoiced, created utc, invoice issue date, date creation facture" +
    " | date piece, date document, document date, date comptable" +
    " | date, created, created at, date creation",
  dueOn:
    "echeance, date echeance, echeance facture, date echeance facture, date limite paiement, date limite reglement, date limite, a payer avant, a payer avant le, a regler avant, a regler avant le, a regler le, a payer le, payable le, echeance le, echue le, date exigibilite, exigible, exigible le, due date, due on, due, invoice due date, payment due, payment due date, due date utc" +
    " | date paiement prevue, date reglement prevue, paiement prevu, date prevue paiement",
  performedOn:
    "date prestation, date livraison, date service, date execution, date realisation, date fin prestation, date fin mission, fin prestation, livree, livre le, delivery date, service date, date prestation ou livraison, date vente",
  total:
    "montant ttc, total ttc, ttc, facture ttc, montant total ttc, prix ttc, total facture ttc, montant facture ttc, net a payer ttc, total gross, gross amount, gross total, gross, total incl tax, total incl vat, total including tax, total including vat, total tax included, amount incl tax, amount incl vat, total with tax" +
    " | total, montant total, montant facture, total facture, invoice total, invoice amount, total amount, grand total, net a payer" +
    " | montant, amount, somme, credit total",
  net: "montant ht, total ht, ht, montant total ht, prix ht, total facture ht, base ht, hors taxe, hors taxes, montant hors taxe, montant hors taxes, total hors taxe, total hors taxes, net amount, total net, subtotal, sub total, total excl tax, total excl vat, total excluding tax, total excluding vat, amount excl tax, amount excl vat, total without tax | net, sous total",
  vat: "tva, montant tva, total tva, tva montant, vat, vat amount, total vat, tax, tax amount, total tax, tax total, montant taxe, montant taxes, taxes",
  paid: "deja regle, deja paye, montant regle, montant paye, regle, paye, total regle, total paye, acompte, acomptes, acompte verse, acomptes verses, encaisse, montant encaisse, total encaisse, reglements, paiements, montant deja regle, montant deja paye, paid, amount paid, paid amount, total paid, payments, received, amount received, already paid",
  balance:
    "solde, solde du, reste a payer, reste a regler, reste du, restant du, montant du, montant restant, montant restant du, restant a payer, restant a regler, reste a encaisser, solde restant, solde restant du, solde facture, solde a payer, reliquat, impaye, montant impaye, encours, balance, balance due, outstanding, outstanding amount, outstanding balance, amount due, amount remaining, remaining, open amount, open balance, unpaid, amount outstanding, invoice amount due | net a payer",
  currency: "devise, monnaie, code devise, currency, currency code, invoice currency",
  orderReference:
    "reference commande, numero commande, bon commande, numero bon commande, ref commande, commande, commande numero, reference bon commande, commande client, numero commande client, reference achat, numero engagement, engagement, purchase order, purchase order numero, po, po numero, order numero, order reference, customer order, votre reference, v reference",
  subject:
    "objet, objet facture, libelle, libelle facture, intitule, intitule facture, designation, description, titre, prestation, memo, subject, title, invoice subject, projet, affaire, nom projet, chantier",
  paymentMeans:
    "moyen paiement, mode paiement, moyen reglement, mode reglement, methode paiement, type paiement, payment method, payment means, payment mode, payment type",
  status:
    "statut, statut facture, etat, etat facture, status, invoice status, statut paiement, payment status",
  documentType:
    "type document, type piece, type facture, nature piece, document type, invoice type | type, nature",
  creditedInvoice:
    "facture origine, facture origine avoir, numero facture origine, reference facture origine, facture corrigee, numero facture corrigee, facture rectifiee, facture initiale, facture liee, facture rattachee, facture concernee, facture creditee, avoir sur facture, original invoice, original invoice numero, corrected invoice, credited invoice, credited invoice numero, related invoice, preceding invoice",
};
