import { NBSP } from "@/domain/money";
import { Button } from "@/ui/controls/Button";
import { Banner } from "@/ui/messages/Banner";
import { resendConfirmation } from "../compte/actions";

/** One line above the page while nothing leaves for want of an owner whose address is confirmed. */
export function UnconfirmedNotice({ isOwner }: { isOwner: boolean }) {
  if (!isOwner) {
    return (
      <Banner tone="caution">
        Rien ne part encore{NBSP}: un propriétaire de la société doit confirmer son adresse électronique.
      </Banner>
    );
  }
  return (
    <Banner
      tone="caution"
      actions={
        <form action={resendConfirmation}>
          <Button size="small">Renvoyer le lien</Button>
        </form>
      }
    >
      Confirmez votre adresse, avec le lien reçu par courriel{NBSP}: rien ne part à vos clients avant. Vous
      pouvez tout préparer.
    </Banner>
  );
}
