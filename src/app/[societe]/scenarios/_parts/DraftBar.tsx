import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { Details } from "@/ui/messages/Details";
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
      <Details summary="Abandonner le brouillon">
        <p className="small muted">
          Tout ce que ce brouillon change sera perdu{"\u00a0"}; la version en service reste telle quelle.
        </p>
        <GestureButton
          action={giveUpDraft}
          values={{ societe: slug, scenario: scenario.id, retour: here }}
          variant="critical"
          size="small"
        >
          Oui, abandonner
        </GestureButton>
      </Details>
    </Buttons>
  );
}
