import type { Metadata } from "next";
import { proofNeeded } from "@/auth/reauthentication";
import { readSecondFactor, type SecondFactorView } from "@/auth/secondFactor";
import type { SessionUser } from "@/auth/sessions";
import { clock } from "@/context/clock";
import { textQr } from "@/context/qrCode";
import { localDateAt } from "@/domain/zonedTime";
import { AccountShell } from "@/ui/layout/AccountShell";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Banner } from "@/ui/messages/Banner";
import { CopyText } from "@/ui/surfaces/CopyText";
import { QrCode } from "@/ui/surfaces/QrCode";
import { Anchor } from "@/ui/text/Anchor";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { Sentence } from "@/ui/text/Sentence";
import { ActionForm } from "../../_forms/ActionForm";
import type { FieldSpec } from "../../_forms/fieldSpec";
import { requireUser } from "../../_server/company";
import { FlashLine } from "../../_server/FlashLine";
import { NeedsLink, proofFields } from "../_parts/proof";
import { begin, confirm, remove, renewCodes } from "./actions";

export const metadata: Metadata = { title: "Connexion en deux étapes" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function TwoStepsPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const user = await requireUser("/compte/deux-etapes");
  const factor = await readSecondFactor(user, clock.now());
  return (
    <AccountShell name={user.name} width="narrow" notice={<FlashLine params={search} />}>
      <Crumbs above={[{ href: "/compte", label: "Votre compte" }]}>Connexion en deux étapes</Crumbs>
      <PageHead
        title="Connexion en deux étapes"
        {...(factor.state === "on" && { pill: <Pill tone="positive">En service</Pill> })}
      >
        {factor.state === "on" ? (
          <>
            Un code de votre téléphone est demandé à chaque connexion, depuis le{" "}
            <DateText on={localDateAt(factor.since, "Europe/Paris")} />.
          </>
        ) : (
          "Après votre mot de passe, ou votre lien, un code que votre téléphone seul sait faire."
        )}
      </PageHead>
      {factor.state === "off" && <Off user={user} />}
      {factor.state === "begun" && <Begun factor={factor} />}
      {factor.state === "on" && <On user={user} factor={factor} />}
    </AccountShell>
  );
}

function Off({ user }: { user: SessionUser }) {
  if (!user.isEmailVerified) {
    return (
      <Banner tone="caution">
        <Sentence>Confirmez d’abord l’adresse de votre compte, avec le lien reçu par courriel.</Sentence>{" "}
        <Anchor href="/compte">Votre compte</Anchor>
      </Banner>
    );
  }
  return (
    <Section title="Mettre en service">
      <Stack>
        <p>
          <Sentence>
            Il faut une application de codes sur votre téléphone : celle de votre gestionnaire de mots de
            passe, ou une application comme FreeOTP, Aegis ou Google Authenticator.
          </Sentence>
        </p>
        {proofNeeded(user, clock.now()) === "link" ? (
          <NeedsLink />
        ) : (
          <ActionForm action={begin} fields={proofFields(user)} submit="Commencer" />
        )}
      </Stack>
    </Section>
  );
}

function Begun({ factor }: { factor: Extract<SecondFactorView, { state: "begun" }> }) {
  const spaced = factor.secret.replace(/(.{4})(?=.)/g, "$1 ");
  return (
    <>
      <Section title="1. Scannez ce code avec votre application">
        <Stack>
          <QrCode matrix={textQr(factor.uri)} label="Code QR à scanner avec l’application de codes" />
          <CopyText label="Ou tapez cette clé dans l’application" value={spaced} copied={factor.secret} />
        </Stack>
      </Section>
      <Section title="2. Gardez ces codes de secours">
        <Stack>
          <p>
            <Sentence>
              Si votre téléphone est perdu, chacun ouvre votre compte une fois. Imprimez-les, ou gardez-les
              ailleurs que sur ce téléphone : ils ne seront plus montrés, et personne d’autre ne peut vous les
              rendre.
            </Sentence>
          </p>
          <CopyText label="Codes de secours" value={factor.recoveryCodes.join("\n")} />
        </Stack>
      </Section>
      <Section title="3. Tapez le code que montre l’application">
        <ActionForm
          action={confirm}
          fields={[codeField("Il change toutes les trente secondes.")]}
          submit="Mettre en service"
        />
      </Section>
    </>
  );
}

function On({ user, factor }: { user: SessionUser; factor: Extract<SecondFactorView, { state: "on" }> }) {
  const needsLink = proofNeeded(user, clock.now()) === "link";
  const fields = [...proofFields(user), codeField("Celui de l’application, ou un code de secours.")];
  const left = factor.recoveryCodesLeft;
  return (
    <>
      {left <= 2 && (
        <Banner tone="caution">
          <Sentence>
            {left === 0
              ? "Vous n’avez plus de code de secours : sans votre téléphone, ce compte resterait fermé. Faites-en de nouveaux."
              : `Il ne vous reste que ${left} code${left > 1 ? "s" : ""} de secours : faites-en de nouveaux.`}
          </Sentence>
        </Banner>
      )}
      <Section title="Codes de secours" count={left}>
        <Stack>
          <p>
            <Sentence>Chacun ouvre votre compte une fois, sans le téléphone.</Sentence>
          </p>
          {needsLink ? (
            <NeedsLink />
          ) : (
            <ActionForm
              action={renewCodes}
              idPrefix="codes-"
              fields={fields}
              submit="Faire de nouveaux codes"
              variant="outlined"
            />
          )}
        </Stack>
      </Section>
      <Section title="Changer de téléphone, ou y renoncer">
        <Stack>
          <p>
            <Sentence>
              Retirez ce téléphone, puis mettez le nouveau en service. Vos autres appareils seront
              déconnectés.
            </Sentence>
          </p>
          {needsLink ? (
            <NeedsLink />
          ) : (
            <ActionForm
              action={remove}
              idPrefix="retirer-"
              fields={fields}
              submit="Retirer ce téléphone"
              variant="critical"
            />
          )}
        </Stack>
      </Section>
    </>
  );
}

function codeField(hint: string): FieldSpec {
  return { kind: "text", name: "code", label: "Code", hint, autoComplete: "one-time-code" };
}
