import type { Metadata } from "next";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { seenMandate } from "@/usecases/settlement/expectDebit";
import { readDebitMandate } from "@/usecases/settlement/readDebit";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { seenField } from "../../../../_server/seenField";
import { saveMandate } from "./actions";

export const metadata: Metadata = { title: "Prélèvement" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function ClientDebitPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "work");
  const mandate = await orNotFound(readDebitMandate(ctx, id));
  const home = `/${access.slug}`;
  const base = `${home}/clients/${id}`;
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: `${home}/clients`, label: "Clients" },
          { href: base, label: mandate.name },
        ]}
      >
        Prélèvement
      </Crumbs>
      <PageHead title="Prélèvement">{mandate.name}</PageHead>
      <ActionForm
        action={saveMandate}
        hidden={{ societe: access.slug, client: id, ...seenField(seenMandate(id, mandate).record) }}
        fields={[
          {
            kind: "checkbox",
            name: "isDebited",
            label: "Ce client est payé par prélèvement",
            hint: typeset(
              "Ses factures à payer, et celles à venir, attendent leur prélèvement : rien ne part pour elles tant qu’il n’est pas rejeté.",
            ),
            value: mandate.isDebited ? "on" : "",
          },
          {
            kind: "text",
            name: "reference",
            label: "Référence du mandat (RUM)",
            isOptional: true,
            value: mandate.reference,
          },
        ]}
        submit="Enregistrer"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={base} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
    </PageFrame>
  );
}
