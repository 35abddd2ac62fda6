/** Clients about whom Hélène has something to decide on the opening day. */
import { type ClientScript, paid, reached, upcoming } from "../../script";

export const TO_CALL: readonly ClientScript[] = [
  {
    name: "Brasserie du Canal",
    siren: "726018153",
    street: "3 quai de Versailles",
    postcode: "44000",
    city: "Nantes",
    contact: "Marc Dréan",
    email: "compta@brasserie-canal.example",
    phone: "02 61 91 01 48",
    invoices: [
      paid(-101, "2 640,00", "habillage du comptoir", 12, {
        calls: [{ outcome: "PROMISE", note: "Attend un virement de son fournisseur.", promise: -89 }],
      }),
      paid(-72, "936,00", "étagères de réserve", 13, {
        calls: [{ outcome: "PROMISE", note: "Paiera à la fin de la semaine.", promise: -59 }],
      }),
      paid(-44, "1 512,00", "banquette d’angle", 11),
      {
        due: reached(7),
        euros: "1 284,00",
        subject: "pose des luminaires",
        calls: ["LEFT_OPEN"],
        isOpened: true,
      },
    ],
  },
  {
    name: "Transports Maurel",
    siren: "908301666",
    street: "Zone d’activités des Hautes Landes",
    postcode: "44860",
    city: "Pont-Saint-Martin",
    contact: "Patrick Roussel",
    email: "facturation@transports-maurel.example",
    phone: "04 65 71 02 20",
    note: "Demander M. Roussel, le matin.",
    invoices: [
      paid(-66, "3 180,00", "bureaux de l’exploitation", 6),
      { due: reached(7), euros: "4 512,00", subject: "salle de repos des chauffeurs", calls: ["LEFT_OPEN"] },
      { due: reached(7), euros: "2 400,00", subject: "vestiaires", order: "BC-2291", calls: ["LEFT_OPEN"] },
      upcoming(18, "2 208,00", "rayonnages de l’atelier"),
    ],
  },
  {
    name: "Studio Nord-Ouest",
    siren: "431860915",
    street: "11 rue Kervégan",
    postcode: "44000",
    city: "Nantes",
    contact: "Iris Le Dantec",
    email: "iris@studio-nord-ouest.example",
    phone: "06 39 98 01 17",
    invoices: [
      paid(-58, "1 140,00", "table de réunion", 1),
      {
        due: reached(7, 1),
        euros: "2 150,40",
        subject: "cloisons acoustiques",
        calls: [{ outcome: "NO_ANSWER", note: "Sonne, puis raccroche." }, "LEFT_OPEN"],
      },
    ],
  },
];

export const NOTICES: readonly ClientScript[] = [
  {
    name: "Conserverie Le Guen",
    siren: "487195034",
    street: "22 rue du Port Haliguen",
    postcode: "56170",
    city: "Quiberon",
    contact: "Anne Lebreton",
    email: "compta@leguen.example",
    phone: "02 61 91 03 77",
    invoices: [
      paid(-86, "1 860,00", "vitrine de la boutique", 9),
      {
        due: reached(30),
        euros: "4 320,00",
        subject: "comptoir d’accueil",
        order: "devis D-2026-112",
        isOpened: true,
        answer: {
          step: 15,
          afterDays: 1,
          says: "date",
          on: -3,
          decided: { on: 0, as: "REJECTED" },
        },
        events: [{ on: -9, what: "PAYMENT", euros: "1 000,00" }],
      },
    ],
  },
  {
    name: "Maison Tavernier",
    siren: "590996039",
    street: "8 place du Bouffay",
    postcode: "44000",
    city: "Nantes",
    contact: "Clément Tavernier",
    email: "comptabilite@maison-tavernier.example",
    phone: "02 61 91 04 12",
    copyEmail: "clement@maison-tavernier.example",
    invoices: [
      paid(-95, "3 240,00", "présentoirs", 21),
      {
        due: reached(30),
        euros: "8 760,00",
        subject: "agencement du salon de thé",
        order: "devis D-2026-098",
      },
      upcoming(12, "1 840,00", "miroirs et patères"),
    ],
  },
];

export const TO_CONFIRM: readonly ClientScript[] = [
  {
    name: "Pharmacie des Halles",
    siren: "482462819",
    street: "2 rue de la Marne",
    postcode: "44000",
    city: "Nantes",
    contact: "Sophie Guillou",
    email: "officine@pharmacie-halles.example",
    phone: "02 61 91 05 06",
    invoices: [
      paid(-77, "2 760,00", "comptoir de délivrance", -2),
      {
        due: reached(2, 2),
        euros: "936,00",
        subject: "tiroirs à ordonnances",
        answer: { step: 2, afterDays: 1, says: "paye", method: "TRANSFER" },
      },
    ],
  },
  {
    name: "Imprimerie Dorval",
    siren: "948219936",
    street: "41 boulevard de la Prairie-au-Duc",
    postcode: "44200",
    city: "Nantes",
    contact: "Yves Dorval",
    email: "y.dorval@imprimerie-dorval.example",
    phone: "02 61 91 06 31",
    invoices: [
      paid(-63, "1 320,00", "bureau d’accueil", 5),
      {
        due: reached(2, 1),
        euros: "2 478,00",
        subject: "meuble à plans",
        answer: { step: 2, afterDays: 0, says: "paye", method: "CHEQUE" },
      },
    ],
  },
];

export const TO_SETTLE: readonly ClientScript[] = [
  {
    name: "Cabinet Vasseur",
    siren: "718190937",
    street: "17 rue Crébillon",
    postcode: "44000",
    city: "Nantes",
    contact: "Laure Vasseur",
    email: "cabinet@vasseur-conseil.example",
    phone: "01 99 00 04 42",
    mailServer: "HANGS_UP",
    invoices: [
      paid(-80, "2 196,00", "bibliothèque", -4),
      { due: reached(2, 1), euros: "1 560,00", subject: "habillage de la salle de réunion" },
    ],
  },
  {
    name: "Hôtel des Carmes",
    siren: "886579754",
    street: "5 rue des Carmes",
    postcode: "44000",
    city: "Nantes",
    contact: "Bénédicte Aubry",
    email: "direction@hotel-des-carmes.example",
    phone: "02 61 91 07 25",
    invoices: [
      paid(-88, "980,00", "tête de lit", 14, {
        calls: [{ outcome: "PROMISE", note: "Après la haute saison.", promise: -74 }],
      }),
      {
        due: reached(7, 5),
        euros: "5 000,00",
        subject: "mobilier de quatre chambres",
        calls: [{ outcome: "PROMISE", note: "Virement promis, trésorerie tendue.", promise: -4 }],
      },
    ],
  },
  {
    name: "Optique Graslin",
    siren: "732319488",
    street: "1 place Graslin",
    postcode: "44000",
    city: "Nantes",
    contact: "Thierry Morel",
    email: "magasin@optique-graslin.example",
    phone: "02 61 91 08 60",
    mailServer: "REFUSES_MESSAGE",
    invoices: [{ due: reached(2, 1), euros: "1 045,20", subject: "présentoirs à montures" }],
  },
  {
    name: "Fleurs Amaryllis",
    siren: "857491187",
    street: "26 rue Paul-Bellamy",
    postcode: "44000",
    city: "Nantes",
    contact: "Nadia Benhamou",
    email: "contact@fleurs-amaryllis.example",
    phone: "06 39 98 02 33",
    mailServer: "REFUSES_ADDRESS",
    invoices: [
      {
        due: reached(2, 1),
        euros: "386,40",
        subject: "étal de trottoir",
        calls: ["LEFT_OPEN"],
        isBare: true,
      },
    ],
  },
  {
    name: "Groupe Pélican",
    siren: "825276017",
    street: "120 route de Vannes",
    postcode: "44800",
    city: "Saint-Herblain",
    contact: "Service fournisseurs",
    email: "fournisseurs@groupe-pelican.example",
    phone: "02 61 91 09 99",
    invoices: [
      paid(-104, "4 080,00", "postes de travail, premier lot", 28),
      {
        due: -27,
        euros: "6 480,00",
        subject: "postes de travail, second lot",
        order: "commande 4500-718",
        answer: {
          step: 15,
          afterDays: 1,
          says: "desaccord",
          message: "Deux plateaux manquants à la livraison.",
        },
      },
    ],
  },
];
