import type { CourtRoute } from "@/domain/legal/courtRoute";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";

/** Why this way, what to do in order, what is missing; never advice. */
export function RouteAdvice({ route }: { route: CourtRoute }) {
  return (
    <>
      <Banner tone="info">
        <Sentence>{route.disclaimer}</Sentence>
      </Banner>
      <Section title="Pourquoi cette voie" id="pourquoi">
        <Stack>
          <p>
            <Sentence>{route.reason}</Sentence>
          </p>
          {route.notes.map((note) => (
            <p key={note}>
              <Notice tone="caution">
                <Sentence>{note}</Sentence>
              </Notice>
            </p>
          ))}
        </Stack>
      </Section>
      <Section title="Que faire, dans l’ordre" id="etapes">
        <ol>
          {route.steps.map((step) => (
            <li key={step}>
              <Sentence>{step}</Sentence>
            </li>
          ))}
        </ol>
      </Section>
      <Section title="Ce qui manque au dossier" id="manque">
        {route.missingDocuments.length === 0 ? (
          <p className="muted">Toutes les pièces attendues sont au dossier.</p>
        ) : (
          <ul>
            {route.missingDocuments.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
      </Section>
    </>
  );
}
