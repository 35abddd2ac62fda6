import { typeset } from "@/domain/typography";
import { Button } from "@/ui/controls/Button";
import { Buttons } from "@/ui/controls/Buttons";
import { Checkbox } from "@/ui/controls/Checkbox";
import { FieldPair, FormStack } from "@/ui/controls/FormStack";
import { Select } from "@/ui/controls/Select";
import { TextInput } from "@/ui/controls/TextInput";
import { Section } from "@/ui/layout/Section";
import type { CourtQuery, CourtRouteView } from "@/usecases/legal/readCourtRoute";

interface CourtQuestionsProps {
  view: CourtRouteView;
  query: CourtQuery;
  base: string;
}

/** What the records cannot know; the answers stay in the address of the page. */
export function CourtQuestions({ view, query, base }: CourtQuestionsProps) {
  const { answers } = view;
  return (
    <Section
      title="Vos réponses"
      id="reponses"
      aside="Elles changent la voie proposée et ne sont pas enregistrées."
    >
      <form action={`${base}/voie-judiciaire`} method="get">
        {query.withOthers && <input type="hidden" name="portee" value="client" />}
        <FormStack>
          <FieldPair>
            <Select
              name="activite"
              label="Activité du client"
              defaultValue={answers.activity}
              options={[
                { value: "COMMERCIAL", label: "Société commerciale, commerçant ou artisan" },
                {
                  value: "CIVIL",
                  label: "Profession libérale, association, SCI, agriculteur ou particulier",
                },
              ]}
            />
            <TextInput
              name="tribunal"
              label="Ville du tribunal du client"
              hint={typeset("Celui de son siège ou de son domicile : voyez justice.fr.")}
              defaultValue={answers.courtCity}
              isOptional
            />
          </FieldPair>
          <Select
            name="repond"
            label={typeset("Le client répond-il ?")}
            defaultValue={answers.isTalking ? "oui" : "non"}
            options={[
              { value: "oui", label: "Oui, il répond ou promet de payer" },
              { value: "non", label: "Non, il ne répond plus" },
            ]}
          />
          <Checkbox
            name="refus"
            label="Il a refusé un accord, ou laissé passer une procédure de petites créances"
            value="1"
            defaultChecked={query.hasRefused}
          />
          <Checkbox
            name="rapide"
            label="Il paraît solvable, et je veux un titre rapidement"
            value="1"
            defaultChecked={query.wantsQuickTitle}
          />
          <Buttons>
            <Button variant="outlined">Revoir la proposition</Button>
          </Buttons>
        </FormStack>
      </form>
    </Section>
  );
}
