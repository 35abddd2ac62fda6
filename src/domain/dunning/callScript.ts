/** What to say on the phone: short, exact, polite, with the figures filled in. */
import { formatDayMonth, type LocalDate } from "../calendar";
import { formatEuros, NBSP, sumCents } from "../money";
import { afterDe } from "../typography";

export interface CallScriptFacts {
  callerName: string;
  companyName: string;
  invoices: readonly { number: string; dueOn: LocalDate; balanceCents: bigint }[];
}

/** The first sentences of the call, as a person says them. */
export function callScript({ callerName, companyName, invoices }: CallScriptFacts): string {
  const total = formatEuros(sumCents(invoices.map((invoice) => invoice.balanceCents)));
  const [first] = invoices;
  if (!first) return "";
  const what =
    invoices.length === 1
      ? `la facture ${first.number} de ${total}, arrivée à échéance le ${formatDayMonth(first.dueOn)}. Est-elle bien dans vos règlements, ou quelque chose la bloque-t-il${NBSP}?`
      : `${invoices.length}${NBSP}factures, ${total} en tout, dont la plus ancienne était à échéance le ${formatDayMonth(first.dueOn)}. Sont-elles bien dans vos règlements, ou quelque chose les bloque-t-il${NBSP}?`;
  return `«${NBSP}Bonjour, ${callerName}, ${afterDe(companyName)}. Je vous appelle pour ${what}${NBSP}»`;
}
