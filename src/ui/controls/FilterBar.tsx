import type { ReactNode } from "react";
import { Button } from "./Button";

interface FilterBarProps {
  /** What is filtered: « Filtrer les factures ». */
  label: string;
  /** Address of the list; the current one by default. Filters are sent in the address bar. */
  action?: string;
  /** Filters kept from the address that this bar does not show. */
  kept?: Readonly<Record<string, string>>;
  /** Word of the button, « Filtrer » by default. */
  submit?: string;
  /** `SearchInput`, then `Select`s with a hidden label. */
  children: ReactNode;
}

/** The filters of a list: a form that needs no script. */
export function FilterBar({ label, action, kept = {}, submit, children }: FilterBarProps) {
  return (
    <search aria-label={label}>
      <form className="tools" action={action} method="get">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {children}
        {submit ? <Button>{submit}</Button> : <Button icon="filter">Filtrer</Button>}
      </form>
    </search>
  );
}
