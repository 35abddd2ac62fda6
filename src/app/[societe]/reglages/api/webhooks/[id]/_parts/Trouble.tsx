import { localDateAt } from "@/domain/zonedTime";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { TimeText } from "@/ui/text/TimeText";
import type { WebhookFile } from "@/usecases/parties/readWebhooks";

/** What a person must mend, if anything, and what an address that is stopped will never be told. */
export function Trouble({ state, failingSince, timeZone }: WebhookFile) {
  if (state === "GONE") {
    return (
      <Banner tone="critical">
        Son adresse a répondu qu’elle n’existe plus (410){"\u00a0"}: rien n’y part. Si c’était une erreur,
        remettez-le en marche. <Missed />
      </Banner>
    );
  }
  if (state === "FAILING") {
    return (
      <Banner tone="critical">
        Rien n’y arrivait depuis plusieurs jours{"\u00a0"}: il est arrêté. Réparez l’adresse, puis remettez-le
        en marche{"\u00a0"}: ce qui n’est pas arrivé repartira. <Missed />
      </Banner>
    );
  }
  if (state === "PAUSED") {
    return (
      <Banner>
        Il est en pause. <Missed />
      </Banner>
    );
  }
  if (failingSince === null) return null;
  return (
    <Banner tone="caution">
      Rien n’y arrive depuis le <DateText on={localDateAt(failingSince, timeZone)} format="dayMonth" /> à{" "}
      <TimeText at={failingSince} timeZone={timeZone} />. Chaque envoi est tenté de nouveau pendant deux
      jours.
    </Banner>
  );
}

/** Events are written for the addresses at work alone. */
function Missed() {
  return (
    <>
      Ce qui se passe d’ici là ne lui sera pas dit{"\u00a0"}: votre programme peut le{" "}
      <Anchor href="/documentation#changements">relire par l’API</Anchor>.
    </>
  );
}
