import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { Banner } from "@/ui/messages/Banner";
import { LetterPreview } from "@/ui/surfaces/LetterPreview";
import { ReminderPreview } from "@/ui/surfaces/ReminderPreview";
import { Sheet } from "@/ui/surfaces/Sheet";
import { Sentence } from "@/ui/text/Sentence";
import type { ScenarioView } from "@/usecases/dunning/readScenario";

interface StepTextProps {
  scenario: ScenarioView;
}

/** The words of a step on the chosen invoice: message, script of a call, or letter. */
export function StepText({ scenario }: StepTextProps) {
  const { preview, step } = scenario;
  if (!preview || !step) return null;
  switch (preview.kind) {
    case "EMAIL":
      return (
        <ReminderPreview
          from={preview.from}
          to={[...preview.to, ...preview.cc].join(", ") || "l’adresse de votre client"}
          content={preview.content}
        />
      );
    case "CALL":
      return (
        <Sheet>
          <p className="label">
            {[preview.contactName, preview.phone && formatPhoneNumber(preview.phone)]
              .filter(Boolean)
              .join(", ") || "Votre client"}
          </p>
          <blockquote className="prose">
            <Sentence>{preview.script}</Sentence>
          </blockquote>
        </Sheet>
      );
    case "LETTER":
      return <LetterPreview notice={preview.notice} />;
    case "NONE":
      return <Banner tone="caution">{preview.problem}</Banner>;
  }
}
