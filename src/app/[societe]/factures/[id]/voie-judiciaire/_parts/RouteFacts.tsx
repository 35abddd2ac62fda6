import type { CourtRoute } from "@/domain/legal/courtRoute";
import { capitalised } from "@/domain/legal/phrases";
import { AsideSection } from "@/ui/layout/WithAside";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Amount } from "@/ui/text/Amount";
import { Sentence } from "@/ui/text/Sentence";
import type { CourtRouteView } from "@/usecases/legal/readCourtRoute";

interface RouteFactsProps {
  view: CourtRouteView;
  route: CourtRoute;
}

/** The court, the cost, the time, the lawyer, the form: of the way that is aimed at. */
export function RouteFacts({ view, route: current }: RouteFactsProps) {
  const route = view.next ?? current;
  return (
    <>
      <AsideSection title="En bref">
        <Facts>
          {view.next && <Fact term="Voie visée">{view.next.title}</Fact>}
          {route.court && <Fact term="Juridiction">{capitalised(route.court.name)}</Fact>}
          <Fact term="Avocat">{lawyerWords(route)}</Fact>
          {route.costs.length > 0 && (
            <Fact
              term="Coût"
              notes={route.costs.slice(1).map((cost) => <Sentence key={cost}>{cost}</Sentence>)}
            >
              <Sentence>{route.costs[0] ?? ""}</Sentence>
            </Fact>
          )}
          {route.duration && <Fact term="Délai">{route.duration}</Fact>}
          {route.form && <Fact term="Formulaire">{route.form}</Fact>}
        </Facts>
      </AsideSection>
      <AsideSection title="Factures réclamées">
        <Facts>
          {view.invoices.map((invoice) => (
            <Fact key={invoice.id} term={invoice.number}>
              <Amount cents={invoice.dueCents} />
            </Fact>
          ))}
        </Facts>
      </AsideSection>
    </>
  );
}

function lawyerWords(route: CourtRoute): string {
  if (route.isLawyerMandatory) return "Obligatoire";
  return route.hasHearing ? "Facultatif à ce montant" : "Pas nécessaire pour cette étape";
}
