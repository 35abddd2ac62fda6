import { formatMinuteOfDay } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { localDateAt, minuteOfDayAt } from "@/domain/zonedTime";
import { AsideSection } from "@/ui/layout/WithAside";
import { DocumentLinks } from "@/ui/lists/DocumentLinks";
import { Entries, Entry } from "@/ui/lists/Entries";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { NoBreak } from "@/ui/text/NoBreak";
import type { MessageView } from "@/usecases/dunning/readMessage";
import type { WordsAuthor } from "@/usecases/dunning/wordsAuthors";
import type { MessageParts } from "@/usecases/ports";

interface MessageAsideProps {
  message: MessageView;
  home: string;
  mayDownload: boolean;
}

/** Headers, files and proof of one message. */
export function MessageAside({ message, home, mayDownload }: MessageAsideProps) {
  const { parts } = message;
  return (
    <>
      <AsideSection title="En-têtes">
        {parts ? <Headers parts={parts} timeZone={message.timeZone} /> : <p className="small muted">Aucun</p>}
      </AsideSection>
      <AsideSection title="Factures">
        <Entries>
          {message.invoices.map((invoice) => (
            <Entry
              key={invoice.id}
              title={
                <Anchor href={`${home}/factures/${invoice.id}`}>
                  <NoBreak>{invoice.number}</NoBreak>
                </Anchor>
              }
            />
          ))}
        </Entries>
      </AsideSection>
      {message.wordsAuthor && <Words author={message.wordsAuthor} timeZone={message.timeZone} />}
      {parts && parts.attachments.length > 0 && (
        <AsideSection title="Pièces jointes">
          <Entries>
            {parts.attachments.map((file) => (
              <Entry
                key={file.filename}
                title={file.filename}
                note={file.sizeBytes === null ? "PDF" : sizeWords(file.sizeBytes)}
              />
            ))}
          </Entries>
        </AsideSection>
      )}
      {message.isExact && (
        <AsideSection title="Preuve">
          {mayDownload && (
            <DocumentLinks
              documents={[
                {
                  href: `${home}/messages/${message.id}/eml`,
                  title: "Télécharger le .eml",
                  icon: "download",
                },
              ]}
            />
          )}
          <Facts>
            <Fact
              term="Empreinte SHA-256"
              notes={[
                "Inscrite au journal de la société au moment de l’envoi. Le fichier contient le lien personnel du client.",
              ]}
            >
              <code className="small">{message.sha256}</code>
            </Fact>
          </Facts>
        </AsideSection>
      )}
    </>
  );
}

/** Who gave the message other words than those of its step. */
function Words({ author, timeZone }: { author: WordsAuthor; timeZone: string }) {
  return (
    <AsideSection title="Texte">
      <p className="small">
        Modifié par {author.name}, le <DateText on={localDateAt(author.at, timeZone)} />,{" "}
        {formatMinuteOfDay(minuteOfDayAt(author.at, timeZone))}
      </p>
    </AsideSection>
  );
}

function Headers({ parts, timeZone }: { parts: MessageParts; timeZone: string }) {
  return (
    <Facts>
      <Fact term="Objet">{parts.subject}</Fact>
      <Fact term="De">{parts.from && mailbox(parts.from)}</Fact>
      <Fact term="Répondre à">{parts.replyTo.map(mailbox).join(", ")}</Fact>
      <Fact term="À">{parts.to.map(mailbox).join(", ")}</Fact>
      {parts.cc.length > 0 && <Fact term="Copie">{parts.cc.map(mailbox).join(", ")}</Fact>}
      {parts.date !== null && (
        <Fact term="Date">
          <DateText on={localDateAt(parts.date, timeZone)} />,{" "}
          {formatMinuteOfDay(minuteOfDayAt(parts.date, timeZone))}
        </Fact>
      )}
      {parts.messageId && <Fact term="Message-ID">{parts.messageId}</Fact>}
    </Facts>
  );
}

function mailbox({ name, address }: { name: string; address: string }): string {
  return name ? `${name} <${address}>` : address;
}

/** `128 ko`, `1,4 Mo`: as file managers count. */
function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes}${NBSP}octets`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1_000)}${NBSP}ko`;
  return `${(bytes / 1_000_000).toFixed(1).replace(".", ",")}${NBSP}Mo`;
}
