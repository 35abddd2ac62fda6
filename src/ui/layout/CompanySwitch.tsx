import { Icon } from "../text/Icon";
import { NavLink } from "./NavLink";
import { SwitchLink } from "./SwitchLink";

export interface CompanySwitchProps {
  /** The company or firm one is working for. */
  name: string;
  /** « Société », « Cabinet, 38 sociétés ». */
  note: string;
  /** Others one may work for, with the address of their first page. */
  choices: readonly { href: string; name: string; note?: string }[];
  /** The page that lists them all, when there are too many for a menu. */
  allHref?: string;
}

/** Says for whom one is working, and changes it. A native popover: no script to open or close it. */
export function CompanySwitch({ name, note, choices, allHref }: CompanySwitchProps) {
  return (
    <>
      <button className="switch" type="button" popoverTarget="companies">
        <span className="switch__initials" aria-hidden="true">
          {initialsOf(name)}
        </span>
        <span className="switch__name">
          <b>{name}</b>
          <small>{note}</small>
        </span>
        <Icon name="switch" size="small" />
        <span className="sr">Changer de société</span>
      </button>
      <nav className="menu companies" id="companies" popover="auto" aria-label="Sociétés">
        {choices.map((choice) => (
          <SwitchLink key={choice.href} href={choice.href}>
            <span>
              {choice.name}
              {choice.note && <small>{choice.note}</small>}
            </span>
            {choice.name === name && <Icon name="check" size="small" />}
          </SwitchLink>
        ))}
        {allHref && (
          <>
            <hr />
            <NavLink href={allHref}>Toutes les sociétés</NavLink>
          </>
        )}
      </nav>
    </>
  );
}

/** Two letters for a narrow place: « Atelier Brisset » gives AB. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s’'-]+/).filter((word) => /^\p{Lu}|^\d/u.test(word));
  const letters = words.length > 1 ? words.slice(0, 2).map((word) => word.charAt(0)) : [name.slice(0, 2)];
  return letters.join("").toLocaleUpperCase("fr");
}
