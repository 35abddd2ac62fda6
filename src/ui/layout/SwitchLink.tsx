"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { NavLink } from "./NavLink";

/** Pages that every company has: changing company keeps them. */
const KEPT_PAGES = new Set([
  "factures",
  "clients",
  "courriers",
  "encaissements",
  "tableau-de-bord",
  "scenarios",
  "importer",
  "reglages",
  "journal",
]);

/**
 * Where changing to another company leads: from `/a/factures/…` to `/b/factures`, since an invoice
 * of one is not an invoice of the other; to its first page from anywhere else.
 *
 * @param href first page of the company (`/b`), or of a firm (`/cabinet/c`), which keeps nothing
 */
export function samePlace(path: string, href: string): string {
  const [, company = "", page = ""] = path.split("/");
  const isCompany = /^\/[^/]+$/.test(href);
  return isCompany && company !== "cabinet" && KEPT_PAGES.has(page) ? `${href}/${page}` : href;
}

/** A choice of the menu of companies: it keeps the page one is on. */
export function SwitchLink({ href, children }: { href: string; children: ReactNode }) {
  return <NavLink href={samePlace(usePathname() ?? "", href)}>{children}</NavLink>;
}
