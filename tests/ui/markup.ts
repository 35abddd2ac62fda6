/** Reads what a component renders on the server, without a browser. */
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";

export interface Element {
  tag: string;
  attributes: Record<string, string>;
}

/** The markup a component sends. */
export function markupOf(node: ReactNode): string {
  return renderToStaticMarkup(node);
}

/** Every opening tag, in order, with its attributes. */
export function elementsOf(html: string): Element[] {
  return [...html.matchAll(/<([a-z][a-z0-9-]*)((?:\s+[^\s=>"/]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(
    ([, tag = "", list = ""]) => ({ tag, attributes: attributesOf(list) }),
  );
}

function attributesOf(list: string): Record<string, string> {
  const pairs = [...list.matchAll(/([^\s=]+)(?:="([^"]*)")?/g)];
  return Object.fromEntries(
    pairs.map(([, name = "", value = ""]) => [name.toLowerCase(), unescapeText(value)]),
  );
}

/** What a person reads: the markup without its tags. */
export function textOf(html: string): string {
  return unescapeText(html.replace(/<[^>]*>/g, ""));
}

/** The one element with this tag; fails when there is none. */
export function only(html: string, tag: string): Element {
  const found = elementsOf(html).filter((element) => element.tag === tag);
  if (found.length !== 1 || !found[0]) throw new Error(`${found.length} <${tag}> in ${html}`);
  return found[0];
}

/** The text of the element with this id. */
export function textOfId(html: string, id: string): string | undefined {
  const inside = new RegExp(`<(\\w+)[^>]*\\sid="${id}"[^>]*>(.*?)</\\1>`, "s").exec(html);
  return inside?.[2] === undefined ? undefined : textOf(inside[2]);
}

function unescapeText(text: string): string {
  return text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
