import type { Metadata, Viewport } from "next";
import type { ReactNode } from "react";
import "@/ui/tokens.css";
import "@/ui/base.css";

export const metadata: Metadata = {
  title: { default: "Dûment", template: "%s · Dûment" },
  description: "Dûment relance vos factures en retard, le bon jour, avec le montant exact que la loi permet.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
};

// Every page is private or carries a nonce: nothing is rendered ahead of a request.
export const dynamic = "force-dynamic";

export default function RootLayout({ children }: { children: ReactNode }) {
  return (
    <html lang="fr">
      <body>{children}</body>
    </html>
  );
}
