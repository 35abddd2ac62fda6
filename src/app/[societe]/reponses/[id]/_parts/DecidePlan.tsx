import { addDays } from "@/domain/calendar";
import { formatDate } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { Buttons } from "@/ui/controls/Buttons";
import { FormLead } from "@/ui/controls/FormLead";
import { Section } from "@/ui/layout/Section";
import { AmountLines } from "@/ui/lists/AmountLines";
import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Banner } from "@/ui/messages/Banner";
import { Details } from "@/ui/messages/Details";
import type { AnswerView } from "@/usecases/settlement/readAnswer";
import type { PlanView } from "@/usecases/settlement/readPlan";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { acceptSchedule, counterSchedule, endSchedule, refuseSchedule } from "../actions";

interface PlanProps {
  answer: AnswerView;
  plan: PlanView;
  slug: string;
  mayWork: boolean;
}

/** Most payments proposed in the list; the debtor's own limits stand in the settings. */
const COUNTS = [2, 3, 4, 5, 6, 9, 12];

/** A schedule: what is asked, what is agreed, what came of it, and the creditor's word. */
export function DecidePlan({ answer, plan, slug, mayWork }: PlanProps) {
  const hidden = { societe: slug, reponse: answer.id };
  return (
    <>
      <Section title={SCHEDULE_TITLES[plan.state]}>
        <Schedule plan={plan} />
        <p className="muted">
          {`${plan.signerName} a reconnu devoir cette somme le ${formatDate(plan.acknowledgedOn)}.`}
        </p>
        {plan.state === "RUNNING" && plan.documentProblem && (
          <Banner tone="caution">
            {`L’accord écrit n’a pas pu être imprimé, et n’est parti à personne. ${plan.documentProblem} Nouvel essai demain.`}
          </Banner>
        )}
        {plan.isEndedByInsolvency && (
          <p className="muted">
            Une procédure collective a été ouverte{NBSP}: les versements ne sont plus attendus, la créance se
            déclare.
          </p>
        )}
        {plan.documentId && (
          <DocumentLinks
            documents={[
              { href: `/${slug}/documents/${plan.documentId}`, title: "Accord d’échéancier (PDF)" },
            ]}
          />
        )}
      </Section>
      {mayWork && plan.state === "PROPOSED" && answer.isWaiting && (
        <Section title="Votre réponse">
          <FormLead>
            Accepté, l’accord écrit avec la reconnaissance de dette part aux deux par courriel, et les
            relances attendent tant qu’il est tenu.
          </FormLead>
          <Buttons>
            <GestureButton action={acceptSchedule} values={hidden} variant="primary">
              Accepter ces versements
            </GestureButton>
          </Buttons>
          <Counter answer={answer} plan={plan} hidden={hidden} />
          <Details summary="Refuser" name="echeancier">
            <ActionForm
              action={refuseSchedule}
              hidden={hidden}
              idPrefix="refus-"
              fields={[
                {
                  kind: "textarea",
                  name: "note",
                  label: "Ce que le client lira",
                  isOptional: true,
                },
              ]}
              submit="Refuser et reprendre les relances"
              variant="outlined"
            />
          </Details>
        </Section>
      )}
      {mayWork && (plan.state === "RUNNING" || plan.state === "BROKEN") && (
        <Section title="Mettre fin à l’échéancier">
          <FormLead>Tout ce qui reste dû redevient exigible, et les relances reprennent.</FormLead>
          <GestureButton action={endSchedule} values={hidden} variant="outlined">
            Mettre fin à l’échéancier
          </GestureButton>
        </Section>
      )}
    </>
  );
}

const SCHEDULE_TITLES: Record<PlanView["state"], string> = {
  PROPOSED: "Versements demandés",
  COUNTERED: "Versements que vous proposez, en attente du client",
  RUNNING: "Échéancier en cours",
  REFUSED: "Versements refusés",
  KEPT: "Échéancier tenu",
  BROKEN: "Échéancier non tenu",
  ENDED: "Échéancier terminé",
};

function Schedule({ plan }: { plan: PlanView }) {
  let expectedCents = 0n;
  const lines = plan.schedule.map((part, index) => {
    expectedCents += part.amountCents;
    const isPaid = plan.agreedOn !== null && expectedCents <= plan.paidCents;
    return {
      label: `${index + 1}. Le ${formatDate(part.dueOn)}`,
      note: isPaid ? "Reçu" : undefined,
      amountCents: part.amountCents,
    };
  });
  return <AmountLines lines={lines} total={{ label: "Total", amountCents: plan.totalCents }} />;
}

function Counter({
  answer,
  plan,
  hidden,
}: Omit<PlanProps, "slug" | "mayWork"> & { hidden: Record<string, string> }) {
  return (
    <Details summary="Proposer d’autres versements" name="echeancier">
      <ActionForm
        action={counterSchedule}
        hidden={hidden}
        idPrefix="autre-"
        fields={[
          {
            kind: "pair",
            fields: [
              {
                kind: "select",
                name: "count",
                label: "En combien de fois",
                hint: "Une fois par mois.",
                value: String(Math.max(2, plan.schedule.length - 1)),
                options: COUNTS.map((count) => ({
                  value: String(count),
                  label: `${count}${NBSP}fois`,
                })),
              },
              {
                kind: "date",
                name: "firstOn",
                label: "Premier versement le",
                value: plan.schedule[0]?.dueOn ?? addDays(answer.today, 7),
              },
            ],
          },
          { kind: "textarea", name: "note", label: "Un mot au client", isOptional: true },
        ]}
        submit="Envoyer cette proposition"
        variant="outlined"
      />
    </Details>
  );
}
