"use client";

import type { ComponentProps, MouseEvent } from "react";
import { ButtonLink } from "../controls/ButtonLink";

type DialogLinkProps = ComponentProps<typeof ButtonLink> & {
  /** Id of the `Dialog`, on the same page. */
  opens: string;
};

/** Opens a dialog; without script, or in a new tab, leads to the page that does the same (`href`). */
export function DialogLink({ opens, ...link }: DialogLinkProps) {
  const openInstead = (event: MouseEvent<HTMLAnchorElement>) => {
    const dialog = document.getElementById(opens);
    const isPlainClick = !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
    if (!isPlainClick || !(dialog instanceof HTMLDialogElement)) return;
    event.preventDefault();
    dialog.showModal();
  };
  return <ButtonLink {...link} onClick={openInstead} aria-haspopup="dialog" />;
}
