import type { Metadata } from "next";
import { formatDateLong } from "@/domain/dateText";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Banner } from "@/ui/messages/Banner";
import { Sentence } from "@/ui/text/Sentence";
import { readStatementSettings, type StatementSettings } from "@/usecases/settlement/saveStatementSchedule";
import { ActionForm } from "../../../_forms/ActionForm";
import type { FieldSpec } from "../../../_forms/fieldSpec";
import { enterCompany } from "../../../_server/company";
import { SettingsPage } from "../_parts/SettingsPage";
import { saveSchedule } from "./actions";

export const metadata: Metadata = { title: "Relevés de compte" };

export default async function StatementsPage({ params }: { params: Promise<{ societe: string }> }) {
  const { societe } = await params;
  const { ctx, access } = await enterCompany(societe, "configure");
  const settings = await readStatementSettings(ctx);
  return (
    <SettingsPage
      slug={access.slug}
      title="Relevés de compte"
      lead="Chaque mois, le point du compte : ce qui est ouvert, ce qui est arrivé, le solde. Sans pénalités."
    >
      {settings.isStopped && (
        <Banner tone="caution">Tout est arrêté. Aucun relevé ne partira avant la remise en marche.</Banner>
      )}
      {settings.nextOn && (
        <p>
          <Sentence>{nextWords(settings)}</Sentence>
        </p>
      )}
      <ActionForm
        action={saveSchedule}
        hidden={{ societe: access.slug }}
        fields={fieldsOf(settings)}
        submit="Enregistrer"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`/${access.slug}/reglages`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </SettingsPage>
  );
}

function nextWords({ nextOn, isSafe }: StatementSettings): string {
  const day = nextOn ? `Prochains relevés le ${formatDateLong(nextOn)}.` : "";
  return isSafe ? `${day} Le mode sûr est actif : chacun attendra votre accord.` : day;
}

const DAYS = [
  ...Array.from({ length: 28 }, (_, index) => ({
    value: String(index + 1),
    label: index === 0 ? "le 1er" : `le ${index + 1}`,
  })),
  { value: "31", label: "le dernier jour" },
];

function fieldsOf(settings: StatementSettings): FieldSpec[] {
  return [
    {
      kind: "checkbox",
      name: "isOn",
      label: "Envoyer un relevé chaque mois",
      value: settings.isOn ? "1" : "",
      hint: "Activés en cours de mois, ils commencent au prochain jour choisi.",
    },
    {
      kind: "select",
      name: "dayOfMonth",
      label: "Jour du mois",
      options: DAYS,
      value: String(settings.dayOfMonth),
      hint: "Un jour chômé, ils partent le jour ouvré suivant.",
    },
    {
      kind: "group",
      title: "À qui",
      text: "La page du relevé de chaque client permet de l’inscrire ou de l’en sortir, quelle que soit la règle.",
      fields: audienceFields(settings),
    },
    {
      kind: "group",
      title: "À quelles conditions",
      fields: [
        {
          kind: "checkbox",
          name: "onlyOpen",
          label: "Seulement si quelque chose est à régler",
          value: settings.onlyOpen ? "1" : "",
        },
        {
          kind: "checkbox",
          name: "onlyQuiet",
          label: typeset(
            `Seulement si rien d’autre ne lui est parti depuis ${settings.contactGapHours} heures`,
          ),
          value: settings.onlyQuiet ? "1" : "",
          hint: "Sinon le relevé attend la fin de cet intervalle. Il compte comme un contact : jamais le jour d’une relance.",
        },
      ],
    },
  ];
}

function audienceFields({ forEveryone, tags, knownTags }: StatementSettings): FieldSpec[] {
  return [
    {
      kind: "radio",
      name: "audience",
      label: "Clients",
      options: [
        { value: "tous", label: "Tous mes clients" },
        { value: "choisis", label: "Ceux qui portent une étiquette, et ceux choisis un par un" },
      ],
      value: forEveryone ? "tous" : "choisis",
    },
    {
      kind: "text",
      name: "tags",
      label: "Étiquettes",
      value: tags.join(", "),
      isOptional: true,
      hint:
        knownTags.length > 0
          ? typeset(`Séparées par des virgules. Déjà posées : ${knownTags.slice(0, 8).join(", ")}.`)
          : "Séparées par des virgules.",
    },
  ];
}
