import type { ReactNode } from "react";
import { Icon } from "../text/Icon";
import type { IconName } from "../text/iconPaths";

interface EmptyStateProps {
  icon?: IconName;
  /** What there is not: « Rien ne vous attend aujourd’hui ». */
  title: string;
  /** Level of the title in the page. */
  level?: 2 | 3;
  /** What has happened and what comes next. */
  children: ReactNode;
  /** One gesture. */
  action?: ReactNode;
}

/** An empty list that says what happened and what comes next. */
export function EmptyState({ icon = "checkCircle", title, level = 2, children, action }: EmptyStateProps) {
  const Title = level === 2 ? "h2" : "h3";
  return (
    <div className="empty">
      <Icon name={icon} tone="accent" />
      <Title>{title}</Title>
      <p className="muted">{children}</p>
      {action}
    </div>
  );
}
