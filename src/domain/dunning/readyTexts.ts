/** The texts that speak until a person writes their own: by moment, language and form of address. */
import { type AddressForm, type Channel, isCourtesy, type ScenarioStep, type Tone } from "./scenario";
import type { StepText } from "./textTemplate";

export type TextLanguage = "fr" | "en";
export const TEXT_LANGUAGES: readonly TextLanguage[] = ["fr", "en"];

/** The step whose words a contact speaks, when several are gathered. */
export interface LeadingStep {
  stepId: string;
  channel: Channel;
  tone: Tone;
  offsetDays: number;
  form: AddressForm;
  attachEarlier: boolean;
  attachStatement: boolean;
  /** Own words, by language. */
  texts: Partial<Record<TextLanguage, StepText>>;
}

type Moment = "COURTESY" | Tone | "CALL";

/** True for the channels whose words a person may write. A letter follows the law, clause by clause. */
export function hasOwnText(channel: Channel): boolean {
  return channel === "EMAIL" || channel === "CALL";
}

/** The text of a step before anyone changes it. */
export function readyText(
  step: Pick<ScenarioStep, "channel" | "tone" | "offsetDays">,
  language: TextLanguage,
  form: AddressForm,
): StepText {
  const moment: Moment = step.channel === "CALL" ? "CALL" : isCourtesy(step) ? "COURTESY" : step.tone;
  if (language === "en") return ENGLISH[moment];
  return form === "FRIENDLY" ? FRENCH_FRIENDLY[moment] : FRENCH[moment];
}

/** True for any ready-made text: one that nobody has changed follows the tone when it changes. */
export function isReadyText({ subject, body }: StepText, language: TextLanguage): boolean {
  const sets = language === "en" ? [ENGLISH] : [FRENCH, FRENCH_FRIENDLY];
  return sets.some((set) =>
    Object.values(set).some((ready) => ready.subject === subject && flat(ready.body) === flat(body)),
  );
}

const flat = (words: string) => words.replace(/\s+/g, " ").trim();

/** Paragraphs of a message, blank lines between them. */
function text(subject: string, ...paragraphs: string[]): StepText {
  return { subject, body: paragraphs.join("\n\n") };
}

const FRENCH: Record<Moment, StepText> = {
  COURTESY: text(
    "{{titre}}, échéance prochaine",
    "{{bonjour}}",
    "{{factures}} {{à venir}}. Rien n’est en retard : ce mot vous laisse seulement le temps de prévoir {{règlement}}.",
    "{{décompte}}",
    "{{réponses}}",
    "{{pièces jointes}}",
    "Si le règlement est déjà prévu, merci, et ne tenez pas compte de ce message.",
    "{{signature}}",
  ),
  FRIENDLY: text(
    "{{titre}}, un rappel",
    "{{bonjour}}",
    "{{factures}} {{échue}}. Sauf erreur de notre part, nous n’avons pas encore reçu {{règlement}}.",
    "{{décompte}}",
    "{{réponses}}",
    "{{pièces jointes}}",
    "Si le virement est déjà parti, merci, et ne tenez pas compte de ce rappel.",
    "{{signature}}",
  ),
  FIRM: text(
    "{{titre}}, {{retard}}",
    "{{bonjour}}",
    "{{rappel}}, {{factures}} {{impayée}}.",
    "{{décompte}}",
    "Merci de régler cette somme d’ici au {{date demandée}}, ou de nous dire ce qui l’empêche.",
    "{{réponses}}",
    "{{pièces jointes}}",
    "{{suite}}",
    "{{signature}}",
  ),
  FINAL: text(
    "{{titre}}, dernier rappel",
    "{{bonjour}}",
    "{{rappel}}, {{factures}} {{impayée}}. Ce message est notre dernier rappel.",
    "{{décompte}}",
    "Merci de régler cette somme d’ici au {{date demandée}}, ou de nous dire ce qui l’empêche.",
    "{{réponses}}",
    "{{pièces jointes}}",
    "{{suite}}",
    "{{signature}}",
  ),
  CALL: text("", "Bonjour, {{appelant}}, {{de société}}. Je vous appelle pour {{motif}}. {{question}}"),
};

const FRENCH_FRIENDLY: Record<Moment, StepText> = {
  COURTESY: text(
    "{{titre}}, échéance prochaine",
    "{{bonjour}}",
    "{{factures}} {{à venir}}. Rien n’est en retard : c’est juste pour te laisser le temps de prévoir {{règlement}}.",
    "{{décompte}}",
    "{{réponses}}",
    "{{pièces jointes}}",
    "Si le règlement est déjà prévu, merci, et ne tiens pas compte de ce message.",
    "{{signature}}",
  ),
  FRIENDLY: text(
    "{{titre}}, un petit rappel",
    "{{bonjour}}",
    "{{factures}} {{échue}}. Sauf erreur de ma part, je n’ai pas encore reçu {{règlement}}.",
    "{{décompte}}",
    "{{réponses}}",
    "{{pièces jointes}}",
    "Si le virement est déjà parti, merci, et ne tiens pas compte de ce rappel.",
    "{{signature}}",
  ),
  FIRM: text(
    "{{titre}}, {{retard}}",
    "{{bonjour}}",
    "{{rappel}}, {{factures}} {{impayée}}.",
    "{{décompte}}",
    "Merci de régler cette somme d’ici au {{date demandée}}, ou de me dire ce qui l’empêche.",
    "{{réponses}}",
    "{{pièces jointes}}",
    "{{suite}}",
    "{{signature}}",
  ),
  FINAL: text(
    "{{titre}}, dernier rappel",
    "{{bonjour}}",
    "{{rappel}}, {{factures}} {{impayée}}. Ce message est mon dernier rappel.",
    "{{décompte}}",
    "Merci de régler cette somme d’ici au {{date demandée}}, ou de me dire ce qui l’empêche.",
    "{{réponses}}",
    "{{pièces jointes}}",
    "{{suite}}",
    "{{signature}}",
  ),
  CALL: text("", "Bonjour, c’est {{appelant}}, {{de société}}. Je t’appelle pour {{motif}}. {{question}}"),
};

const ENGLISH: Record<Moment, StepText> = {
  COURTESY: text(
    "{{titre}}, due soon",
    "{{bonjour}}",
    "{{factures}} {{à venir}}. Nothing is late: this note only leaves you time to plan {{règlement}}.",
    "{{décompte}}",
    "{{réponses}}",
    "{{pièces jointes}}",
    "If the payment is already planned, thank you, and please ignore this message.",
    "{{signature}}",
  ),
  FRIENDLY: text(
    "{{titre}}, a reminder",
    "{{bonjour}}",
    "{{factures}} {{échue}}. Unless we are mistaken, we have not yet received {{règlement}}.",
    "{{décompte}}",
    "{{réponses}}",
    "{{pièces jointes}}",
    "If the transfer has already left, thank you, and please ignore this reminder.",
    "{{signature}}",
  ),
  FIRM: text(
    "{{titre}}, {{retard}}",
    "{{bonjour}}",
    "{{rappel}}, {{factures}} {{impayée}}.",
    "{{décompte}}",
    "Please pay this sum by {{date demandée}}, or tell us what prevents it.",
    "{{réponses}}",
    "{{pièces jointes}}",
    "{{suite}}",
    "{{signature}}",
  ),
  FINAL: text(
    "{{titre}}, last reminder",
    "{{bonjour}}",
    "{{rappel}}, {{factures}} {{impayée}}. This message is our last reminder.",
    "{{décompte}}",
    "Please pay this sum by {{date demandée}}, or tell us what prevents it.",
    "{{réponses}}",
    "{{pièces jointes}}",
    "{{suite}}",
    "{{signature}}",
  ),
  CALL: text("", "Hello, this is {{appelant}}, {{de société}}. I am calling about {{motif}}. {{question}}"),
};

/** The words of a step in the language of its reader: its own, or the ready-made ones. */
export function wordsOf(
  step: Pick<LeadingStep, "channel" | "tone" | "offsetDays" | "form" | "texts">,
  language: TextLanguage,
): StepText {
  return step.texts[language] ?? readyText(step, language, step.form);
}

/** What leads a message whose step is no longer known: the tone it was decided with. */
export function unknownStep(tone: Tone): LeadingStep {
  const offsetDays = 1;
  return {
    stepId: "",
    channel: "EMAIL",
    tone,
    offsetDays,
    form: "FORMAL",
    attachEarlier: false,
    attachStatement: false,
    texts: {},
  };
}
