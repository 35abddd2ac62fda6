import type { ScenarioStep } from "@/domain/dunning/scenario";
import { DEBTOR_KIND_LABELS } from "@/domain/legal/debtorKind";
import { formatEuros } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { Fact, Facts } from "@/ui/lists/Facts";
import { CHANNEL_NAMES, TONE_NAMES, whenSentence } from "./words";

/** When a step runs, how, and on what conditions. */
export function StepFacts({ step }: { step: ScenarioStep }) {
  const isSent = step.channel !== "CALL";
  return (
    <Facts layout="wide">
      <Fact term="Quand" notes={["Reporté au jour ouvré suivant si ce jour ne l’est pas."]}>
        {whenSentence(step.offsetDays)}
      </Fact>
      <Fact term="Canal" notes={step.channel === "EMAIL" ? ["Un appel, si aucune adresse ne marche."] : []}>
        {CHANNEL_NAMES[step.channel]}
      </Fact>
      {isSent && <Fact term="Ton">{typeset(TONE_NAMES[step.tone])}</Fact>}
      {isSent && (
        <Fact term="Accord">
          {step.needsApproval ? "Demandé avant chaque envoi" : "Part seule, sauf en mode sûr"}
        </Fact>
      )}
      {step.needsPriorContact && (
        <Fact term="Condition">Seulement après une relance par courriel réellement partie</Fact>
      )}
      {step.channel === "EMAIL" && <Fact term="Pièces jointes">{attachmentWords(step)}</Fact>}
      {step.minBalanceCents !== null && (
        <Fact term="Montant">S’il reste dû au moins {formatEuros(step.minBalanceCents)}</Fact>
      )}
      {step.clientKinds.length > 0 && (
        <Fact term="Clients">{step.clientKinds.map((kind) => DEBTOR_KIND_LABELS[kind]).join(", ")}</Fact>
      )}
      {step.escalates && (
        <Fact term="Destinataires">La comptabilité et le décideur, dans le même message</Fact>
      )}
      {step.isOff && <Fact term="État">Désactivée, elle ne part pas</Fact>}
      {step.channel === "CALL" && (
        <Fact term="Qui">{typeset("Vous, depuis « Aujourd’hui » : l’issue s’y note en un clic")}</Fact>
      )}
    </Facts>
  );
}

/** `a`, `a et b`, `a, b et c`. */
function listWords(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} et ${parts.at(-1)}`;
}

function attachmentWords(step: ScenarioStep): string {
  const parts = [
    ...(step.attachInvoice ? ["la facture (si vous l’avez déposée)"] : []),
    ...(step.attachEarlier ? ["les relances déjà envoyées"] : []),
    ...(step.attachStatement ? ["le décompte détaillé"] : []),
  ];
  const words = listWords(parts);
  return words === "" ? "Aucune" : `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
