import type { ReactNode } from "react";
import { Anchor } from "../text/Anchor";

interface CrumbsProps {
  /** Pages above this one, from the top. */
  above: readonly { href: string; label: ReactNode }[];
  /** This page. */
  children: ReactNode;
}

/** Where the page is. */
export function Crumbs({ above, children }: CrumbsProps) {
  return (
    <nav className="crumbs" aria-label="Fil d’Ariane">
      <ol>
        {above.map(({ href, label }) => (
          <li key={href}>
            <Anchor href={href}>{label}</Anchor>
          </li>
        ))}
        <li aria-current="page">{children}</li>
      </ol>
    </nav>
  );
}
