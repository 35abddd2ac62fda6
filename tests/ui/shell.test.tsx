/** The frame of the product: where one is, and every place within reach on a phone. */
import { PathnameContext } from "next/dist/shared/lib/hooks-client-context.shared-runtime";
import { describe, expect, it } from "vitest";
import { type NavItem, Shell } from "@/ui/layout/Shell";
import { elementsOf, markupOf, only } from "./markup";

describe("Shell", () => {
  const items: NavItem[] = [
    { href: "/a", label: "Aujourd’hui", icon: "list", phone: "bar", match: "exact" },
    { href: "/a/clients", label: "Clients", icon: "people" },
  ];
  const footItems: NavItem[] = [{ href: "/a/reglages", label: "Réglages", icon: "settings" }];
  const company = { name: "Atelier Brisset", note: "Société", choices: [] };
  const at = (path: string) =>
    markupOf(
      <PathnameContext value={path}>
        <Shell homeHref="/a" items={items} footItems={footItems} company={company}>
          Page
        </Shell>
      </PathnameContext>,
    );
  const current = (html: string) =>
    elementsOf(html)
      .filter(({ attributes }) => attributes["aria-current"] === "page")
      .map(({ attributes }) => attributes.href);

  it("says where one is, below a place too, in the navigation and under « Plus »", () => {
    expect(current(at("/a"))).toEqual(["/a"]);
    expect(current(at("/a/reglages/equipe"))).toEqual(["/a/reglages", "/a/reglages"]);
    expect(current(at("/a/reglages-anciens"))).toEqual([]);
  });

  it("puts under « Plus » every place that the bar of phones leaves out", () => {
    const menu = /id="plus"[^>]*>(.*?)<\/div>/.exec(at("/"))?.[1] ?? "";
    const links = elementsOf(menu).filter(({ tag }) => tag === "a");
    expect(links.map(({ attributes }) => attributes.href)).toEqual(["/a/clients", "/a/reglages"]);
  });

  it("lets the keyboard skip to the page", () => {
    const skip = elementsOf(at("/")).find(({ tag }) => tag === "a");
    expect(skip?.attributes.href).toBe("#contenu");
    expect(only(at("/"), "main").attributes).toMatchObject({ id: "contenu", tabindex: "-1" });
  });
});
