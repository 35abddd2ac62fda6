import { Children, isValidElement, type ReactNode, useId } from "react";
import { classNames } from "../classNames";
import { Icon } from "../text/Icon";
import { Button } from "./Button";
import { buttonClass } from "./buttonClass";
import { SearchInput } from "./SearchInput";
import { Select } from "./Select";

interface FilterBarProps {
  /** What is filtered: « Filtrer les factures ». */
  label: string;
  /** Address of the list; the current one by default. Filters are sent in the address bar. */
  action?: string;
  /** Filters kept from the address that this bar does not show. */
  kept?: Readonly<Record<string, string>>;
  /** Word of the button, « Filtrer » by default. */
  submit?: string;
  /** `SearchInput`, then `Select`s with a hidden label, whose first choice filters nothing. */
  children: ReactNode;
}

/**
 * The filters of a list: a form that needs no script. On a phone, its closed lists wait behind
 * « Filtres », which says how many are in force.
 */
export function FilterBar({ label, action, kept = {}, submit, children }: FilterBarProps) {
  const parts = Children.toArray(children);
  const active = parts.map(isActive).filter((one) => one !== null);
  const hasSearch = parts.some((part) => isValidElement(part) && part.type === SearchInput);
  return (
    <search aria-label={label}>
      <form className={classNames("tools", !hasSearch && "tools--folded")} action={action} method="get">
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {active.length > 0 && <FilterToggle count={active.filter(Boolean).length} />}
        {children}
        {submit ? <Button>{submit}</Button> : <Button icon="filter">Filtrer</Button>}
      </form>
    </search>
  );
}

/** Whether a closed list filters anything; null for what is no closed list. */
function isActive(part: ReactNode): boolean | null {
  if (!isValidElement<Parameters<typeof Select>[0]>(part) || part.type !== Select) return null;
  const { defaultValue, options } = part.props;
  return defaultValue !== undefined && defaultValue !== options[0]?.value;
}

/** A box without a name: it opens the filters of a phone and is sent to nobody. */
function FilterToggle({ count }: { count: number }) {
  const id = useId();
  return (
    <>
      <input type="checkbox" className="tools__box sr" id={id} autoComplete="off" />
      <label className={classNames(buttonClass({}), "tools__open")} htmlFor={id}>
        <Icon name="filter" size="small" />
        Filtres
        {count > 0 && (
          <span className="count">
            {count}
            <span className="sr"> en vigueur</span>
          </span>
        )}
      </label>
    </>
  );
}
