import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { GestureButton } from "../../../_forms/GestureButton";
import { giveUpDraft } from "../actions";
import type { ScenarioPageContext } from "./ScenarioPage";

/** What can be done with a draft as a whole. */
export function DraftBar({ page }: { page: ScenarioPageContext }) {
  const { scenario, slug, here } = page;
  if (!page.mayConfigure) return null;
  return (
    <Buttons>
      <ButtonLink href={`${here}/modifier`} size="small">
        Nom et tutoiement
      </ButtonLink>
      <GestureButton
        action={giveUpDraft}
        values={{ societe: slug, scenario: scenario.id, retour: here }}
        variant="quietCritical"
        size="small"
      >
        Abandonner le brouillon
      </GestureButton>
    </Buttons>
  );
}
