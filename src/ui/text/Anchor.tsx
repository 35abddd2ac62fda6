import Link from "next/link";
import type { ComponentProps } from "react";

type AnchorProps = Omit<ComponentProps<"a">, "href" | "style"> & { href: string };

/**
 * A link. Pages of the product go through the router, without fetching what nobody asked for; a
 * file (`download`, `/api/…`), a telephone, a place in the page or another site is a plain link.
 */
export function Anchor({ href, ...rest }: AnchorProps) {
  const isPage = /^[/?]/.test(href) && !href.startsWith("/api/") && rest.download === undefined;
  if (!isPage) return <a href={href} {...rest} />;
  return <Link href={href} prefetch={false} {...rest} />;
}
