import type { Metadata } from "next";
import { AccountShell } from "@/ui/layout/AccountShell";
import { PageHead } from "@/ui/layout/PageHead";
import { ActionForm } from "../../_forms/ActionForm";
import { requireUser } from "../../_server/company";
import { create } from "./actions";

export const metadata: Metadata = { title: "Ouvrir un cabinet" };

export default async function NewFirmPage() {
  const user = await requireUser("/cabinet/nouveau");
  return (
    <AccountShell name={user.name} width="narrow">
      <PageHead title="Ouvrir un cabinet">
        Vos clients donneront mandat au cabinet, et toutes leurs sociétés tiendront dans une seule liste.
      </PageHead>
      <ActionForm
        action={create}
        fields={[
          { kind: "text", name: "name", label: "Nom du cabinet", autoComplete: "organization" },
          {
            kind: "text",
            name: "siren",
            label: "SIREN",
            hint: "Vos clients vous reconnaîtront à lui.",
            inputMode: "numeric",
          },
          { kind: "text", name: "street", label: "Numéro et rue", autoComplete: "address-line1" },
          {
            kind: "pair",
            fields: [
              {
                kind: "text",
                name: "postcode",
                label: "Code postal",
                inputMode: "numeric",
                autoComplete: "postal-code",
              },
              { kind: "text", name: "city", label: "Ville", autoComplete: "address-level2" },
            ],
          },
        ]}
        submit="Ouvrir le cabinet"
        pending="Ouverture…"
      />
    </AccountShell>
  );
}
