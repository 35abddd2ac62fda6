import { NBSP } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { Section } from "@/ui/layout/Section";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import type { SettingsView } from "@/usecases/parties/readSettings";
import { resumeAll, stopAll, turnSafeModeOff, turnSafeModeOn } from "../envoi/actions";
import { windowWords } from "./words";

interface SendingControlsProps {
  slug: string;
  settings: SettingsView;
  mayApprove: boolean;
  mayConfigure: boolean;
}

/** What leaves, and the two switches that hold it. */
export function SendingControls({ slug, settings, mayApprove, mayConfigure }: SendingControlsProps) {
  return (
    <Section
      title="Envoi"
      id="envoi"
      aside={
        mayConfigure && (
          <ButtonLink href={`/${slug}/reglages/envoi`} variant="quietAccent" size="small">
            Modifier<span className="sr"> l’envoi</span>
          </ButtonLink>
        )
      }
    >
      <Rows label="Interrupteurs">
        <SafeMode slug={slug} isOn={settings.safeMode} mayConfigure={mayConfigure} />
        <Everything slug={slug} settings={settings} mayApprove={mayApprove} />
      </Rows>
      <Facts layout="wide">
        <Fact term="Signature" notes={settings.signatoryTitle ? [settings.signatoryTitle] : []}>
          {settings.signatoryName}
        </Fact>
        <Fact term="Réponses reçues à">{settings.replyToEmail}</Fact>
        <Fact term="Plage d’envoi">
          Les jours ouvrés, {windowWords(settings.windowOpensAt, settings.windowClosesAt)}
        </Fact>
      </Facts>
    </Section>
  );
}

function SafeMode({ slug, isOn, mayConfigure }: { slug: string; isOn: boolean; mayConfigure: boolean }) {
  return (
    <Row
      icon="lock"
      {...(isOn && { tone: "info" as const })}
      title="Mode sûr"
      pill={isOn ? <Pill tone="info">Actif</Pill> : <Pill>Inactif</Pill>}
      actions={
        mayConfigure && (
          <form action={isOn ? turnSafeModeOff : turnSafeModeOn}>
            <Hidden slug={slug} />
            <Button size="small">{isOn ? "Désactiver" : "Activer"}</Button>
          </form>
        )
      }
    >
      {isOn
        ? `Aucun message ne part sans votre accord. Désactivé, les courriels partent seuls à leur jour${NBSP}; une mise en demeure attend toujours une personne.`
        : `Les courriels partent seuls à leur jour. Actif, chacun attendrait votre accord dans «${NBSP}Aujourd’hui${NBSP}».`}
    </Row>
  );
}

interface EverythingProps {
  slug: string;
  settings: SettingsView;
  mayApprove: boolean;
}

function Everything({ slug, settings, mayApprove }: EverythingProps) {
  const { pausedAtMs, timeZone } = settings;
  if (pausedAtMs === null) {
    return (
      <Row
        icon="send"
        title="Relances"
        pill={<Pill tone="positive">En marche</Pill>}
        actions={
          mayApprove && (
            <form action={stopAll}>
              <Hidden slug={slug} />
              <Button size="small" variant="critical" icon="pause">
                Tout arrêter
              </Button>
            </form>
          )
        }
      >
        Tout arrêter retient chaque relance, à l’instant, jusqu’à la remise en marche. Les réponses de vos
        clients arrivent toujours.
      </Row>
    );
  }
  return (
    <Row
      icon="pause"
      tone="caution"
      title="Relances"
      pill={<Pill tone="caution">Arrêtées</Pill>}
      actions={
        mayApprove && (
          <form action={resumeAll}>
            <Hidden slug={slug} />
            <SubmitButton size="small" icon="play">
              Remettre en marche
            </SubmitButton>
          </form>
        )
      }
    >
      Plus rien ne part depuis le <DateText on={localDateAt(pausedAtMs, timeZone)} />. À la reprise, chaque
      facture reçoit une relance au plus, jamais un rattrapage.
    </Row>
  );
}

function Hidden({ slug }: { slug: string }) {
  return (
    <>
      <input type="hidden" name="societe" value={slug} />
      <input type="hidden" name="retour" value={`/${slug}/reglages#envoi`} />
    </>
  );
}
