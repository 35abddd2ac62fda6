import type { LocalDate } from "@/domain/calendar";
import { formatDate, formatDayMonth } from "@/domain/dateText";
import { flatFeeOf } from "@/domain/legal/flatRecoveryFee";
import { INTEREST_NAMES } from "@/domain/legal/formalNoticeWording";
import { capitalised } from "@/domain/legal/phrases";
import { formatEuros, NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import type { DebtorWords } from "./debtorWords";

const vowel = (name: string) => /^[AEIOUYÉÈÊÂÎÔÛH]/i.test(name);
const of = (name: string) => `${vowel(name) ? "d’" : "de "}${name}`;
const until = (on: LocalDate | null) => (on ? ` jusqu’au ${formatDate(on)}` : "");

export const FRENCH: DebtorWords = {
  euros: formatEuros,
  date: formatDate,
  otherLanguage: "English",
  skip: "Aller aux réponses",
  about: "vous écrit au sujet de votre commande",
  invoice: "Facture",
  titleOne: (number) => `Facture ${number}, reste à payer`,
  titleSeveral: (count) => `${count}${NBSP}factures, reste à payer`,
  nothingLeft: "Tout est réglé",
  nothingLeftDetail: "Il ne reste rien à payer sur ces factures. Merci.",
  dueOn: (on) => `Échéance le ${formatDate(on)}.`,
  thanks: (cents, on) =>
    on
      ? `Merci pour les ${formatEuros(cents)} reçus le ${formatDayMonth(on)}.`
      : `Merci pour les ${formatEuros(cents)} déjà reçus.`,
  freeCredit: (cents, isAll) =>
    isAll
      ? `Un avoir de ${formatEuros(cents)} à votre nom couvre ce qui reste${NBSP}: rien ne vous est demandé.`
      : `Un avoir de ${formatEuros(cents)} à votre nom en est déduit.`,
  frozenTitle: "Rien ne vous est demandé",
  frozenDetail: `Une procédure collective a été ouverte. Les factures antérieures au jugement ne peuvent plus être payées directement (article L.${NBSP}622-7 du Code de commerce)${NBSP}: elles sont déclarées à la procédure.`,
  frozen: (cents) =>
    `${formatEuros(cents)} sont antérieurs à l’ouverture d’une procédure collective${NBSP}: ils ne vous sont pas demandés.`,
  disputed: (cents) =>
    `Les ${formatEuros(cents)} que vous contestez sont mis de côté${NBSP}: ils ne vous sont pas demandés en attendant la réponse.`,
  jump: `Déjà payé, ou une question${NBSP}?`,
  alsoOpen: "Vos autres factures à payer",
  download: (name) => `Télécharger ${name}`,
  account: {
    title: "Le compte, ligne par ligne",
    issued: (number, on) => `Facture ${number} du ${formatDate(on)}`,
    received: (on) => (on ? `Reçu le ${formatDate(on)}` : "Déjà reçu"),
    paidBeside: (received, accessory) =>
      `Sur ${formatEuros(received)} reçus, ${formatEuros(accessory)} ont réglé les pénalités et l’indemnité`,
    credit: "Avoir",
    freeCredit: "Avoir à votre nom",
    disputed: "Contesté, mis de côté",
    frozen: "Antérieur à la procédure collective",
    left: "Reste à payer",
  },
  pay: {
    title: "Payer par virement",
    ibanOf: (name) => `IBAN ${of(name)}`,
    touch: "(touchez-le pour le sélectionner en entier)",
    reference: "Référence à rappeler",
    amount: "Montant",
    copy: "Copier",
    copied: "Copié",
    qr: "Code QR du virement",
    qrNote: "Si l’application de votre banque lit les codes de virement, celui-ci le remplit.",
    noAccount: (name) => `${name} vous indiquera où payer${NBSP}: écrivez-lui ci-dessous.`,
    card: (name) => `Payer par carte chez ${name}`,
    ibanNote: (name) =>
      `Un doute sur cet IBAN${NBSP}? Appelez ${name} à un numéro que vous connaissez déjà avant de payer.`,
  },
  legal: {
    summary: (total) => `Ce que le retard ajoute, ${total}`,
    principal: "Principal",
    penalties: (kind) => capitalised(INTEREST_NAMES[kind]),
    penaltiesDetail: (articles) => typeset(articles.join(", ")),
    fee: "Indemnité forfaitaire",
    feeDetail: (kind) => typeset(flatFeeOf(kind).article),
    totalOn: (on) => `Total au ${formatDate(on)}`,
  },
  answerTitle: "Ou répondre, en une minute",
  answers: ({ name, checked, graceDays }) => ({
    paye: {
      title: "J’ai payé",
      button: `Prévenir ${name}`,
      effect: `Les relances sont suspendues jusqu’au ${formatDate(checked)}, le temps de vérifier.`,
    },
    date: {
      title: "Je paierai à une date précise",
      button: "Donner cette date",
      effect: `Les relances sont suspendues jusqu’à cette date${graceDays > 0 ? ` et ${graceDays}${NBSP}jour${graceDays > 1 ? "s" : ""} de plus` : ""}. Une demande de délai vaut reconnaissance de la dette.`,
    },
    echeancier: {
      title: "Je demande à payer en plusieurs fois",
      button: "Envoyer la demande",
      effect: `Les relances sont suspendues jusqu’à la réponse, au plus tard le ${formatDate(checked)}. Si ${name} accepte, vous recevez tous deux l’accord écrit.`,
    },
    desaccord: {
      title: "Je conteste tout ou partie",
      button: "Envoyer ma réponse",
      effect: `Les relances de ce que vous contestez sont suspendues jusqu’à la réponse ${of(name)}.`,
    },
    destinataire: {
      title: "Je ne suis pas la bonne personne",
      button: "Le signaler",
      effect: `Les relances sont suspendues jusqu’au ${formatDate(checked)}, le temps de vérifier.`,
    },
    copie: {
      title: "Recevoir la facture à nouveau",
      button: "Me renvoyer la facture",
      effect: "Elle part par courriel à l’adresse de ce message. Les relances continuent.",
    },
    message: {
      title: "Écrire un message",
      button: "Envoyer le message",
      effect: `Une personne le lit et vous répond par courriel. Les relances sont suspendues jusque-là, au plus tard le ${formatDate(checked)}.`,
    },
  }),
  fields: {
    which: "Pour quelle facture",
    allOfThem: (count) => `Les ${count}${NBSP}factures`,
    paidOn: "Payé le",
    paidAmount: "Montant",
    means: "Moyen de paiement",
    transfer: "Virement",
    cheque: "Chèque",
    card: "Carte",
    other: "Autre",
    proof: "Justificatif",
    files: "Fichiers",
    filesHint: `PDF, PNG ou JPEG, 3${NBSP}fichiers de 5${NBSP}Mo au plus.`,
    promiseDay: "Date du règlement",
    latest: (on) => `Au plus tard le ${formatDate(on)}.`,
    count: "En combien de fois",
    instalments: (count) => `${count}${NBSP}versements, un par mois`,
    firstOn: "Premier versement le",
    signer: "Votre nom",
    acknowledge: (total, name) =>
      `Je reconnais devoir ${total} à ${name} et je demande à les payer en plusieurs fois.`,
    reason: "Ce qui ne va pas",
    reasons: {
      QUALITY: "La qualité",
      QUANTITY: "La quantité",
      PRICE: "Le prix",
      DELIVERY: "La livraison, ou rien reçu",
      ORDER: "Nous n’avons pas commandé cela",
      OTHER: "Autre chose",
    },
    part: "Montant contesté",
    partHint: "Laissez vide si vous contestez tout. Le reste demeure à payer.",
    partOfOneHint: `Laissez vide si vous contestez tout. Sinon, choisissez plus haut la facture concernée${NBSP}: le reste demeure à payer.`,
    what: "Expliquez en quelques mots",
    contactName: "Nom de la bonne personne",
    contactEmail: "Son adresse électronique",
    contactPhone: "Son téléphone",
    note: "Un mot de plus",
    message: "Votre message",
    optional: "facultatif",
  },
  waiting: (kind, on, { isSuspending, untilOn }) => {
    const paused = isSuspending
      ? `Les relances sont suspendues${until(untilOn)}`
      : "Votre interlocuteur n’a pas encore répondu, et les relances ont repris";
    switch (kind) {
      case "ALREADY_PAID":
        return `Vous avez dit avoir payé${on ? ` le ${formatDate(on)}` : ""}. ${paused}${isSuspending ? ", le temps de vérifier" : ""}.`;
      case "PROMISE":
        return `Règlement annoncé${on ? ` pour le ${formatDate(on)}` : ""}. ${paused}.`;
      case "DISPUTE":
        return "Votre désaccord est transmis. Les relances de ce que vous contestez sont suspendues jusqu’à la réponse de votre interlocuteur.";
      case "INSTALMENTS":
        return `Votre demande d’échéancier est transmise. ${paused}.`;
      case "WRONG_RECIPIENT":
        return `Vous avez signalé n’être pas la bonne personne. ${paused}.`;
      case "INVOICE_COPY":
        return "Vous avez demandé la facture de nouveau. Les relances continuent.";
      case "MESSAGE":
        return `Votre message est transmis. ${paused}.`;
    }
  },
  done: (kind) =>
    kind === "AGREED"
      ? `Merci, l’échéancier est convenu. L’accord écrit vous arrive par courriel.`
      : kind === "INVOICE_COPY"
        ? "C’est fait. La facture part par courriel, à l’adresse qui a reçu ce message."
        : "Merci, c’est noté. Une confirmation vous arrive par courriel.",
  said: (kind, on, amount, number) => {
    const day = on ? ` le ${formatDate(on)}` : "";
    const sum = amount ? ` ${amount}` : "";
    switch (kind) {
      case "ALREADY_PAID":
        return `J’ai payé${sum}${day}.`;
      case "PROMISE":
        return `Je paierai${sum}${day}.`;
      case "INSTALMENTS":
        return "Je demande à payer en plusieurs fois.";
      case "DISPUTE":
        if (amount) return `Je conteste${sum}${number ? ` sur la facture ${number}` : ""}.`;
        return number ? `Je conteste la facture ${number}.` : "Je conteste.";
      case "WRONG_RECIPIENT":
        return "Je ne suis pas la bonne personne.";
      case "INVOICE_COPY":
        return "Je demande la facture de nouveau.";
      case "MESSAGE":
        return "";
    }
  },
  exchanges: { title: "Vos échanges", you: "Vous" },
  plan: {
    title: "Paiement en plusieurs fois",
    states: {
      PROPOSED: "Vous avez proposé ces versements. La réponse vous arrivera par courriel.",
      COUNTERED: "Voici les versements qui vous sont proposés en réponse à votre demande.",
      RUNNING: "Convenu. Vous payez aux dates suivantes, et les relances attendent.",
      REFUSED: "Votre demande n’a pas été acceptée.",
      BROKEN: "Un versement n’est pas arrivé à temps. L’échéancier ne tient plus.",
    },
    paid: "déjà reçu",
    total: "Total",
    agree: "Accepter ces versements",
    agreeEffect:
      "Vous reconnaissez devoir le total et vous engagez à ces dates. L’accord écrit vous est envoyé à tous deux, et les relances sont suspendues tant qu’il est tenu.",
    agreement: "Télécharger l’accord",
  },
  call: (name) => `Une question${NBSP}? Appelez ${name}`,
  footer: (expires) => `Lien personnel, valable jusqu’au ${formatDate(expires)}. Envoyé avec Dûment.`,
  data: "Vos données",
  accessibility: "Accessibilité",
  errorTitle: "Rien n’a été envoyé",
  correct: "Corriger",
};
