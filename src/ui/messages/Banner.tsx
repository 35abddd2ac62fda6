import type { ReactNode } from "react";
import { classNames } from "../classNames";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";
import type { Tone } from "../text/tone";

type BannerTone = Exclude<Tone, "accent">;

interface BannerProps {
  tone?: BannerTone;
  /** Another shape than that of the tone. */
  icon?: IconName;
  /** `alert` when it came up while the person was here and cannot wait. */
  urgency?: "status" | "alert";
  /** Buttons at the end of the line. */
  actions?: ReactNode;
  /** What happens and what it stops, then a link that mends it. */
  children: ReactNode;
}

const ICONS: Record<BannerTone, IconName> = {
  info: "info",
  caution: "warning",
  critical: "warning",
  positive: "checkCircle",
};

/** What concerns the whole page: a state that lasts (`info`, `caution`, `critical`) or good news. */
export function Banner({ tone = "info", icon, urgency = "status", actions, children }: BannerProps) {
  return (
    <div className={classNames("banner", tone !== "info" && `banner--${tone}`)} role={urgency}>
      <Icon name={icon ?? ICONS[tone]} />
      <p>{children}</p>
      {actions && <div className="btns">{actions}</div>}
    </div>
  );
}
