import { formatDate } from "@/domain/dateText";
import { holdName } from "@/domain/dunning/reason";
import { formatPhoneNumber } from "@/domain/parties/phoneNumber";
import { formatSiren } from "@/domain/parties/siren";
import { formatVatNumber } from "@/domain/parties/vatNumber";
import { habitSentence } from "@/domain/reporting/paymentHabits";
import { typeset } from "@/domain/typography";
import { AsideSection } from "@/ui/layout/WithAside";
import { Entries, Entry } from "@/ui/lists/Entries";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";
import type { ClientContact, ClientView } from "@/usecases/parties/readClient";
import { KIND_WORDS } from "./kinds";

const ROLE_NAMES: Record<ClientContact["role"], string> = {
  BILLING: "Comptabilité",
  DECISION_MAKER: "Décideur",
  COPY: "En copie",
};

interface ClientAsideProps {
  client: ClientView;
  /** Address of the company's home. */
  home: string;
}

/** Whom to write to, how it pays, what applies to it. */
export function ClientAside({ client, home }: ClientAsideProps) {
  return (
    <>
      <AsideSection title="Contacts">
        <Contacts client={client} home={home} />
      </AsideSection>
      <AsideSection title="Habitudes">
        <Habits client={client} />
      </AsideSection>
      {client.holds.length > 0 && (
        <AsideSection title="Suspensions">
          <Entries>
            {client.holds.map((hold) => (
              <Entry
                key={`${hold.invoiceId}${hold.kind}`}
                title={<Anchor href={`${home}/factures/${hold.invoiceId}`}>{hold.invoiceNumber}</Anchor>}
                note={
                  <Sentence>
                    {hold.kind === "DIRECT_DEBIT"
                      ? holdName(hold)
                      : `${holdName(hold)}, ${hold.untilOn ? `jusqu’au ${formatDate(hold.untilOn)}` : "sans terme fixé"}`}
                  </Sentence>
                }
              />
            ))}
          </Entries>
        </AsideSection>
      )}
      <AsideSection title="Relances">
        <Facts>
          <Fact term="Scénario" notes={client.scenario && !client.scenario.isOwn ? ["Celui par défaut"] : []}>
            {client.scenario ? (
              <Anchor href={`${home}/scenarios/${client.scenario.id}`}>{client.scenario.name}</Anchor>
            ) : (
              "Aucun"
            )}
          </Fact>
          {client.isOptedOut && (
            <Fact term="Relances automatiques">
              <Notice tone="info" icon="pause">
                Jamais, à votre demande
              </Notice>
            </Fact>
          )}
          {client.debitMandate !== null && (
            <Fact term="Paiement" notes={client.debitMandate ? [`Mandat ${client.debitMandate}`] : []}>
              <Anchor href={`${home}/clients/${client.id}/prelevement`}>Par prélèvement</Anchor>
            </Fact>
          )}
          <Fact term="Langue">{client.language === "en" ? "Anglais" : "Français"}</Fact>
        </Facts>
      </AsideSection>
      <AsideSection title="Fiche">
        <Identity client={client} />
      </AsideSection>
    </>
  );
}

function Contacts({ client, home }: ClientAsideProps) {
  if (client.contacts.length === 0) {
    return (
      <p className="small muted">
        Personne à qui écrire.{" "}
        <Anchor href={`${home}/clients/${client.id}/modifier`}>Ajouter un contact</Anchor>
      </p>
    );
  }
  return (
    <Facts>
      {client.contacts.map((contact) => (
        <Fact key={contact.id} term={ROLE_NAMES[contact.role]} notes={reaches(contact)}>
          {contact.name || contact.email || (contact.phone && formatPhoneNumber(contact.phone))}
        </Fact>
      ))}
    </Facts>
  );
}

/** Ways to reach someone, without what already stands as their name. */
function reaches({ name, email, phone, isRefused }: ClientContact) {
  return [
    ...(email && name ? [email] : []),
    ...(isRefused
      ? [
          <Notice key="refused" tone="caution">
            Adresse refusée
          </Notice>,
        ]
      : []),
    ...(phone && (name || email)
      ? [
          <Anchor key="phone" href={`tel:${phone}`}>
            {formatPhoneNumber(phone)}
          </Anchor>,
        ]
      : []),
  ];
}

function Habits({ client }: { client: ClientView }) {
  const { kept, broken, running } = client.promises;
  return (
    <Facts>
      <Fact term="Délai habituel">{habitSentence(client.usualDelayDays)}</Fact>
      {kept + broken + running > 0 && (
        <Fact term="Promesses" notes={running > 0 ? [`${running} en cours`] : []}>
          {promisesSentence(kept, broken)}
        </Fact>
      )}
      <Fact term="Facturé en tout">
        <Amount cents={client.invoicedCents} />
      </Fact>
    </Facts>
  );
}

function promisesSentence(kept: number, broken: number): string {
  if (kept + broken === 0) return "Aucune échue";
  const parts = [
    ...(kept > 0 ? [`${kept} tenue${kept > 1 ? "s" : ""}`] : []),
    ...(broken > 0 ? [`${broken} non tenue${broken > 1 ? "s" : ""}`] : []),
  ];
  return parts.join(", ");
}

/** The first figure tells public bodies: INSEE gives them SIRENs in 1 and 2. */
function mayBePublic({ siren, kind }: ClientView): boolean {
  return kind !== "PUBLIC" && siren !== null && /^[12]/.test(siren);
}

function Identity({ client }: { client: ClientView }) {
  return (
    <Facts>
      <Fact
        term="Type"
        notes={
          mayBePublic(client)
            ? [typeset("Son SIREN commence comme celui d’un organisme public : vérifiez le type.")]
            : []
        }
      >
        {KIND_WORDS[client.kind]}
      </Fact>
      {client.siren && <Fact term="SIREN">{formatSiren(client.siren)}</Fact>}
      {client.vatNumber && <Fact term="TVA">{formatVatNumber(client.vatNumber)}</Fact>}
      {client.reference && <Fact term="Votre référence">{client.reference}</Fact>}
      <Fact
        term="Adresse postale"
        notes={[
          ...client.address.slice(1),
          ...(client.addressProblem
            ? [
                <Notice key="problem" tone="caution">
                  {client.addressProblem}
                </Notice>,
              ]
            : []),
        ]}
      >
        {client.address[0] ?? "Aucune"}
      </Fact>
      {client.note && <Fact term="Note">{client.note}</Fact>}
    </Facts>
  );
}
