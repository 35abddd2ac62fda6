import type { ReactNode } from "react";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";

interface SettingsPageProps {
  slug: string;
  title: string;
  /** What the page is for, in one sentence. */
  lead: ReactNode;
  children: ReactNode;
}

/** The frame of one page of settings. */
export function SettingsPage({ slug, title, lead, children }: SettingsPageProps) {
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: `/${slug}/reglages`, label: "Réglages" }]}>{title}</Crumbs>
      <PageHead title={title}>{lead}</PageHead>
      {children}
    </PageFrame>
  );
}
