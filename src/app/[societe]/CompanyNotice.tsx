import { Banner } from "@/ui/messages/Banner";
import { Anchor } from "@/ui/text/Anchor";
import type { CompanyNoticeFacts } from "@/usecases/reporting/readCompanyNotice";

interface CompanyNoticeProps {
  slug: string;
  notice: CompanyNoticeFacts;
  mayConfigure: boolean;
}

/** One line above the page when nothing leaves by itself, and why. */
export function CompanyNotice({ slug, notice, mayConfigure }: CompanyNoticeProps) {
  if (notice.isPaused) {
    return (
      <Banner tone="caution" icon="pause">
        Toutes les relances sont arrêtées.{" "}
        {mayConfigure && <Anchor href={`/${slug}/reglages#envoi`}>Les remettre en marche</Anchor>}
      </Banner>
    );
  }
  if (!notice.safeMode) return null;
  return (
    <Banner tone="info" icon="lock">
      Mode sûr{"\u00a0"}: rien ne part sans votre accord.{" "}
      {mayConfigure && <Anchor href={`/${slug}/reglages#envoi`}>Le désactiver</Anchor>}
    </Banner>
  );
}
