import type { CourtRoute } from "@/domain/legal/courtRoute";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { PlainList } from "@/ui/lists/PlainList";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";

interface RouteAdviceProps {
  route: CourtRoute;
  /** What would follow once this step is done. */
  next: CourtRoute | null;
}

/** Why this way, what to do in order, what is missing, what comes after. */
export function RouteAdvice({ route, next }: RouteAdviceProps) {
  return (
    <>
      <Section title="Pourquoi" id="pourquoi">
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
        <PlainList items={route.steps} isOrdered />
      </Section>
      <Section title="Ce qui manque au dossier" id="manque">
        {route.missingDocuments.length === 0 ? (
          <p className="muted">Toutes les pièces attendues sont au dossier.</p>
        ) : (
          <PlainList items={route.missingDocuments} />
        )}
      </Section>
      {next && (
        <Section title={`Ensuite, une fois prêt\u00a0: ${lowerFirst(next.title)}`} id="ensuite">
          <Stack>
            <p>
              <Sentence>{next.reason}</Sentence>
            </p>
            <PlainList items={next.steps} isOrdered />
          </Stack>
        </Section>
      )}
    </>
  );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
