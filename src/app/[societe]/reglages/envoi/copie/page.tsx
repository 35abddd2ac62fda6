import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { localDateAt } from "@/domain/zonedTime";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { DateText } from "@/ui/text/DateText";
import { type CopyMailboxView, readCopyMailbox } from "@/usecases/parties/saveCopyMailbox";
import { ActionForm } from "../../../../_forms/ActionForm";
import { GestureButton } from "../../../../_forms/GestureButton";
import { enterCompany } from "../../../../_server/company";
import { FlashLine } from "../../../../_server/FlashLine";
import { param } from "../../../../_server/paths";
import { SettingsPage } from "../../_parts/SettingsPage";
import { askCopies, confirmCopies, stopCopies } from "./actions";

export const metadata: Metadata = { title: "Copie des messages" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function CopyPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { ctx, access } = await enterCompany(societe, "configure");
  const mailbox = await readCopyMailbox(ctx);
  const token = param(search, "jeton");
  const isToConfirm = mailbox !== null && !mailbox.isConfirmed && token !== "";
  return (
    <SettingsPage
      slug={access.slug}
      title="Copie des messages"
      lead={typeset(
        "Chaque message parti arrive aussi dans votre boîte, en pièce jointe, tel qu’il a été remis au serveur : une preuve que vous gardez chez vous.",
      )}
    >
      <FlashLine params={search} />
      {isToConfirm && <Confirm slug={access.slug} email={mailbox.email} token={token} />}
      {mailbox && !isToConfirm && <State mailbox={mailbox} slug={access.slug} />}
      {!isToConfirm && (
        <Section title={mailbox ? "Changer d’adresse" : "Où les recevoir"}>
          <Ask slug={access.slug} mailbox={mailbox} />
        </Section>
      )}
      <Section title="À savoir">
        <div className="prose">
          <p>
            Ce n’est jamais une copie cachée{NBSP}: votre client ne voit rien, et une copie qui n’arrive pas
            ne change rien à la relance. Le fichier joint contient le lien personnel du client{NBSP}: ne le
            transférez pas.
          </p>
        </div>
      </Section>
    </SettingsPage>
  );
}

function Confirm({ slug, email, token }: { slug: string; email: string; token: string }) {
  return (
    <Section title="Confirmer l’adresse">
      <p>
        À partir de maintenant, chaque message qui part sera copié à <b>{email}</b>.
      </p>
      <ActionForm
        action={confirmCopies}
        hidden={{ societe: slug, jeton: token }}
        fields={[]}
        submit="Confirmer cette adresse"
        pending="Un instant…"
      />
    </Section>
  );
}

function State({ mailbox, slug }: { mailbox: CopyMailboxView; slug: string }) {
  return (
    <Section
      title="En ce moment"
      aside={
        <GestureButton
          action={stopCopies}
          values={{ societe: slug, retour: `/${slug}/reglages/envoi/copie` }}
          variant="quiet"
          about="de copie des messages"
        >
          Ne plus recevoir
        </GestureButton>
      }
    >
      {!mailbox.isConfirmed && (
        <Banner>
          Un lien est parti à {mailbox.email}. Ouvrez-le pour confirmer{NBSP}: rien n’y arrive avant.
        </Banner>
      )}
      <Facts layout="wide">
        <Fact term="Adresse" notes={[mailbox.isConfirmed ? "Confirmée" : "À confirmer"]}>
          {mailbox.email}
        </Fact>
        <Fact term="Copies envoyées">
          {mailbox.sent === 0 ? "Aucune" : mailbox.sent}
          {mailbox.lastSentAtMs !== null && (
            <>
              , la dernière le <DateText on={localDateAt(mailbox.lastSentAtMs, mailbox.timeZone)} />
            </>
          )}
        </Fact>
        {mailbox.notSent > 0 && (
          <Fact term="Copies non envoyées" notes={["Les messages, eux, sont partis"]}>
            {mailbox.notSent}
          </Fact>
        )}
      </Facts>
    </Section>
  );
}

function Ask({ slug, mailbox }: { slug: string; mailbox: CopyMailboxView | null }) {
  return (
    <ActionForm
      action={askCopies}
      hidden={{ societe: slug }}
      fields={[
        {
          kind: "email",
          name: "email",
          label: mailbox ? "Autre adresse, ou la même pour un nouveau lien" : "Votre adresse",
          hint: typeset("Un lien y est envoyé pour la confirmer, valable 24 heures."),
          autoComplete: "email",
        },
      ]}
      submit={mailbox ? "Envoyer un lien" : "Recevoir une copie de chaque message parti"}
      pending="Envoi du lien…"
      variant={mailbox ? "outlined" : "primary"}
      cancel={
        <ButtonLink href={`/${slug}/reglages/envoi`} variant="quiet">
          {mailbox ? "Retour" : "Annuler"}
        </ButtonLink>
      }
    />
  );
}
