import type { Metadata } from "next";
import { MIN_PASSWORD_LENGTH } from "@/auth/passwords";
import { proofNeeded } from "@/auth/reauthentication";
import { readSecondFactor, type SecondFactorView } from "@/auth/secondFactor";
import { type DeviceSession, listSessions, type SessionUser } from "@/auth/sessions";
import { clock } from "@/context/clock";
import { NBSP } from "@/domain/money";
import { deviceName } from "@/domain/parties/deviceName";
import { typeset } from "@/domain/typography";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Buttons } from "@/ui/controls/Buttons";
import { AccountShell } from "@/ui/layout/AccountShell";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { AgoText } from "@/ui/text/AgoText";
import { Pill } from "@/ui/text/Pill";
import { ActionForm } from "../_forms/ActionForm";
import { requireUser } from "../_server/company";
import { FlashLine } from "../_server/FlashLine";
import { signOut } from "../(public)/connexion/actions";
import { NeedsLink, proofFields } from "./_parts/proof";
import {
  askNewAddress,
  resendConfirmation,
  saveName,
  savePassword,
  signOutDevice,
  signOutEverywhere,
  signOutOthers,
} from "./actions";

export const metadata: Metadata = { title: "Votre compte" };

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function AccountPage({ searchParams }: { searchParams: Search }) {
  const search = await searchParams;
  const user = await requireUser("/compte");
  const devices = await listSessions(user.userId);
  const factor = await readSecondFactor(user, clock.now());
  return (
    <AccountShell name={user.name} width="narrow" notice={<FlashLine params={search} />}>
      <PageHead
        title="Votre compte"
        actions={
          <form action={signOut}>
            <Button icon="signOut">Se déconnecter</Button>
          </form>
        }
      >
        {user.email}
      </PageHead>
      {!user.isEmailVerified && <Unconfirmed />}
      <Section title="Nom">
        <ActionForm
          action={saveName}
          fields={[
            {
              kind: "text",
              name: "name",
              label: "Votre nom",
              hint: "Vos clients le lisent quand vous signez une relance.",
              autoComplete: "name",
              value: user.name,
            },
          ]}
          submit="Enregistrer le nom"
          variant="outlined"
        />
      </Section>
      <Address user={user} />
      <Password user={user} />
      <TwoSteps factor={factor} />
      <Devices user={user} devices={devices} />
    </AccountShell>
  );
}

function Unconfirmed() {
  return (
    <Banner
      tone="caution"
      actions={
        <form action={resendConfirmation}>
          <Button size="small">Renvoyer le lien</Button>
        </form>
      }
    >
      Votre adresse n’est pas encore confirmée{NBSP}: utilisez le lien reçu par courriel.
    </Banner>
  );
}

function Address({ user }: { user: SessionUser }) {
  return (
    <Section title="Adresse électronique">
      {proofNeeded(user, clock.now()) === "link" ? (
        <NeedsLink />
      ) : (
        <ActionForm
          action={askNewAddress}
          idPrefix="adresse-"
          fields={[
            {
              kind: "email",
              name: "email",
              label: "Nouvelle adresse",
              hint: "Nous y envoyons un lien. Rien ne change avant que vous l’utilisiez.",
              autoComplete: "email",
            },
            ...proofFields(user),
          ]}
          submit="Changer d’adresse"
          variant="outlined"
        />
      )}
    </Section>
  );
}

function Password({ user }: { user: SessionUser }) {
  return (
    <Section title="Mot de passe">
      {proofNeeded(user, clock.now()) === "link" ? (
        <NeedsLink />
      ) : (
        <ActionForm
          action={savePassword}
          idPrefix="mot-de-passe-"
          fields={[
            ...proofFields(user),
            {
              kind: "password",
              name: "password",
              label: "Nouveau mot de passe",
              hint: `${MIN_PASSWORD_LENGTH}${NBSP}caractères au moins. Vos autres appareils seront déconnectés.`,
              autoComplete: "new-password",
            },
          ]}
          submit={user.hasPassword ? "Changer de mot de passe" : "Choisir un mot de passe"}
          variant="outlined"
        />
      )}
    </Section>
  );
}

function TwoSteps({ factor }: { factor: SecondFactorView }) {
  const isOn = factor.state === "on";
  return (
    <Section title="Connexion en deux étapes">
      <Stack>
        <p>
          {isOn ? (
            <>
              <Pill tone="positive">En service</Pill> Un code de votre téléphone est demandé à chaque
              connexion.
            </>
          ) : (
            typeset(
              "Avec un code de votre téléphone en plus : un mot de passe volé n’ouvre plus votre compte, ni les coordonnées bancaires de vos sociétés.",
            )
          )}
        </p>
        <Buttons>
          <ButtonLink href="/compte/deux-etapes">
            {isOn ? "Codes et téléphone" : "Mettre en service"}
          </ButtonLink>
        </Buttons>
      </Stack>
    </Section>
  );
}

const TIME_ZONE = "Europe/Paris";

function Devices({ user, devices }: { user: SessionUser; devices: readonly DeviceSession[] }) {
  // Sessions count in real time, even where the demonstration's clock is ahead.
  const now = Date.now();
  return (
    <Section title="Appareils connectés" count={devices.length}>
      <Stack>
        <Rows label="Appareils connectés">
          {devices.map((device) => {
            const isHere = device.id === user.sessionId;
            const name = deviceName(device.device);
            const at = device.lastSeenAt.getTime();
            return (
              <Row
                key={device.id}
                title={name}
                {...(isHere && { pill: <Pill tone="positive">Cet appareil</Pill> })}
                actions={
                  !isHere && (
                    <form action={signOutDevice}>
                      <input type="hidden" name="appareil" value={device.id} />
                      <Button size="small" variant="quiet">
                        Déconnecter<span className="sr"> {name}</span>
                      </Button>
                    </form>
                  )
                }
              >
                Vu <AgoText at={at} now={now} timeZone={TIME_ZONE} />
                {device.network !== "direct" && device.network !== "" && `, depuis ${device.network}`}
              </Row>
            );
          })}
        </Rows>
        <Buttons>
          {devices.length > 1 && (
            <form action={signOutOthers}>
              <Button>Déconnecter les autres appareils</Button>
            </form>
          )}
          <form action={signOutEverywhere}>
            <Button variant="quiet">Se déconnecter partout</Button>
          </form>
        </Buttons>
      </Stack>
    </Section>
  );
}
