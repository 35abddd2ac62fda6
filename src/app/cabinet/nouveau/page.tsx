import type { Metadata } from "next";
import { AccountShell } from "@/ui/layout/AccountShell";
import { PageHead } from "@/ui/layout/PageHead";
import { ActionForm } from "../../_forms/ActionForm";
import { firmAddressFields, firmKindField, firmNameFields } from "../../_forms/firmFields";
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
        fields={[...firmNameFields(), ...firmAddressFields(), firmKindField()]}
        submit="Ouvrir le cabinet"
        pending="Ouverture…"
      />
    </AccountShell>
  );
}
