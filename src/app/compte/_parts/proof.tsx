import type { SessionUser } from "@/auth/sessions";
import { NBSP } from "@/domain/money";
import { Anchor } from "@/ui/text/Anchor";
import type { FieldSpec } from "../../_forms/fieldSpec";

/** What proves who one is: a password, or nothing when a link was just used. */
export function proofFields(user: SessionUser): FieldSpec[] {
  if (!user.hasPassword) return [];
  return [
    {
      kind: "password",
      name: "currentPassword",
      label: "Mot de passe actuel",
      autoComplete: "current-password",
    },
  ];
}

/** Shown instead of a form to who has no password and has not just used a link. */
export function NeedsLink() {
  return (
    <p className="muted">
      Vous n’avez pas de mot de passe{NBSP}: pour ce geste,{" "}
      <Anchor href="/connexion/lien">reconnectez-vous d’abord avec un lien</Anchor>, puis revenez dans les
      quinze minutes.
    </p>
  );
}
