import type { ScenarioStep } from "@/domain/dunning/scenario";
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
      {step.channel === "EMAIL" && (
        <Fact term="Pièce jointe">
          {step.attachInvoice ? "La facture, si vous l’avez déposée" : "Aucune"}
        </Fact>
      )}
      {step.channel === "CALL" && (
        <Fact term="Qui">{typeset("Vous, depuis « Aujourd’hui » : l’issue s’y note en un clic")}</Fact>
      )}
    </Facts>
  );
}
