import type { Metadata } from "next";
import { CREDIT_NAMES } from "@/domain/settlement/accountFacts";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { readCredits } from "@/usecases/settlement/readCredit";
import { CREDIT_KINDS } from "@/usecases/settlement/recordClientCredit";
import { ActionForm } from "../../../../../_forms/ActionForm";
import type { FieldSpec } from "../../../../../_forms/fieldSpec";
import { enterCompany } from "../../../../../_server/company";
import { newFormKey } from "../../../../../_server/formKey";
import { orNotFound } from "../../../../../_server/orNotFound";
import { recordCredit } from "../actions";

export const metadata: Metadata = { title: "Enregistrer un avoir" };

const HINTS = {
  OVERPAYMENT: "Le client a payé deux fois, ou plus que dû.",
  DEPOSIT: "Versé d’avance, avant la facture.",
  CREDIT_NOTE: "Un geste commercial qui ne corrige aucune facture.",
} as const;

export default async function NewCreditPage({
  params,
}: {
  params: Promise<{ societe: string; id: string }>;
}) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "work");
  const { client, today } = await orNotFound(readCredits(ctx, id));
  const here = `/${access.slug}/clients/${id}`;
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: `/${access.slug}/clients`, label: "Clients" },
          { href: here, label: client.name },
        ]}
      >
        Enregistrer un avoir
      </Crumbs>
      <PageHead title="Enregistrer un avoir">
        Ce qui est à {client.name} et n’appartient encore à aucune facture. Ses relances attendront que vous
        décidiez où il va.
      </PageHead>
      <ActionForm
        action={recordCredit}
        hidden={{ societe: access.slug, client: id, ...newFormKey() }}
        fields={fieldsOf(today)}
        submit="Enregistrer l’avoir"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`${here}#avoirs`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </PageFrame>
  );
}

function fieldsOf(today: string): FieldSpec[] {
  return [
    {
      kind: "radio",
      name: "kind",
      label: "De quoi s’agit-il",
      value: "OVERPAYMENT",
      options: CREDIT_KINDS.map((value) => ({ value, label: CREDIT_NAMES[value], hint: HINTS[value] })),
    },
    {
      kind: "pair",
      fields: [
        { kind: "amount", name: "amountCents", label: "Montant" },
        { kind: "date", name: "receivedOn", label: "Depuis le", value: today },
      ],
    },
    { kind: "text", name: "note", label: "Note", isOptional: true },
  ];
}
