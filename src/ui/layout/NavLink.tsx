"use client";

import Link from "next/link";
import { usePathname } from "next/navigation";
import type { MouseEvent, ReactNode } from "react";

interface NavLinkProps {
  href: string;
  /** `exact` for a home whose address begins every other one. */
  match?: "exact" | "below";
  className?: string;
  children: ReactNode;
}

/** A link of the navigation: it knows whether one is there, and closes the menu it is in. */
export function NavLink({ href, match = "below", className, children }: NavLinkProps) {
  const path = usePathname();
  const isHere = path === href || (match === "below" && path?.startsWith(`${href}/`));
  const closeMenu = (event: MouseEvent<HTMLAnchorElement>) => {
    const menu = event.currentTarget.closest<HTMLElement>("[popover]");
    if (menu?.matches(":popover-open")) menu.hidePopover();
  };
  return (
    <Link href={href} className={className} aria-current={isHere ? "page" : undefined} onClick={closeMenu}>
      {children}
    </Link>
  );
}
