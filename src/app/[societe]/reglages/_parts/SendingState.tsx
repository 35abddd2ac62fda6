import { NBSP } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Notice } from "@/ui/text/Notice";
import { TimeText } from "@/ui/text/TimeText";
import type { SendingView } from "@/usecases/parties/readSending";

interface SendingStateProps {
  slug: string;
  sending: SendingView;
  /** Address messages of the platform's server come from. */
  platformFrom: string;
}

/** Where messages leave from, where answers come back, and how it goes. */
export function SendingState({ slug, sending, platformFrom }: SendingStateProps) {
  const { own, mailbox, timeZone } = sending;
  const home = `/${slug}/reglages/envoi`;
  return (
    <>
      <Section
        title="Adresse d’envoi"
        id="serveur"
        aside={
          <ButtonLink href={`${home}/serveur`} variant="quietAccent" size="small">
            {own ? "Modifier" : "Envoyer de votre adresse"}
            {own && <span className="sr"> l’adresse d’envoi</span>}
          </ButtonLink>
        }
      >
        {own?.trouble && (
          <Banner tone="critical">
            {own.trouble.title} Vos messages attendent, aucun n’est perdu.{" "}
            <Anchor href={`${home}/serveur`}>Voir ce qu’il faut faire</Anchor>
          </Banner>
        )}
        <Facts layout="wide">
          {own ? (
            <Fact
              term="Vos messages partent de"
              notes={[`Par votre serveur ${own.host}, ${own.perMinute}${NBSP}messages par minute au plus`]}
            >
              {own.fromEmail}
            </Fact>
          ) : (
            <Fact
              term="Vos messages partent de"
              notes={[`Votre nom s’affiche, et les réponses vont à ${sending.replyToEmail}`]}
            >
              {platformFrom}
            </Fact>
          )}
          <Fact
            term="Authentification"
            notes={["SPF, DKIM et DMARC, qui décident entre boîte de réception et indésirables"]}
          >
            <Anchor href={`${home}/domaine`}>Vérifier le domaine</Anchor>
          </Fact>
          <Fact
            term="Réponses lues"
            notes={
              mailbox
                ? [
                    mailbox.problem ? (
                      <Notice key="problem" tone="critical">
                        {mailbox.problem}
                      </Notice>
                    ) : (
                      `Sur ${mailbox.host}`
                    ),
                  ]
                : ["Dûment peut repérer les réponses à vos relances et suspendre la suite"]
            }
          >
            {mailbox ? mailbox.userName : "Non"}{" "}
            <Anchor href={`${home}/reponses`}>{mailbox ? "Modifier" : "Choisir une boîte"}</Anchor>
          </Fact>
        </Facts>
      </Section>
      <Section title="État de l’envoi" id="etat">
        <Facts layout="wide">
          <Fact term="Dernier départ">
            {sending.lastSentAtMs === null ? (
              "Aucun message n’est encore parti"
            ) : (
              <>
                <DateText on={localDateAt(sending.lastSentAtMs, timeZone)} /> à{" "}
                <TimeText at={sending.lastSentAtMs} timeZone={timeZone} />
              </>
            )}
          </Fact>
          <Fact term="Partis aujourd’hui">{count(sending.sentToday)}</Fact>
          <Fact
            term="Prêts à partir"
            notes={
              sending.delayed > 0
                ? [
                    `${count(sending.delayed)} différé${sending.delayed > 1 ? "s" : ""} par un serveur${sending.lastRefusal ? `${NBSP}: «${NBSP}${sending.lastRefusal}${NBSP}»` : ""}`,
                  ]
                : []
            }
          >
            {count(sending.waiting)}
          </Fact>
        </Facts>
      </Section>
    </>
  );
}

function count(number: number): string {
  return number === 0 ? "Aucun" : `${number}${NBSP}message${number > 1 ? "s" : ""}`;
}
