/**
 * One sentence shown once after a gesture, named in the address by a word of a closed list: nothing from the
 * address is ever shown as it is.
 */
import { chainSummary } from "@/domain/reporting/workChain";
import { typeset } from "@/domain/typography";
import { chained } from "./chain";
import { DONE, FAILED } from "./flashWords";
import { safeReturn } from "./paths";

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
  WEBHOOK_TESTS: "essais-rapproches",
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
