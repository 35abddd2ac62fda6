import type { Metadata } from "next";
import { HABIT_NAMES } from "@/domain/dunning/scenarioRule";
import { DEBTOR_KIND_LABELS } from "@/domain/legal/debtorKind";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Sentence } from "@/ui/text/Sentence";
import { type RulesView, readScenarioRules } from "@/usecases/dunning/scenarioRules";
import { ActionForm } from "../../../_forms/ActionForm";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { GestureButton } from "../../../_forms/GestureButton";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { appendRule, dropRule, liftRule } from "../actions";

export const metadata: Metadata = { title: "Qui suit quoi" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function RulesPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const view = await readScenarioRules(ctx);
  const byDefault = view.scenarios.find((scenario) => scenario.isDefault);
  return (
    <PageFrame>
      <FlashLine params={await searchParams} />
      <Crumbs above={[{ href: `/${access.slug}/scenarios`, label: "Scénarios" }]}>Qui suit quoi</Crumbs>
      <PageHead title="Qui suit quoi">
        La première règle qui convient à la facture décide. Un choix fait à la main, sur un client ou une
        facture, passe avant les règles
        {byDefault
          ? `\u00a0; sans règle, c’est « ${byDefault.name} ».`
              .replace("« ", "«\u00a0")
              .replace(" »", "\u00a0»")
          : "."}
      </PageHead>
      {view.rules.length === 0 ? (
        <EmptyState icon="filter" title="Aucune règle">
          Toutes les factures suivent le scénario de leur client, ou celui par défaut.
        </EmptyState>
      ) : (
        <RuleRows view={view} slug={access.slug} mayConfigure={may("configure")} />
      )}
      {may("configure") && (
        <Section title="Ajouter une règle">
          <ActionForm
            action={appendRule}
            hidden={{ societe: access.slug }}
            fields={fieldsOf(view)}
            submit="Ajouter la règle"
            variant="outlined"
          />
        </Section>
      )}
    </PageFrame>
  );
}

function RuleRows({ view, slug, mayConfigure }: { view: RulesView; slug: string; mayConfigure: boolean }) {
  const retour = `/${slug}/scenarios/regles`;
  return (
    <Rows label="Règles, dans l’ordre où elles sont essayées">
      {view.rules.map((rule, index) => (
        <Row
          key={rule.id}
          icon="filter"
          title={<Sentence>{rule.sentence}</Sentence>}
          {...(mayConfigure && {
            actions: (
              <>
                {index > 0 && (
                  <GestureButton
                    action={liftRule}
                    values={{ societe: slug, regle: rule.id, retour }}
                    size="small"
                    about={`la règle ${index + 1}`}
                  >
                    Essayer avant
                  </GestureButton>
                )}
                <GestureButton
                  action={dropRule}
                  values={{ societe: slug, regle: rule.id, retour }}
                  variant="quietCritical"
                  size="small"
                  about={`la règle ${index + 1}`}
                >
                  Retirer
                </GestureButton>
              </>
            ),
          })}
        >
          Suit «{"\u00a0"}
          {rule.scenarioName}
          {"\u00a0"}».
        </Row>
      ))}
    </Rows>
  );
}

function fieldsOf({ scenarios, tags }: RulesView): FieldSpec[] {
  const any = { value: "", label: "Peu importe" };
  return [
    {
      kind: "select",
      name: "scenarioId",
      label: "Suivre le scénario",
      value: scenarios[0]?.id ?? "",
      options: scenarios.map(({ id, name }) => ({ value: id, label: name })),
    },
    {
      kind: "pair",
      fields: [
        {
          kind: "select",
          name: "clientKind",
          label: "Genre de client",
          options: [any, ...Object.entries(DEBTOR_KIND_LABELS).map(([value, label]) => ({ value, label }))],
        },
        {
          kind: "select",
          name: "habit",
          label: "Habitude de paiement",
          options: [any, ...Object.entries(HABIT_NAMES).map(([value, label]) => ({ value, label }))],
        },
      ],
    },
    {
      kind: "pair",
      fields: [
        { kind: "amount", name: "minTotalCents", label: "Factures à partir de", isOptional: true },
        { kind: "amount", name: "maxTotalCents", label: "Et jusqu’à", isOptional: true },
      ],
    },
    {
      kind: "text",
      name: "tag",
      label: "Étiquette du client",
      isOptional: true,
      hint:
        tags.length > 0
          ? `Déjà posées\u00a0: ${tags.slice(0, 12).join(", ")}.`
          : "Posez-la sur la fiche du client.",
    },
  ];
}
