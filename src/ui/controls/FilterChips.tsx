import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";

interface FilterChipsProps {
  /** Active filters, each with the address of the list without it. */
  filters: readonly { label: string; removeHref: string }[];
  /** Address of the list without any filter. */
  clearHref: string;
}

/** The filters in force, each of which a touch removes. Nothing when there is none. */
export function FilterChips({ filters, clearHref }: FilterChipsProps) {
  if (filters.length === 0) return null;
  return (
    <div className="chips">
      <span className="muted">Filtres{"\u00a0"}:</span>
      {filters.map(({ label, removeHref }) => (
        <Anchor key={label} className="chip" href={removeHref}>
          {label}
          <Icon name="close" size="small" />
          <span className="sr">, retirer ce filtre</span>
        </Anchor>
      ))}
      <Anchor className="small" href={clearHref}>
        Tout effacer
      </Anchor>
    </div>
  );
}
