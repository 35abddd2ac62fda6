import { AGING_BUCKETS } from "@/domain/reporting/agingReport";
import { AgingBars } from "@/ui/charts/AgingBars";
import { Section } from "@/ui/layout/Section";
import { AgingTable } from "@/ui/tables/AgingTable";
import { Amount } from "@/ui/text/Amount";
import type { Dashboard } from "@/usecases/reporting/readDashboard";

interface AgedBalanceProps {
  dashboard: Dashboard;
  /** Address of the company's home. */
  home: string;
}

/** Filter of the list of invoices for each bucket, in their order. */
const FILTERS = ["etat=a-venir", "age=1-30", "age=31-60", "age=61-90", "age=90-"];

/** What is owed by age, then who owes it. */
export function AgedBalance({ dashboard, home }: AgedBalanceProps) {
  const { aging, shownClients, otherClients } = dashboard;
  return (
    <Section
      title="Balance âgée"
      aside={
        <p>
          <Amount cents={aging.totalCents} /> à recevoir
        </p>
      }
    >
      <AgingBars
        buckets={aging.buckets.map((bucket, index) => ({
          ...bucket,
          label: AGING_BUCKETS[index]?.label ?? "",
          href: `${home}/factures?${FILTERS[index]}`,
        }))}
      />
      <AgingTable
        caption="Balance âgée par client, en euros"
        buckets={AGING_BUCKETS.map((bucket) => bucket.shortLabel)}
        rows={[
          ...shownClients.map((client) => ({ ...client, href: `${home}/clients/${client.clientId}` })),
          ...(otherClients
            ? [{ ...otherClients, name: `${otherClients.count} autres clients`, href: `${home}/clients` }]
            : []),
        ]}
        total={{
          name: "Total",
          amountsCents: aging.buckets.map((bucket) => bucket.amountCents),
          totalCents: aging.totalCents,
        }}
      />
    </Section>
  );
}
