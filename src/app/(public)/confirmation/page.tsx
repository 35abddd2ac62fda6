import type { Metadata } from "next";
import { SignInLayout } from "@/ui/layout/SignInLayout";
import { ActionForm } from "../../_forms/ActionForm";
import { LEGAL_LINKS, param } from "../../_server/paths";
import { confirmAddress, takeNewAddress } from "./actions";

export const metadata: Metadata = { title: "Confirmer une adresse" };

type Search = Promise<Record<string, string | string[] | undefined>>;

/** Shows the button that uses the link up: a scanner of mail presses nothing. */
export default async function ConfirmationPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const change = param(search, "adresse");
  if (change) {
    return (
      <SignInLayout title="Utiliser cette adresse" footerLinks={LEGAL_LINKS}>
        <p className="muted">
          Vous vous connecterez désormais avec elle. Vos autres appareils seront déconnectés.
        </p>
        <ActionForm
          action={takeNewAddress}
          hidden={{ jeton: change }}
          fields={[]}
          submit="Utiliser cette adresse"
          isWide
        />
      </SignInLayout>
    );
  }
  return (
    <SignInLayout title="Confirmer votre adresse" footerLinks={LEGAL_LINKS}>
      <p className="muted">Un dernier geste, et nous savons que cette adresse est bien la vôtre.</p>
      <ActionForm
        action={confirmAddress}
        hidden={{ jeton: param(search, "jeton") }}
        fields={[]}
        submit="Confirmer mon adresse"
        isWide
      />
    </SignInLayout>
  );
}
