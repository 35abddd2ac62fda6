import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { isDemonstration } from "@/context/clock";
import { PublicShell } from "@/ui/layout/PublicShell";
import { LEGAL_LINKS } from "../../_server/paths";

export default async function InboxLayout({ children }: { children: ReactNode }) {
  if (!(await isDemonstration())) notFound();
  return (
    <PublicShell
      calculatorHref="/calculateur"
      signInHref="/societes"
      signInLabel="Revenir aux sociétés"
      footerLinks={LEGAL_LINKS}
    >
      {children}
    </PublicShell>
  );
}
