import { formatMinuteOfDay } from "@/domain/dateText";
import { NBSP } from "@/domain/money";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Anchor } from "@/ui/text/Anchor";
import type { DunningPace } from "@/usecases/dunning/readScenario";

interface RestraintsProps {
  pace: DunningPace;
  /** Address of the company's home. */
  home: string;
  mayConfigure: boolean;
}

/** What keeps a step from running on its day, whatever the scenario says. */
export function Restraints({ pace, home, mayConfigure }: RestraintsProps) {
  return (
    <>
      <Facts layout="wide">
        <Fact term="Réponse du client">Litige, promesse ou règlement annoncé suspendent la facture</Fact>
        <Fact term="Plage d’envoi">
          De {formatMinuteOfDay(pace.opensAt)} à {formatMinuteOfDay(pace.closesAt)}, les jours ouvrés
        </Fact>
        <Fact
          term="Fréquence"
          notes={[`${pace.contactsPer30Days} au plus en 30${NBSP}jours, sur toutes ses factures.`]}
        >
          Un envoi par client en {pace.gapHours}
          {NBSP}heures
        </Fact>
        {pace.isGrouped && <Fact term="Regroupement">Les factures échues d’un client partent ensemble</Fact>}
        {pace.safeMode && <Fact term="Mode sûr">Actif, rien ne part sans votre accord</Fact>}
      </Facts>
      {mayConfigure && (
        <p className="small table__note">
          <Anchor href={`${home}/reglages/rythme`}>Changer ce rythme</Anchor>
        </p>
      )}
    </>
  );
}
