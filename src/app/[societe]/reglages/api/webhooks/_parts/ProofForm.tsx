import type { ComponentProps } from "react";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { ActionForm } from "../../../../../_forms/ActionForm";

interface ProofFormProps extends ComponentProps<typeof ActionForm> {
  /** What the person must do to prove who they are. */
  proof: "password" | "none" | "link";
}

/** A form that only whoever proves who they are may send. */
export function ProofForm({ proof, ...form }: ProofFormProps) {
  if (proof !== "link") return <ActionForm {...form} />;
  return (
    <Banner tone="caution">
      Vous n’avez pas de mot de passe.{" "}
      <Anchor href="/connexion/lien">Reconnectez-vous d’abord avec un lien reçu par courriel</Anchor>, puis
      revenez ici dans les quinze minutes.
    </Banner>
  );
}
