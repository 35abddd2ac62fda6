import type { Metadata } from "next";
import { clock, isDemonstration, refreshClock } from "@/context/clock";
import { addMonths, endOfMonth } from "@/domain/calendar";
import { formatDate, formatDateNumeric } from "@/domain/dateText";
import { formatEuros, formatRateBps, NBSP } from "@/domain/money";
import { localDateAt } from "@/domain/zonedTime";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { TextInput } from "@/ui/controls/TextInput";
import { Timeline, TimelineItem } from "@/ui/lists/Timeline";
import { CalculatorPanel } from "@/ui/public/CalculatorPanel";
import { Example, Hero } from "@/ui/public/Hero";
import { Reasons } from "@/ui/public/Reasons";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { Sentence } from "@/ui/text/Sentence";
import { enterAs } from "../demo/actions";
import { type Attempt, attemptCalculation, rawSearch } from "./_parts/attempt";
import { PublicFrame } from "./_parts/PublicFrame";

export const metadata: Metadata = {
  title: { absolute: "Dûment, vos factures en retard dûment réclamées" },
  robots: { index: true, follow: true },
};

type Search = Promise<Record<string, string | string[] | undefined>>;

export default async function HomePage({ searchParams }: { searchParams: Search }) {
  await refreshClock();
  const today = localDateAt(clock.now(), "Europe/Paris");
  const asked = rawSearch(await searchParams);
  // An example computed today until someone asks for their own.
  const example = { montant: "1 200,00", echeance: formatDateNumeric(endOfMonth(addMonths(today, -3))) };
  const raw = asked.montant === undefined && asked.echeance === undefined ? example : asked;
  const attempt = attemptCalculation(
    { montant: raw.montant, echeance: raw.echeance, arrete: today, regle: "legale", qui: "professionnel" },
    today,
  );
  const isDemo = await isDemonstration();
  return (
    <PublicFrame>
      <Hero
        title={
          <>
            Vos factures en retard, <span className="nb">dûment réclamées.</span>
          </>
        }
        lead="Dûment relance vos clients à votre place, le bon jour, avec le montant exact que la loi permet. Vous gardez la main sur ce qui compte, et vos clients."
        actions={
          <>
            <ButtonLink href="/inscription" variant="primary" size="large">
              Commencer avec une facture
            </ButtonLink>
            {isDemo ? (
              <form action={enterAs}>
                <input type="hidden" name="compte" value="freelance" />
                <Button size="large">Voir la démonstration</Button>
              </form>
            ) : (
              <ButtonLink href="/calculateur" size="large">
                Calculer des pénalités
              </ButtonLink>
            )}
          </>
        }
        note="Rien ne part tant que vous ne l’avez pas décidé."
      >
        <OneInvoice />
      </Hero>
      <Reasons
        label="Ce que vous pouvez attendre"
        reasons={[
          {
            title: "Un client qui répond n’est plus relancé",
            text: `«${NBSP}J’ai payé${NBSP}», une date, un désaccord${NBSP}: une minute, sans compte. La relance s’arrête aussitôt.`,
          },
          {
            title: "Chaque euro s’explique",
            text: `Taux du semestre, jours, solde après chaque règlement${NBSP}: le décompte s’ouvre ligne par ligne et se recalcule à la main.`,
          },
          {
            title: "L’argent va chez vous",
            text: "Les virements arrivent sur votre compte. Dûment n’est pas une société de recouvrement et ne menace personne.",
          },
        ]}
      />
      <SmallCalculator raw={raw} attempt={attempt} />
    </PublicFrame>
  );
}

/** One invoice from its due date to the formal notice, as the default scenario reminds it. */
function OneInvoice() {
  return (
    <Example
      title={
        <>
          Une facture de <Amount cents={432_000n} />
        </>
      }
      sub="à échéance du samedi 24 octobre 2026"
    >
      <Timeline scale="steps" label="Les étapes de la relance">
        <TimelineItem
          when="J+2"
          icon="send"
          title="Un courriel simple"
          note="Lundi 26 octobre. Le montant, l’IBAN, un lien pour répondre."
        />
        <TimelineItem
          when="J+7"
          icon="phone"
          title="Un appel, avec le texte"
          note={<Sentence>{`Lundi 2 novembre${NBSP}: le 31 était un samedi, le 1er férié.`}</Sentence>}
        />
        <TimelineItem
          when="J+15"
          icon="send"
          title="Un courriel ferme"
          note={
            <>
              Lundi 9 novembre. <Amount cents={2_348n} /> de pénalités et <Amount cents={4_000n} />{" "}
              d’indemnité, ligne par ligne.
            </>
          }
        />
        <TimelineItem
          when="J+30"
          icon="envelope"
          title="La mise en demeure, avec votre accord"
          note="Lundi 23 novembre. Lettre recommandée, décompte joint, preuve gardée."
          isNow
        />
      </Timeline>
    </Example>
  );
}

function SmallCalculator({ raw, attempt }: { raw: Record<string, string>; attempt: Attempt }) {
  const { errors, problem, result } = attempt;
  return (
    <CalculatorPanel
      title={`Combien vous est dû aujourd’hui${NBSP}?`}
      sub="Entre professionnels, au taux légal par défaut. Gratuit, sans compte."
      action="/#calcul"
      problem={problem}
      {...(result && {
        result: { totalCents: result.statement.totalDueCents, explanation: <Explanation result={result} /> },
      })}
    >
      <TextInput
        name="montant"
        label="Montant TTC"
        inputMode="decimal"
        defaultValue={raw.montant ?? ""}
        {...(errors.montant && { error: errors.montant })}
      />
      <TextInput
        name="echeance"
        label="Échéance"
        inputMode="numeric"
        defaultValue={raw.echeance ?? ""}
        {...(errors.echeance && { error: errors.echeance })}
      />
      <Button>Calculer</Button>
    </CalculatorPanel>
  );
}

function Explanation({ result }: { result: NonNullable<Attempt["result"]> }) {
  const { statement, address } = result;
  const { daysLate, segments, penaltyCents, flatFeeCents, statedOn } = statement;
  const [first] = segments;
  const days = `${daysLate}${NBSP}jour${daysLate > 1 ? "s" : ""}`;
  const rate = segments.length === 1 && first ? `${days} à ${formatRateBps(first.rateBps)}` : days;
  const text =
    daysLate === 0
      ? `au ${formatDate(statedOn)}${NBSP}: rien n’est encore en retard`
      : `au ${formatDate(statedOn)}${NBSP}: ${rate}, soit ${formatEuros(penaltyCents)}, et ${formatEuros(flatFeeCents)} d’indemnité`;
  return (
    <>
      <Sentence>{text}</Sentence>.{" "}
      <span className="nb">
        <Anchor href={address}>Voir le décompte</Anchor>
      </span>
    </>
  );
}
