/**
 * Why something happens to an invoice, or does not: data first, so that the planner, the
 * journal and the forecast share it, and French sentences for people.
 */

import type { LocalDate } from "../calendar";
import {
  formatDate,
  formatDateLong,
  formatDayMonth,
  formatMinuteOfDay,
  inDays,
  weekdayName,
} from "../dateText";
import { unreachable } from "../invariant";
import { NBSP } from "../money";
import type { HoldKind, HoldOrigin, HoldSort, InFlightFact } from "./facts";
import { type Channel, offsetLabel } from "./scenario";

/** Why a step of the scenario is not for an invoice. */
export type SkipCause = "OFF" | "AMOUNT" | "KIND" | "TOO_LATE";

export type Reason =
  | {
      code:
        | "PAID"
        | "CANCELLED"
        | "WRITTEN_OFF"
        | "COMPANY_PAUSED"
        | "CLIENT_OPT_OUT"
        | "INVOICE_OPT_OUT"
        | "NO_SCENARIO";
    }
  | { code: "SCENARIO_FINISHED"; lastOffsetDays: number | null }
  | ({ code: "HELD"; untilOn: LocalDate | null; note: string; debitOn?: LocalDate } & HoldSort)
  | { code: "HOLD_OVER"; kind: HoldKind; untilOn: LocalDate }
  | { code: "IN_FLIGHT"; channel: Channel; state: InFlightFact["state"] }
  /** `isMoved`: the day is not the one of the scenario, and the reasons that follow say why. */
  | { code: "NOT_YET"; offsetDays: number; on: LocalDate; isMoved?: true }
  | { code: "DAY_REACHED"; offsetDays: number; on: LocalDate }
  | { code: "MOVED"; from: LocalDate; to: LocalDate; because: string }
  | { code: "EARLIER_DONE"; count: number; offsets: readonly number[] }
  | { code: "SUPERSEDES"; offsets: readonly number[] }
  | { code: "GAP_KEPT"; days: number; since: LocalDate; isSetAside?: true }
  /** Entered after the day of its first reminder, which leaves before anything firmer. */
  | { code: "STARTS_OVER"; enteredOn: LocalDate; offsetDays: number }
  | { code: "NEEDS_PRIOR_CONTACT"; offsetDays: number }
  | { code: "STEP_SKIPPED"; because: SkipCause; offsets: readonly number[] }
  | { code: "PART_DISPUTED"; amount: string }
  | { code: "FREE_CREDIT"; amount: string }
  | { code: "PRESSURE_OK"; lastOn: LocalDate | null; count: number; limit: number; hours: number }
  | { code: "PRESSURE_GAP"; lastOn: LocalDate; hours: number; until: LocalDate }
  | { code: "PRESSURE_COUNT"; count: number; until: LocalDate }
  | { code: "OUT_OF_WINDOW"; on: LocalDate; minute: number }
  | { code: "NO_EMAIL" }
  | { code: "NEEDS_APPROVAL"; because: "FORMAL_NOTICE" | "SAFE_MODE" | "STEP" };

/** How a page marks a reason: it allows, it makes wait, or it asks for a person. */
export type ReasonMark = "ok" | "wait" | "person";

export function reasonMark(reason: Reason): ReasonMark {
  switch (reason.code) {
    case "DAY_REACHED":
    case "MOVED":
    case "EARLIER_DONE":
    case "SUPERSEDES":
    case "GAP_KEPT":
    case "STARTS_OVER":
    case "PRESSURE_OK":
    case "HOLD_OVER":
    case "STEP_SKIPPED":
    case "PART_DISPUTED":
      return "ok";
    case "NEEDS_APPROVAL":
    case "NEEDS_PRIOR_CONTACT":
    case "NO_EMAIL":
    case "IN_FLIGHT":
    case "FREE_CREDIT":
      return "person";
    default:
      return "wait";
  }
}

/** What makes an invoice past due wait, whatever else is said of its day. */
const HOLDING: readonly Reason["code"][] = ["HELD", "FREE_CREDIT", "PRESSURE_GAP", "PRESSURE_COUNT"];

/**
 * The reason that makes an invoice wait, among those of its plan: a day that has come explains
 * nothing. Null for a plan without reasons.
 */
export function waitingReason(reasons: readonly Reason[]): Reason | null {
  return (
    reasons.find(({ code }) => HOLDING.includes(code)) ??
    reasons.find((reason) => reasonMark(reason) === "wait") ??
    reasons[0] ??
    null
  );
}

const HOLD_NAMES: Record<HoldKind | HoldOrigin, string> = {
  DISPUTE: "Litige ouvert",
  PROMISE: "Promesse de règlement",
  DECLARATION: "Le client déclare avoir payé",
  PLAN: "Échéancier en cours",
  INSOLVENCY: "Procédure collective",
  MANUAL: "Suspendue par vous",
  PROGRAM: "Suspendue par votre programme (API)",
  DECISION: "Délai donné après votre décision",
  E_INVOICE_STATUS: "Statut de la facture électronique",
  REPLY: "Le client a répondu",
  DIRECT_DEBIT: "Prélèvement prévu",
  BANK_LINE: "Virement reçu, à rapprocher",
  IMPORT: "Suspendue à l’import",
};

/** `Litige ouvert`, `Promesse de règlement`… */
export function holdName({ kind, origin }: HoldSort): string {
  return HOLD_NAMES[origin ?? kind];
}

const PAST_HOLD_NAMES: Record<HoldKind | HoldOrigin, string> = {
  DISPUTE: "Litige clos",
  PROMISE: "Promesse de règlement, close",
  DECLARATION: "Le client a déclaré avoir payé",
  PLAN: "Échéancier clos",
  INSOLVENCY: "Procédure collective, close",
  MANUAL: "Suspension levée",
  PROGRAM: "Suspension de votre programme (API), levée",
  DECISION: "Délai donné après votre décision, clos",
  E_INVOICE_STATUS: "Statut de la facture électronique, clos",
  REPLY: "Le client avait répondu",
  DIRECT_DEBIT: "Prélèvement clos",
  BANK_LINE: "Virement reçu, examiné",
  IMPORT: "Suspension de l’import, levée",
};

/** The same once it has ended: `Litige clos`. */
export function pastHoldName({ kind, origin }: HoldSort): string {
  return PAST_HOLD_NAMES[origin ?? kind];
}

const COUNT_WORDS = ["Aucune", "Une", "Deux", "Trois", "Quatre", "Cinq", "Six", "Sept", "Huit", "Neuf"];

function countWord(count: number): string {
  return COUNT_WORDS[count] ?? String(count);
}

/** The same for contacts, a masculine word: `Aucun`, `Un`, `Deux`. */
function contactCount(count: number): string {
  return ["Aucun", "Un"][count] ?? countWord(count);
}

function labels(offsets: readonly number[]): string {
  const names = offsets.map(offsetLabel);
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} et ${names.at(-1)}`;
}

function ordinalDay(offsetDays: number): string {
  if (offsetDays === 0) return "le jour de l’échéance";
  return `${inDays(Math.abs(offsetDays))} ${offsetDays < 0 ? "avant" : "après"} l’échéance`;
}

function heldSentence(reason: Extract<Reason, { code: "HELD" }>): string {
  if (reason.kind === "DIRECT_DEBIT") {
    const day = reason.debitOn ? ` le ${formatDate(reason.debitOn)}` : "";
    return `Prélèvement prévu${day}${NBSP}; rien ne part tant qu’il n’est pas rejeté.`;
  }
  const until = reason.untilOn
    ? `, jusqu’au ${formatDate(reason.untilOn)}`
    : reason.kind === "DISPUTE"
      ? ", jusqu’à votre réponse"
      : "";
  // The sentence has its own full stop. What came with a decision is its name again.
  const words = reason.origin === "DECISION" ? "" : reason.note.replace(/[.\s]+$/, "");
  if (reason.kind === "IMPORT") {
    // Our own words: the import wrote them.
    return `${holdName(reason)}${until}. ${words}${NBSP}: vérifiez qu’elle reste due, puis reprenez ses relances.`;
  }
  const note = words ? `${NBSP}: «${NBSP}${words}${NBSP}»` : "";
  return `${holdName(reason)}${until}${note}.`;
}

function holdOverSentence(reason: Extract<Reason, { code: "HOLD_OVER" }>): string {
  const day = formatDayMonth(reason.untilOn);
  switch (reason.kind) {
    case "PROMISE":
      return `La promesse n’a pas été tenue${NBSP}: la suspension a couru jusqu’au ${day}.`;
    case "DECLARATION":
      return `Le règlement annoncé n’a pas été confirmé${NBSP}: la suspension a couru jusqu’au ${day}.`;
    case "BANK_LINE":
      return `Personne n’a rapproché le virement reçu${NBSP}: la suspension a couru jusqu’au ${day}.`;
    default:
      return `La suspension a couru jusqu’au ${day}.`;
  }
}

function inFlightSentence(reason: Extract<Reason, { code: "IN_FLIGHT" }>): string {
  const isLetter = reason.channel === "FORMAL_NOTICE" || reason.channel === "LETTER";
  switch (reason.state) {
    case "AWAITING_APPROVAL":
      return isLetter ? "Une mise en demeure attend votre accord." : "Une relance attend votre accord.";
    case "LEAVING":
      return "Une relance est en train de partir.";
    case "UNCERTAIN":
      return `La dernière relance est peut-être partie${NBSP}: dites-le avant la suite.`;
    case "TO_POST":
      return "Une lettre approuvée attend d’être postée.";
  }
}

function skippedSentence({ because, offsets }: Extract<Reason, { code: "STEP_SKIPPED" }>): string {
  const isOne = offsets.length === 1;
  const what = isOne ? `L’étape ${labels(offsets)}` : `Les étapes ${labels(offsets)}`;
  switch (because) {
    case "OFF":
      return `${what} ${isOne ? "est désactivée" : "sont désactivées"} dans le scénario.`;
    case "AMOUNT":
      return `${what} ${isOne ? "demande" : "demandent"} un reste dû plus élevé.`;
    case "KIND":
      return `${what} ${isOne ? "ne concerne" : "ne concernent"} pas ce genre de client.`;
    case "TOO_LATE":
      return isOne
        ? `${what} ne pourrait partir qu’après l’échéance${NBSP}: elle est laissée de côté.`
        : `${what} ne pourraient partir qu’après l’échéance${NBSP}: elles sont laissées de côté.`;
  }
}

/** The reason in one French sentence. */
export function reasonSentence(reason: Reason): string {
  switch (reason.code) {
    case "PAID":
      return "La facture est soldée.";
    case "CANCELLED":
      return "La facture est annulée.";
    case "WRITTEN_OFF":
      return "La facture est passée en perte.";
    case "COMPANY_PAUSED":
      return "Toutes les relances de la société sont arrêtées.";
    case "CLIENT_OPT_OUT":
      return "Ce client n’est jamais relancé automatiquement.";
    case "INVOICE_OPT_OUT":
      return "Cette facture n’est jamais relancée automatiquement.";
    case "NO_SCENARIO":
      return "Aucun scénario ne s’applique à ce client.";
    case "SCENARIO_FINISHED":
      return reason.lastOffsetDays === null
        ? "Le scénario n’a plus d’étape pour cette facture."
        : `Toutes les étapes du scénario ont eu lieu, la dernière à ${offsetLabel(reason.lastOffsetDays)}.`;
    case "HELD":
      return heldSentence(reason);
    case "HOLD_OVER":
      return holdOverSentence(reason);
    case "IN_FLIGHT":
      return inFlightSentence(reason);
    case "NOT_YET":
      return reason.isMoved
        ? `${offsetLabel(reason.offsetDays)} est prévu le ${formatDateLong(reason.on)}.`
        : `${offsetLabel(reason.offsetDays)} tombe le ${formatDateLong(reason.on)}, ${ordinalDay(reason.offsetDays)}.`;
    case "DAY_REACHED":
      return `${offsetLabel(reason.offsetDays)} est atteint depuis le ${formatDateLong(reason.on)}, un jour ouvré.`;
    case "MOVED":
      return `Le ${formatDayMonth(reason.from)} est ${reason.because}${NBSP}: reporté au ${formatDateLong(reason.to)}.`;
    case "EARLIER_DONE":
      return reason.count === 1
        ? `Une étape a déjà eu lieu${NBSP}: ${labels(reason.offsets)}.`
        : `${countWord(reason.count)} étapes ont déjà eu lieu${NBSP}: ${labels(reason.offsets)}.`;
    case "SUPERSEDES":
      return reason.offsets.length === 1
        ? `L’étape ${labels(reason.offsets)} est dépassée${NBSP}: une seule relance part, la plus avancée.`
        : `Les étapes ${labels(reason.offsets)} sont dépassées${NBSP}: une seule relance part, la plus avancée.`;
    case "GAP_KEPT":
      return `L’étape précédente${reason.isSetAside ? ", tardive, a été écartée" : " a eu lieu tard,"} le ${formatDayMonth(reason.since)}${NBSP}: l’écart de ${inDays(reason.days)} est conservé.`;
    case "STARTS_OVER":
      return `Saisie le ${formatDayMonth(reason.enteredOn)}, après le jour de ${offsetLabel(reason.offsetDays)}${NBSP}: son client n’a encore reçu aucune relance pour elle, elle reprend donc au premier courriel.`;
    case "NEEDS_PRIOR_CONTACT":
      return `L’étape ${offsetLabel(reason.offsetDays)} demande qu’une relance ait d’abord eu lieu.`;
    case "STEP_SKIPPED":
      return skippedSentence(reason);
    case "PART_DISPUTED":
      return `${reason.amount} sont contestés et mis de côté${NBSP}: le reste de la facture suit son cours.`;
    case "FREE_CREDIT":
      return `Ce client dispose d’un avoir de ${reason.amount} non affecté${NBSP}: affectez-le avant de relancer.`;
    case "PRESSURE_OK":
      return reason.lastOn === null
        ? `Aucun contact automatique avec ce client ces 30${NBSP}derniers jours.`
        : `Dernier contact automatique le ${formatDayMonth(reason.lastOn)}${NBSP}: plus de ${reason.hours}${NBSP}heures, ${contactCount(reason.count).toLowerCase()} sur ${reason.limit} en 30${NBSP}jours.`;
    case "PRESSURE_GAP":
      return `Ce client a déjà un contact au ${formatDayMonth(reason.lastOn)}${NBSP}: un seul contact automatique en ${reason.hours}${NBSP}heures, repris le ${formatDateLong(reason.until)}.`;
    case "PRESSURE_COUNT":
      return `${contactCount(reason.count)} contact${reason.count > 1 ? "s automatiques" : " automatique"} en 30${NBSP}jours${NBSP}: repris le ${formatDateLong(reason.until)}.`;
    case "OUT_OF_WINDOW":
      return `Hors de votre plage d’envoi${NBSP}: ${weekdayName(reason.on)} ${formatDayMonth(reason.on)} à ${formatMinuteOfDay(reason.minute)}.`;
    case "NO_EMAIL":
      return `Aucune adresse électronique utilisable${NBSP}: le courriel devient un appel à passer.`;
    case "NEEDS_APPROVAL":
      return {
        FORMAL_NOTICE: "Une mise en demeure attend toujours l’accord d’une personne.",
        SAFE_MODE: `Le mode sûr est actif${NBSP}: rien ne part sans votre accord.`,
        STEP: "Cette étape demande votre accord.",
      }[reason.because];
    default:
      return unreachable(reason);
  }
}
