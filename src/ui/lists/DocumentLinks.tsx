import type { ReactNode } from "react";
import { Anchor } from "../text/Anchor";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";

interface DocumentLinksProps {
  documents: readonly { href: string; title: ReactNode; icon?: IconName }[];
}

/** Files to download, one a line. */
export function DocumentLinks({ documents }: DocumentLinksProps) {
  return (
    <ul className="docs">
      {documents.map(({ href, title, icon = "document" }) => (
        <li key={href}>
          <Anchor href={href} download="">
            <Icon name={icon} size="small" />
            <span>{title}</span>
          </Anchor>
        </li>
      ))}
    </ul>
  );
}
