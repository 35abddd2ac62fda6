import { formatDate } from "@/domain/dateText";
import { formatTrackingNumber } from "@/domain/legal/trackingNumber";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Timeline, TimelineItem } from "@/ui/lists/Timeline";
import { CloseDialog } from "@/ui/messages/CloseDialog";
import { DialogLink } from "@/ui/messages/DialogLink";
import { FormDialog } from "@/ui/messages/FormDialog";
import { NextStep } from "@/ui/messages/NextStep";
import { DateText } from "@/ui/text/DateText";
import { Sentence } from "@/ui/text/Sentence";
import { ActionForm } from "../../../../_forms/ActionForm";
import { DEADLINE_FIELDS, followFields } from "../../_parts/letterFields";
import { RETURN_NAMES } from "../../_parts/letterWords";
import { noteDeadline, noteFollowed } from "../../actions";
import { type LetterPageContext, letterValues } from "./LetterPage";

/** The life of a letter that was posted, and the deadline that runs from its first presentation. */
export function LetterLife({ page }: { page: LetterPageContext }) {
  const { letter } = page;
  if (letter.postedOn === null) return null;
  return (
    <>
      {letter.deadlineOn !== null && letter.invoices.some((invoice) => invoice.isOpen) && (
        <Deadline page={page} />
      )}
      <Section title="Ce que dit La Poste">
        <Timeline label="Vie de la lettre">
          <Events page={page} />
        </Timeline>
        <FollowLink page={page} />
        {page.mayWork && letter.replacedById === null && (
          <FormDialog
            key={`suivi ${letter.state} ${letter.presentedOn} ${letter.trackingNumber}`}
            id="suivi"
            title="Ce que dit La Poste"
          >
            <ActionForm
              action={noteFollowed}
              hidden={letterValues(page)}
              idPrefix="suivi-"
              fields={followFields(letter)}
              submit="Enregistrer"
              pending="Enregistrement…"
              cancel={<CloseDialog />}
            />
          </FormDialog>
        )}
      </Section>
    </>
  );
}

function FollowLink({ page }: { page: LetterPageContext }) {
  if (!page.mayWork || page.letter.replacedById !== null) return null;
  return (
    <DialogLink href={`${page.here}/suivi`} opens="suivi" icon="edit" size="small">
      Mettre à jour le suivi
    </DialogLink>
  );
}

/** What the debtor was given to pay, and what comes after. */
function Deadline({ page }: { page: LetterPageContext }) {
  const { letter, home, mayWork } = page;
  const { deadlineOn, presentedOn, delayDays } = letter;
  if (deadlineOn === null || presentedOn === null) return null;
  const start = `Première présentation le ${formatDate(presentedOn)}, puis ${delayDays}${NBSP}jours.`;
  if (!letter.isDeadlineTask) {
    const isOver = deadlineOn < letter.today;
    return (
      <NextStep
        label="Délai de paiement"
        title={
          <Sentence>
            {isOver
              ? `Écoulé le ${formatDate(deadlineOn)}, suite décidée`
              : `Jusqu’au ${formatDate(deadlineOn)}`}
          </Sentence>
        }
        reasons={[
          { mark: "ok", text: <Sentence>{start}</Sentence> },
          ...(isOver
            ? []
            : [
                {
                  mark: "wait" as const,
                  text: "Le lendemain, la suite à donner s’inscrira dans Aujourd’hui.",
                },
              ]),
        ]}
      />
    );
  }
  const [invoice] = letter.invoices.filter((one) => one.isOpen);
  return (
    <NextStep
      label="Délai de paiement écoulé"
      title="Décider de la suite"
      reasons={[
        { mark: "ok", text: <Sentence>{start}</Sentence> },
        {
          mark: "lock",
          text: `Rien n’est réglé au ${formatDate(letter.today)} : la suite vous appartient.`,
        },
      ]}
      actions={
        mayWork && (
          <>
            <DialogLink href={`${page.here}/suite`} opens="suite" variant="primary" icon="check">
              Noter la suite
            </DialogLink>
            {invoice && (
              <ButtonLink href={`${home}/factures/${invoice.id}`} icon="invoice">
                Ouvrir la facture
              </ButtonLink>
            )}
            <FormDialog key={`suite ${letter.isFollowedUp}`} id="suite" title="Suite de la mise en demeure">
              <ActionForm
                action={noteDeadline}
                hidden={letterValues(page)}
                idPrefix="suite-"
                fields={DEADLINE_FIELDS}
                submit="Noter la suite"
                cancel={<CloseDialog />}
              />
            </FormDialog>
          </>
        )
      }
    />
  );
}

/** The newest first, as in every history. */
function Events({ page }: { page: LetterPageContext }) {
  const { letter } = page;
  return (
    <>
      {letter.returnedOn && (
        <TimelineItem
          when={<DateText on={letter.returnedOn} format="short" />}
          icon="undo"
          tone={letter.returnReason === "WRONG_ADDRESS" ? "caution" : "info"}
          title={letter.returnReason ? RETURN_NAMES[letter.returnReason] : "Revenue"}
          note={
            letter.returnReason === "WRONG_ADDRESS"
              ? "Personne n’a été mis en demeure : corrigez l’adresse et renvoyez la lettre."
              : "La mise en demeure reste valable (Cass. 1re civ., 20 janvier 2021, n° 19-20.680)."
          }
        />
      )}
      {letter.deliveredOn && (
        <TimelineItem
          when={<DateText on={letter.deliveredOn} format="short" />}
          icon="check"
          tone="positive"
          title="Distribuée"
        />
      )}
      {letter.presentedOn && letter.presentedOn !== letter.deliveredOn && (
        <TimelineItem
          when={<DateText on={letter.presentedOn} format="short" />}
          icon="clock"
          title="Première présentation"
        />
      )}
      {letter.statuses
        .filter(({ code }) => !["PC1", "DI1", "DI2", "AG1"].includes(code))
        .map((status) => (
          <TimelineItem
            key={`${status.code} ${status.on}`}
            when={<DateText on={status.on} format="short" />}
            icon="send"
            title={status.label}
            note={status.note}
          />
        ))}
      {letter.postedOn && (
        <TimelineItem
          when={<DateText on={letter.postedOn} format="short" />}
          icon="envelope"
          title="Déposée à La Poste"
          note={
            letter.trackingNumber ? (
              <Sentence>{`N° ${formatTrackingNumber(letter.trackingNumber)}`}</Sentence>
            ) : undefined
          }
        />
      )}
    </>
  );
}
