import { Anchor } from "../text/Anchor";

interface Tab {
  href: string;
  label: string;
  /** How many the tab holds. */
  /** A number, or a bounded one such as « 1 000+ ». */
  count?: number | string;
  isCurrent?: boolean;
}

interface TabsProps {
  /** What the tabs sort: « Factures par état ». */
  label: string;
  tabs: readonly Tab[];
}

/** Views of one list, as links: each has its address. */
export function Tabs({ label, tabs }: TabsProps) {
  return (
    <nav className="tabs" aria-label={label}>
      {tabs.map((tab) => (
        <Anchor key={tab.href} href={tab.href} aria-current={tab.isCurrent ? "page" : undefined}>
          {tab.label} {tab.count !== undefined && <span className="count">{tab.count}</span>}
        </Anchor>
      ))}
    </nav>
  );
}
