import { Section } from "@/ui/layout/Section";
import { BriefRow } from "@/ui/lists/BriefRow";
import { Rows } from "@/ui/lists/Rows";
import { Amount } from "@/ui/text/Amount";
import { Anchor } from "@/ui/text/Anchor";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import type { TodayView } from "@/usecases/reporting/readToday";

/** Invoices past due that nothing reminds for now, each with its reason. */
export function Held({ held, isPaused, home }: Pick<TodayView, "held" | "isPaused"> & { home: string }) {
  if (isPaused) {
    return (
      <Section title="Ce qui est retenu, et pourquoi" id="retenu">
        <p className="muted">
          Tout est retenu{"\u00a0"}: les relances sont arrêtées. À la remise en marche, chaque facture reprend
          son scénario, une relance à la fois.
        </p>
      </Section>
    );
  }
  return (
    <Section
      title="Ce qui est retenu, et pourquoi"
      id="retenu"
      aside={
        held.length > 0 && <Anchor href={`${home}/factures?etat=suspendues`}>Voir les suspensions</Anchor>
      }
    >
      {held.length === 0 ? (
        <p className="muted">Rien n’est retenu{"\u00a0"}: chaque facture en retard suit son scénario.</p>
      ) : (
        <Rows>
          {held.map((invoice) => (
            <BriefRow
              key={invoice.invoiceId}
              title={
                <Anchor className="plain" href={`${home}/factures/${invoice.invoiceId}`}>
                  {invoice.clientName}, <NoBreak>{invoice.number}</NoBreak>
                </Anchor>
              }
              end={<Amount cents={invoice.balanceCents} />}
            >
              <Sentence>{invoice.why}</Sentence>
            </BriefRow>
          ))}
        </Rows>
      )}
    </Section>
  );
}
