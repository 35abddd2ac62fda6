import { formatEuros, NBSP } from "@/domain/money";
import { FilterBar } from "@/ui/controls/FilterBar";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { Amount } from "@/ui/text/Amount";
import type { Payer, PaymentChoices } from "@/usecases/settlement/readPaymentForm";

interface PayerChoiceProps {
  /** Address of the page, to which the client is added. */
  here: string;
  search: string;
  payers: PaymentChoices;
  /** Of the titles inside, below that of the page or of its section. */
  level?: 2 | 3;
  /** When the search finds nobody. */
  noneWords?: string;
}

const NOBODY = "Ce client n’existe pas, ou ne doit plus rien.";

/** Who paid: a search, and the clients who have something to pay. */
export function PayerChoice({ here, search, payers, level = 2, noneWords = NOBODY }: PayerChoiceProps) {
  return (
    <>
      <FilterBar label="Chercher le client" action={here} submit="Chercher">
        <SearchInput
          label="Chercher un client"
          placeholder="Nom, SIREN ou adresse électronique"
          defaultValue={search}
        />
      </FilterBar>
      {payers.clients.length === 0 ? (
        <EmptyState
          icon="search"
          title={search ? "Aucun client ne correspond" : "Rien à encaisser"}
          level={level}
        >
          {search ? noneWords : "Aucune facture n’est en attente de règlement."}
        </EmptyState>
      ) : (
        <Rows label="Clients">
          {payers.clients.map((client) => (
            <Row
              key={client.id}
              title={client.name}
              href={`${here}?client=${client.id}`}
              end={<Amount cents={client.openCents || client.accessoryCents} size="strong" />}
            >
              {openWords(client)}
              {client.overdueCents > 0n && `, ${formatEuros(client.overdueCents)} en retard`}
            </Row>
          ))}
        </Rows>
      )}
      {payers.isCut && <p className="small muted">{`Il y en a d’autres${NBSP}: cherchez par le nom.`}</p>}
    </>
  );
}

function openWords({ openCount, accessoryCents }: Payer): string {
  if (openCount === 0 && accessoryCents === 0n) return "Ne doit plus rien";
  if (openCount === 0) return "Pénalités et indemnité, tout le reste est soldé";
  return openCount > 1 ? `${openCount} factures` : "Une facture";
}
