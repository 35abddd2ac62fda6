import type { Metadata } from "next";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { readClientForm } from "@/usecases/parties/clientForm";
import { readClientTags, seenTags } from "@/usecases/parties/saveClientTags";
import { ActionForm } from "../../../../_forms/ActionForm";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { seenField } from "../../../../_server/seenField";
import { clientFields } from "../../_parts/clientFields";
import { editClient, tagClient } from "../../actions";

export const metadata: Metadata = { title: "Modifier un client" };

type Props = { params: Promise<{ societe: string; id: string }> };

export default async function EditClientPage({ params }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe, "work");
  const form = await orNotFound(readClientForm(ctx, id));
  const tags = await readClientTags(ctx, id);
  const base = `/${access.slug}/clients`;
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: base, label: "Clients" },
          { href: `${base}/${id}`, label: form.name },
        ]}
      >
        Modifier
      </Crumbs>
      <PageHead title={form.name}>Ce qui change pour ses factures en cours est décidé aussitôt.</PageHead>
      <ActionForm
        action={editClient}
        hidden={{ societe: access.slug, client: id, ...seenField(form.seen) }}
        fields={clientFields(form)}
        submit="Enregistrer"
        pending="Enregistrement…"
        cancel={
          <ButtonLink href={`${base}/${id}`} variant="quiet">
            Annuler
          </ButtonLink>
        }
      />
      <Section title="Étiquettes">
        <ActionForm
          action={tagClient}
          hidden={{ societe: access.slug, client: id, ...seenField(seenTags(id, tags).record) }}
          fields={[
            {
              kind: "text",
              name: "tags",
              label: "Étiquettes",
              value: tags.join(", "),
              isOptional: true,
              hint: "Séparées par des virgules. Les règles des scénarios peuvent les nommer.",
            },
          ]}
          submit="Enregistrer les étiquettes"
          variant="outlined"
        />
      </Section>
    </PageFrame>
  );
}
