/** The closed list of what a text may name. Nothing else is ever replaced, and nothing is computed. */

/** Where a text is read: a message, or what is said on the phone. */
export type TextUse = "EMAIL" | "CALL";

interface Variable {
  /** As it is written between braces. */
  name: string;
  /** What it becomes, for the list beside the text. */
  means: string;
  uses: readonly TextUse[];
  /** A block stands alone in its paragraph: a table, buttons. */
  isBlock?: true;
}

export const VARIABLES = [
  { name: "décompte", means: "La somme demandée, ligne à ligne", uses: ["EMAIL"], isBlock: true },
  {
    name: "réponses",
    means: "Vos coordonnées bancaires et les boutons de réponse",
    uses: ["EMAIL"],
    isBlock: true,
  },
  { name: "signature", means: "Votre nom et votre signature", uses: ["EMAIL"], isBlock: true },
  { name: "bonjour", means: "« Bonjour, », avec le prénom quand vous vous tutoyez", uses: ["EMAIL", "CALL"] },
  { name: "titre", means: "« Facture F-2026-0418 », ou toutes les factures du message", uses: ["EMAIL"] },
  { name: "factures", means: "« la facture F-2026-0418 du 24 septembre 2026 »", uses: ["EMAIL"] },
  { name: "numéro", means: "Le numéro de la facture, ou de chacune", uses: ["EMAIL", "CALL"] },
  { name: "échue", means: "« est arrivée à échéance le 24 octobre », accordé", uses: ["EMAIL"] },
  { name: "à venir", means: "« arrive à échéance le 24 octobre », accordé", uses: ["EMAIL"] },
  { name: "impayée", means: "« reste impayée » ou « n’est réglée qu’en partie », accordé", uses: ["EMAIL"] },
  { name: "règlement", means: "« son règlement », « le solde » ou « leur règlement »", uses: ["EMAIL"] },
  {
    name: "rappel",
    means: "« malgré notre message du 26 octobre », ou « sauf erreur de notre part »",
    uses: ["EMAIL"],
  },
  { name: "retard", means: "« en retard de 16 jours »", uses: ["EMAIL"] },
  { name: "jours de retard", means: "Le nombre de jours depuis l’échéance", uses: ["EMAIL", "CALL"] },
  { name: "date d’émission", means: "Date de la facture la plus ancienne", uses: ["EMAIL", "CALL"] },
  { name: "échéance", means: "Échéance la plus ancienne", uses: ["EMAIL", "CALL"] },
  { name: "date demandée", means: "Huit jours après l’envoi", uses: ["EMAIL"] },
  { name: "solde", means: "Ce qui reste dû, sans pénalités", uses: ["EMAIL", "CALL"] },
  { name: "total", means: "La somme demandée par le message", uses: ["EMAIL"] },
  { name: "pénalités", means: "Pénalités de retard à ce jour", uses: ["EMAIL"] },
  { name: "indemnité", means: "Indemnité forfaitaire de 40 € par facture", uses: ["EMAIL"] },
  { name: "commande", means: "Votre référence de commande", uses: ["EMAIL", "CALL"] },
  { name: "objet", means: "Ce qui a été vendu", uses: ["EMAIL", "CALL"] },
  { name: "client", means: "Le nom du client", uses: ["EMAIL", "CALL"] },
  { name: "contact", means: "La personne à qui l’on écrit ou parle", uses: ["EMAIL", "CALL"] },
  { name: "pièces jointes", means: "« La facture est jointe à ce message. », ou rien", uses: ["EMAIL"] },
  { name: "suite", means: "L’annonce de la mise en demeure, quand elle vient ensuite", uses: ["EMAIL"] },
  { name: "IBAN", means: "Votre IBAN", uses: ["EMAIL"] },
  { name: "société", means: "Le nom de votre société", uses: ["EMAIL", "CALL"] },
  { name: "signataire", means: "Le nom de la personne qui signe", uses: ["EMAIL"] },
  { name: "téléphone", means: "Votre téléphone", uses: ["EMAIL"] },
  { name: "appelant", means: "La personne qui appelle", uses: ["CALL"] },
  { name: "de société", means: "« d’Atelier Brisset »", uses: ["CALL"] },
  {
    name: "motif",
    means: "« la facture F-2026-0418 de 4 320,00 €, arrivée à échéance le 24 octobre »",
    uses: ["CALL"],
  },
  { name: "question", means: "« Est-elle bien dans vos règlements… »", uses: ["CALL"] },
] as const satisfies readonly Variable[];

export type VariableName = (typeof VARIABLES)[number]["name"];
export type BlockName = "décompte" | "réponses" | "signature";

/** Names that a text of this use may hold. */
export function variablesFor(use: TextUse): readonly Variable[] {
  return VARIABLES.filter((variable: Variable) => variable.uses.includes(use));
}

/** The variable a person meant, whatever the case, the accents or the apostrophe; null when none. */
export function variableNamed(written: string, use: TextUse): Variable | null {
  const key = foldName(written);
  return variablesFor(use).find(({ name }) => foldName(name) === key) ?? null;
}

/** Words people try for a variable that has another name. */
const OTHER_WORDS: Readonly<Record<string, string>> = {
  relance: "rappel",
  "relance precedente": "rappel",
  "relances precedentes": "rappel",
  nom: "contact",
  prenom: "contact",
  montant: "total",
  "total du": "total",
  "reste du": "solde",
  "numero de facture": "numéro",
  facture: "factures",
  "boutons de reponse": "réponses",
  bouton: "réponses",
  lien: "réponses",
  entreprise: "société",
  penalite: "pénalités",
};

/** The nearest name of the list, for « vouliez-vous dire »; null when nothing is near. */
export function nearestVariable(written: string, use: TextUse): string | null {
  const key = foldName(written);
  const other = OTHER_WORDS[key];
  if (other && variableNamed(other, use)) return other;
  const ranked = variablesFor(use)
    .map(({ name }) => ({ name, distance: editDistance(key, foldName(name)) }))
    .sort((a, b) => a.distance - b.distance);
  const [best] = ranked;
  return best && best.distance <= Math.max(2, Math.floor(key.length / 2)) ? best.name : null;
}

function foldName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/[\u0300-\u036f]/g, "")
    .toLowerCase()
    .replace(/[’'_\s-]+/g, " ")
    .trim();
}

/** Letters to add, remove or replace to go from one word to the other (Levenshtein). */
function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const current = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const replaced = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(replaced, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
