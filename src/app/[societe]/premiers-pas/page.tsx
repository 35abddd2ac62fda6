import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { MailPreview } from "@/ui/surfaces/MailPreview";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import { type FirstSteps, readFirstSteps } from "@/usecases/parties/readFirstSteps";
import { enterCompany } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { turnSafeModeOff } from "../reglages/envoi/actions";

export const metadata: Metadata = { title: "Premiers pas" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function FirstStepsPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  const steps = await readFirstSteps(ctx);
  const base = `/${access.slug}`;
  const hasInvoice = steps.invoiceCount > 0;
  return (
    <PageFrame width="narrow">
      <FlashLine params={await searchParams} />
      <PageHead title="Premiers pas">
        Trois gestes, et vous n’aurez plus à penser aux factures en retard.
      </PageHead>
      {!steps.hasIban && may("own") && (
        <Banner tone="caution">
          Aucun IBAN n’est indiqué{NBSP}: vos clients ne sauront pas où payer.{" "}
          <Anchor href={`${base}/reglages/banque`}>Indiquer l’IBAN</Anchor>
        </Banner>
      )}
      <Section
        title="1. Une première facture"
        aside={
          hasInvoice ? (
            <Pill
              tone="positive"
              icon="check"
            >{`${steps.invoiceCount}${NBSP}enregistrée${steps.invoiceCount > 1 ? "s" : ""}`}</Pill>
          ) : undefined
        }
      >
        <Stack>
          <p className="muted">
            Échue ou non, peu importe{NBSP}: chaque facture attend son jour. Une importation se relit avant
            d’être validée, et se défait.
          </p>
          {may("work") && (
            <Buttons>
              <ButtonLink
                href={`${base}/importer`}
                icon="upload"
                {...(!hasInvoice && { variant: "primary" })}
              >
                Importer un fichier
              </ButtonLink>
              <ButtonLink href={`${base}/factures/nouvelle`} icon="add">
                Saisir une facture
              </ButtonLink>
            </Buttons>
          )}
        </Stack>
      </Section>
      <FirstMail steps={steps} base={base} />
      <SwitchOn steps={steps} slug={access.slug} mayConfigure={may("configure")} />
    </PageFrame>
  );
}

function FirstMail({ steps, base }: { steps: FirstSteps; base: string }) {
  const { preview } = steps;
  const { content } = preview;
  return (
    <Section title="2. Le courriel qui partira, et quand">
      <Stack>
        <p className="muted">
          {preview.isReal ? (
            <>
              Le <DateText on={preview.on} format="long" />, si la facture n’est pas réglée d’ici là.{" "}
              {preview.invoiceId && (
                <Anchor href={`${base}/factures/${preview.invoiceId}`}>Voir la facture</Anchor>
              )}
            </>
          ) : (
            "Deux jours après l’échéance, un jour ouvré. Voici ce message, avec une facture d’exemple."
          )}
        </p>
        <MailPreview from={preview.from} to={preview.to} subject={content.subject}>
          <p>{content.greeting}</p>
          <p>
            <Sentence>{content.opening}</Sentence>
          </p>
          <p>
            <b>
              {content.amountLabel}
              {NBSP}: {content.amount}
            </b>
            <br />
            <span className="small muted">
              <Sentence>{content.amountNote}</Sentence>
            </span>
          </p>
          <p>
            {content.payment.map(({ label, value }) => (
              <span key={label}>
                {label}
                {NBSP}: {value}
                <br />
              </span>
            ))}
          </p>
          {content.closing.map((paragraph) => (
            <p key={paragraph}>
              <Sentence>{paragraph}</Sentence>
            </p>
          ))}
          <p>
            {content.signatory}
            <br />
            {content.signature}
          </p>
        </MailPreview>
      </Stack>
    </Section>
  );
}

interface SwitchOnProps {
  steps: FirstSteps;
  slug: string;
  mayConfigure: boolean;
}

function SwitchOn({ steps, slug, mayConfigure }: SwitchOnProps) {
  const isReady = steps.invoiceCount > 0;
  return (
    <Section
      title="3. Activer les envois"
      aside={
        steps.safeMode ? undefined : (
          <Pill tone="positive" icon="check">
            Les relances partent seules
          </Pill>
        )
      }
    >
      <Stack>
        <p className="muted">
          {steps.safeMode
            ? `En mode sûr, chaque relance attend votre accord dans «${NBSP}Aujourd’hui${NBSP}». Quand les messages vous conviennent, laissez-les partir seuls${NBSP}: une mise en demeure attendra toujours votre accord.`
            : "Les courriels partent seuls les jours ouvrés, dans votre plage d’envoi. Une mise en demeure attend toujours votre accord."}
        </p>
        <Buttons>
          {steps.safeMode && mayConfigure && (
            <form action={turnSafeModeOff}>
              <input type="hidden" name="societe" value={slug} />
              <input type="hidden" name="retour" value={`/${slug}/premiers-pas`} />
              <SubmitButton icon="send" variant={isReady ? "primary" : "outlined"}>
                Laisser partir les relances
              </SubmitButton>
            </form>
          )}
          <ButtonLink href={`/${slug}`} variant="quiet" iconEnd="arrowRight">
            {steps.safeMode ? "Garder le mode sûr" : "Aller à Aujourd’hui"}
          </ButtonLink>
        </Buttons>
      </Stack>
    </Section>
  );
}
