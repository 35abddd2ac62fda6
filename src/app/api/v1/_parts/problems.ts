/** Kinds of refusals of the API: a closed list. */

/** Each kind with its status and its title. Their addresses are parts of the page that explains them. */
export const PROBLEMS = {
  "requete-illisible": { status: 400, title: "Requête illisible" },
  "cle-refusee": { status: 401, title: "Clé absente ou refusée" },
  "droits-insuffisants": { status: 403, title: "Droits insuffisants" },
  introuvable: { status: 404, title: "Introuvable" },
  "methode-refusee": { status: 405, title: "Méthode non admise" },
  conflit: { status: 409, title: "Facture déjà connue autrement" },
  "trop-lourd": { status: 413, title: "Requête trop lourde" },
  "format-refuse": { status: 415, title: "Format refusé" },
  "donnees-refusees": { status: 422, title: "Données refusées" },
  "trop-de-requetes": { status: 429, title: "Trop de requêtes" },
  incident: { status: 500, title: "Incident de notre côté" },
} as const;
export type ProblemKind = keyof typeof PROBLEMS;
