import { courtReferences } from "@/domain/legal/courtData";
import { Section } from "@/ui/layout/Section";
import { BriefRow } from "@/ui/lists/BriefRow";
import { Rows } from "@/ui/lists/Rows";
import { Details } from "@/ui/messages/Details";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";

/** Every figure and form in use, with its date and its source, so that they can be checked. */
export function CourtReferences() {
  return (
    <Section title="Seuils, formulaires et coûts utilisés" id="sources">
      <Details summary="Voir les chiffres, leur date et leur source">
        <Rows label="Chiffres et formulaires">
          {courtReferences().map((reference) => (
            <BriefRow
              key={reference.label}
              title={reference.label}
              end={<NoBreak>{reference.value}</NoBreak>}
            >
              <Sentence>{reference.source}</Sentence>
            </BriefRow>
          ))}
        </Rows>
      </Details>
    </Section>
  );
}
