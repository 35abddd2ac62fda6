import type { ReactNode } from "react";
import { currentSession } from "@/auth/currentSession";
import { PublicShell } from "@/ui/layout/PublicShell";
import { LEGAL_LINKS } from "../../_server/paths";

/** The frame of public pages: whoever is signed in goes back to their companies from it. */
export async function PublicFrame({ children }: { children: ReactNode }) {
  const user = await currentSession();
  return (
    <PublicShell
      calculatorHref="/calculateur"
      signInHref={user ? "/societes" : "/connexion"}
      signInLabel={user ? "Mes sociétés" : "Se connecter"}
      footerLinks={LEGAL_LINKS}
    >
      {children}
    </PublicShell>
  );
}
