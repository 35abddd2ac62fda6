import { formatSiren } from "@/domain/parties/siren";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { FilterBar } from "@/ui/controls/FilterBar";
import { SearchInput } from "@/ui/controls/SearchInput";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import type { ClientChoice, ClientChoices } from "@/usecases/parties/listClientChoices";

interface ChooseClientProps {
  /** Address of the page of a new invoice. */
  base: string;
  search: string;
  list: ClientChoices;
}

/** The first question of a new invoice when there are too many clients for a closed list. */
export function ChooseClient({ base, search, list }: ChooseClientProps) {
  return (
    <Section
      title="Pour quel client ?"
      aside={
        <ButtonLink href={`${base}?client=nouveau`} icon="add" variant="quietAccent">
          Nouveau client
        </ButtonLink>
      }
    >
      <FilterBar label="Chercher un client" action={base}>
        <SearchInput
          label="Nom, référence ou SIREN du client"
          placeholder="Nom, référence ou SIREN"
          defaultValue={search}
        />
      </FilterBar>
      {list.choices.length === 0 ? (
        <p className="muted">Aucun client ne correspond. Vérifiez le nom, ou créez un nouveau client.</p>
      ) : (
        <Rows label="Clients">
          {list.choices.map((client) => (
            <Row key={client.id} title={client.name} href={`${base}?client=${client.id}`}>
              {clientNote(client)}
            </Row>
          ))}
        </Rows>
      )}
      {list.isCut && <p className="small muted">D’autres clients correspondent : précisez la recherche.</p>}
    </Section>
  );
}

/** `Nantes, SIREN 732 829 320`. */
export function clientNote(client: ClientChoice): string {
  return [client.city ?? "", client.siren ? `SIREN ${formatSiren(client.siren)}` : "", client.reference ?? ""]
    .filter((part) => part !== "")
    .join(", ");
}
