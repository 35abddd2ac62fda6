import { ActionMenu } from "@/ui/controls/ActionMenu";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { CloseDialog } from "@/ui/messages/CloseDialog";
import { DialogLink } from "@/ui/messages/DialogLink";
import { FormDialog } from "@/ui/messages/FormDialog";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { postedFields } from "../../_parts/letterFields";
import { approve, entrust, notePosted, redraw, resend, withdraw } from "../../actions";
import { type LetterPageContext, letterValues } from "./LetterPage";

/** What can be done with the letter now: one solid button at most. */
export function LetterGestures({ page }: { page: LetterPageContext }) {
  const { letter, mayWork, mayApprove } = page;
  const isBeforePost =
    letter.state === "DRAFT" || letter.state === "TO_APPROVE" || letter.state === "TO_POST";
  const isHanded = letter.dispatch?.isHanded ?? false;
  const isEntrusted = letter.dispatch !== null && letter.dispatch.refusal === null;
  const isToPrint = letter.state === "TO_POST" && !isEntrusted && !letter.isStale;
  return (
    <>
      {letter.document && (
        <ButtonLink
          // On paper the copies follow the letter; on screen it is the very file that is approved.
          href={
            isToPrint
              ? `${page.home}/courriers/lot/impression?partie=lettres&lettre=${letter.id}`
              : `${page.here}/pdf`
          }
          icon={isToPrint ? "print" : "document"}
          target="_blank"
        >
          {isToPrint ? "Imprimer" : "Voir le PDF"}
        </ButtonLink>
      )}
      <MainGesture page={page} isEntrusted={isEntrusted} />
      {isBeforePost && !isHanded && (mayWork || mayApprove) && (
        <ActionMenu>
          {mayWork && (
            <MenuGesture page={page} action={redraw} label="Redessiner avec les montants du jour" />
          )}
          {mayApprove && <MenuGesture page={page} action={withdraw} label="Retirer cette lettre" />}
        </ActionMenu>
      )}
    </>
  );
}

function MainGesture({ page, isEntrusted }: { page: LetterPageContext; isEntrusted: boolean }) {
  const { letter, mayWork, mayApprove, hasCarrier } = page;
  if (letter.state === "DRAFT" && letter.outcome && mayWork) {
    return (
      <GestureButton action={redraw} values={letterValues(page)} variant="primary">
        Réessayer
      </GestureButton>
    );
  }
  if (letter.state === "TO_APPROVE" && letter.document && mayApprove && !letter.isStale) {
    return (
      <GestureButton
        action={approve}
        values={letterValues(page, { sha256: letter.document.sha256 })}
        variant="primary"
        icon="check"
        pending="Un instant…"
      >
        Approuver
      </GestureButton>
    );
  }
  if (letter.state === "TO_POST" && mayWork && !isEntrusted) {
    const isToRedraw = letter.isStale && letter.invoices.some((invoice) => invoice.isOpen);
    return (
      <>
        {isToRedraw && (
          <GestureButton action={redraw} values={letterValues(page)} variant="primary" icon="edit">
            Redessiner
          </GestureButton>
        )}
        {hasCarrier && mayApprove && !letter.isStale && (
          <GestureButton action={entrust} values={letterValues(page)} icon="send">
            Confier au prestataire
          </GestureButton>
        )}
        <DialogLink
          href={`${page.here}/postee`}
          opens="postee"
          icon="send"
          variant={letter.isStale ? "outlined" : "primary"}
        >
          Noter comme postée
        </DialogLink>
        <FormDialog key={`postee ${letter.state}`} id="postee" title="Noter comme postée">
          <ActionForm
            action={notePosted}
            hidden={letterValues(page)}
            idPrefix="postee-"
            fields={postedFields(letter)}
            submit="Noter comme postée"
            pending="Enregistrement…"
            cancel={<CloseDialog />}
          />
        </FormDialog>
      </>
    );
  }
  const isToResend = letter.returnReason === "WRONG_ADDRESS" && letter.replacedById === null;
  if (isToResend && mayWork && letter.invoices.some((invoice) => invoice.isOpen)) {
    return (
      <>
        <ButtonLink href={`${page.home}/clients/${letter.client.id}/modifier`} icon="edit">
          Corriger l’adresse
        </ButtonLink>
        <GestureButton action={resend} values={letterValues(page)} variant="primary" icon="send">
          Préparer un nouvel envoi
        </GestureButton>
      </>
    );
  }
  return null;
}

interface MenuGestureProps {
  page: LetterPageContext;
  action: (form: FormData) => Promise<void>;
  label: string;
}

/** A gesture in a menu: plain, as the links beside it. */
function MenuGesture({ page, action, label }: MenuGestureProps) {
  return (
    <form action={action}>
      {Object.entries(letterValues(page)).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit">{label}</button>
    </form>
  );
}
