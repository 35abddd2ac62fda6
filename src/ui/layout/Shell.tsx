import type { ReactNode } from "react";
import { ButtonLink } from "../controls/ButtonLink";
import { Brand } from "../text/Brand";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import { CompanySwitch, type CompanySwitchProps } from "./CompanySwitch";
import { NavLink } from "./NavLink";

export interface NavItem {
  href: string;
  label: string;
  /** Word for the narrow bar of phones, when the label is long: « Tableau ». */
  phoneLabel?: string;
  icon: IconName;
  /** What awaits someone behind the link: « 9 », read « 9 à traiter ». Never 0. */
  count?: { value: number; unit: string };
  /** `bar` keeps it in the bottom bar of phones (four at most); the others go under « Plus ». */
  phone?: "bar";
  /** `exact` for a home whose address begins every other one. */
  match?: "exact";
}

interface ShellProps {
  /** Where the logo leads. */
  homeHref: string;
  /** Main places, in order. */
  items: readonly NavItem[];
  /** At the foot of the navigation: import, settings, account. */
  footItems: readonly NavItem[];
  /** Who one is working for, and the other choices. */
  company: CompanySwitchProps;
  searchHref?: string;
  /** One line above every page: the clock of the demonstration, a pause of all sendings. */
  notice?: ReactNode;
  /** The page: a `PageFrame` most often. */
  children: ReactNode;
}

/** The frame of the product: side navigation, rail on a tablet, bottom bar on a phone. */
export function Shell({ homeHref, items, footItems, company, searchHref, notice, children }: ShellProps) {
  const underPlus = [...items.filter(({ phone }) => phone !== "bar"), ...footItems];
  return (
    <>
      <a className="skip" href="#contenu">
        Aller au contenu
      </a>
      <div className="shell">
        <header className="side">
          <div className="side__inner">
            <div className="side__top">
              <Brand href={homeHref} />
            </div>
            <CompanySwitch {...company} />
            {searchHref && (
              <div className="side__search">
                <ButtonLink href={searchHref} variant="quiet" icon="search" label="Rechercher" />
              </div>
            )}
            <nav className="nav" aria-label="Navigation principale">
              <ul>
                {items.map((item) => (
                  <li key={item.href} className={item.phone === "bar" ? "nav__main" : undefined}>
                    <NavItemLink item={item} />
                  </li>
                ))}
                <li className="nav__more">
                  <button className="nav__item" type="button" popoverTarget="plus">
                    <Icon name="more" />
                    <span>Plus</span>
                  </button>
                </li>
              </ul>
              <ul className="nav__foot">
                {footItems.map((item) => (
                  <li key={item.href}>
                    <NavItemLink item={item} />
                  </li>
                ))}
              </ul>
              <div className="menu plus" id="plus" popover="auto">
                {underPlus.map((item) => (
                  <NavLink key={item.href} href={item.href} match={item.match}>
                    <Icon name={item.icon} />
                    <span>{item.label}</span>
                    {item.count && <Count {...item.count} />}
                  </NavLink>
                ))}
              </div>
            </nav>
          </div>
        </header>
        <div>
          <div className="side__notice">{notice}</div>
          <main id="contenu" tabIndex={-1}>
            {children}
          </main>
        </div>
      </div>
    </>
  );
}

function NavItemLink({ item }: { item: NavItem }) {
  return (
    <NavLink className="nav__item" href={item.href} match={item.match}>
      <Icon name={item.icon} />
      <span>
        {item.phoneLabel && <span className="nav__short">{item.phoneLabel}</span>}
        <span className="nav__long">{item.label}</span>
      </span>
      {item.count && <Count {...item.count} />}
    </NavLink>
  );
}

function Count({ value, unit }: { value: number; unit: string }) {
  return (
    <span className="count">
      {value}
      <span className="sr"> {unit}</span>
    </span>
  );
}
