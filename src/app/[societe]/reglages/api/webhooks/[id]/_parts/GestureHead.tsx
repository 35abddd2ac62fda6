/** Where a gesture on a webhook stands, and what it is called. */
import type { ReactNode } from "react";
import { typeset } from "@/domain/typography";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageHead } from "@/ui/layout/PageHead";
import type { WebhookFile } from "@/usecases/parties/readWebhooks";

interface GestureHeadProps {
  /** Of the company. */
  slug: string;
  webhook: Pick<WebhookFile, "id" | "name">;
  /** « Modifier ». */
  gesture: string;
  /** « Modifier « Facturation » ». */
  title: string;
  children: ReactNode;
}

export function GestureHead({ slug, webhook, gesture, title, children }: GestureHeadProps) {
  const settings = `/${slug}/reglages`;
  return (
    <>
      <Crumbs
        above={[
          { href: settings, label: "Réglages" },
          { href: `${settings}/api`, label: "API" },
          { href: `${settings}/api/webhooks/${webhook.id}`, label: webhook.name },
        ]}
      >
        {gesture}
      </Crumbs>
      <PageHead title={typeset(title)}>{children}</PageHead>
    </>
  );
}
