import type { ReactNode } from "react";
import { Icon } from "../text/Icon";
import { ButtonLink } from "./ButtonLink";
import { buttonClass } from "./buttonClass";

interface PagerProps {
  /** What is shown: « 1 à 16 sur 38 factures, les plus anciennes d’abord ». */
  children: ReactNode;
  /** Addresses of the neighbours; undefined at an end. */
  previousHref?: string;
  nextHref?: string;
  /** Words for what the pages hold, feminine plural by default (« factures »). */
  previousLabel?: string;
  nextLabel?: string;
}

/** Moves through a list page by page. An end of the list keeps its button, dimmed, in its place. */
export function Pager({
  children,
  previousHref,
  nextHref,
  previousLabel = "Précédentes",
  nextLabel = "Suivantes",
}: PagerProps) {
  const hasPages = previousHref !== undefined || nextHref !== undefined;
  return (
    <nav className="pager" aria-label="Pages">
      <p>{children}</p>
      {hasPages && (
        <div className="btns">
          {previousHref === undefined ? (
            <DeadEnd>
              <Icon name="chevronLeft" size="small" />
              {previousLabel}
            </DeadEnd>
          ) : (
            <ButtonLink href={previousHref} rel="prev" icon="chevronLeft">
              {previousLabel}
            </ButtonLink>
          )}
          {nextHref === undefined ? (
            <DeadEnd>
              {nextLabel}
              <Icon name="chevronRight" size="small" />
            </DeadEnd>
          ) : (
            <ButtonLink href={nextHref} rel="next" iconEnd="chevronRight">
              {nextLabel}
            </ButtonLink>
          )}
        </div>
      )}
    </nav>
  );
}

/** A link without an address: said to be a link that cannot be followed. */
function DeadEnd({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: an anchor without href has no role of its own
    // biome-ignore lint/a11y/useFocusableInteractive: a disabled link is not a stop of the keyboard
    <span className={buttonClass({})} role="link" aria-disabled="true">
      {children}
    </span>
  );
}
