import type { Metadata } from "next";
import { LIMITATION_ACT_SHEETS } from "@/domain/legal/limitationActs";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { PlainList } from "@/ui/lists/PlainList";
import { type LimitationView, readLimitation } from "@/usecases/legal/readLimitation";
import { ActionForm } from "../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../_forms/fieldSpec";
import { enterCompany } from "../../../../_server/company";
import { newFormKey } from "../../../../_server/formKey";
import { orNotFound } from "../../../../_server/orNotFound";
import { enterInvoice } from "../../_parts/enterInvoice";
import { InvoiceForm } from "../../_parts/InvoiceForm";
import { recordAct, saveRule } from "./actions";

export const metadata: Metadata = { title: "Prescription" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function LimitationPage({ params }: Props) {
  const { invoice, home, base, hidden } = await enterInvoice(params, { evenClosed: true });
  const { ctx } = await enterCompany((await params).societe, "work");
  const view = await orNotFound(readLimitation(ctx, invoice.id));
  const cancel = (
    <ButtonLink href={`${base}#prescription`} variant="quiet">
      Annuler
    </ButtonLink>
  );
  return (
    <InvoiceForm
      home={home}
      invoice={invoice}
      title="Inscrire un acte qui interrompt la prescription"
      about={view.period.explanation}
    >
      <Stack gap="wide">
        <ActionForm
          action={recordAct}
          hidden={{ ...hidden, ...newFormKey() }}
          fields={actFields(view)}
          submit="Inscrire cet acte"
          pending="Enregistrement…"
          cancel={cancel}
        />
        <Section title="Ce qui n’interrompt rien">
          <PlainList items={view.withoutEffect} />
        </Section>
        <Section title="Une règle particulière">
          <ActionForm
            action={saveRule}
            hidden={hidden}
            idPrefix="regle-"
            fields={ruleFields(view)}
            submit="Enregistrer la règle"
            pending="Enregistrement…"
            variant="outlined"
          />
        </Section>
      </Stack>
    </InvoiceForm>
  );
}

function actFields(view: LimitationView): FieldSpec[] {
  return [
    {
      kind: "radio",
      name: "kind",
      label: "Acte",
      options: view.choices.map((value) => ({
        value,
        label: LIMITATION_ACT_SHEETS[value].name,
        hint: LIMITATION_ACT_SHEETS[value].hint,
      })),
    },
    {
      kind: "pair",
      fields: [
        { kind: "date", name: "onDate", label: "Jour de l’acte" },
        {
          kind: "date",
          name: "endedOn",
          label: "Fin",
          hint: "Fin de l’affaire ou de la médiation\u00a0; rien si elle dure encore.",
          isOptional: true,
        },
      ],
    },
    {
      kind: "text",
      name: "proof",
      label: "Preuve",
      hint: "Ce qui le prouve\u00a0: courriel du 3\u00a0mars, relevé bancaire, acte du commissaire de justice…",
    },
    {
      kind: "file",
      name: "file",
      label: "Fichier",
      hint: "PDF, JPEG ou PNG, 10\u00a0Mo au plus. Il rejoint les pièces du dossier.",
      accept: "application/pdf,image/jpeg,image/png",
      isOptional: true,
    },
  ];
}

function ruleFields(view: LimitationView): FieldSpec[] {
  return [
    {
      kind: "checkbox",
      name: "isTransportOfGoods",
      label: "Cette facture porte sur un transport de marchandises",
      hint: "Le délai est alors d’un an (art. L.\u00a0133-6 du code de commerce).",
      value: view.isTransportOfGoods ? "1" : "",
    },
    ...(view.debtorKind === "PUBLIC"
      ? [
          {
            kind: "checkbox" as const,
            name: "isWithoutPublicAccountant",
            label: "Cet acheteur n’a pas de comptable public",
            hint: "Une entreprise publique par exemple\u00a0: la prescription de quatre ans ne s’applique pas.",
            value: view.hasPublicAccountant ? "" : "1",
          },
        ]
      : []),
  ];
}
