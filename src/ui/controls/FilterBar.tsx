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
  return (
    <search aria-label={label}>
      <form
        className={classNames("tools", !parts.some(isSearch) && "tools--folded")}
        action={action}
        method="get"
      >
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {parts.filter(isSearch)}
        {active.length > 0 && <FilterToggle count={active.filter(Boolean).length} />}
        {parts.filter((part) => !isSearch(part))}
        {submit ? <Button>{submit}</Button> : <Apply isFolded={active.length > 0} />}
      </form>
    </search>
  );
}

function isSearch(part: ReactNode): boolean {
  return isValidElement(part) && part.type === SearchInput;
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

/** Beside « Filtres », on a phone, « Filtrer » would say the same twice. */
function Apply({ isFolded }: { isFolded: boolean }) {
  if (!isFolded) return <Button icon="filter">Filtrer</Button>;
  return (
    <Button>
      <span className="tools__wide">
        <Icon name="filter" size="small" />
        Filtrer
      </span>
      <span className="tools__narrow">Appliquer</span>
    </Button>
  );
}
