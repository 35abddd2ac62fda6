"use client";
import "@/ui/tokens.css";
import "@/ui/base.css";
import { Button } from "@/ui/controls/Button";
import { PlainPage } from "@/ui/layout/PlainPage";

/** The frame itself failed: this page brings its own. */
export default function GlobalErrorPage({ reset }: { reset: () => void }) {
  return (
    <html lang="fr">
      <body>
        <title>Incident · Dûment</title>
        <PlainPage
          title="Dûment ne répond pas pour l’instant"
          actions={
            <Button type="button" variant="primary" onClick={reset}>
              Réessayer
            </Button>
          }
        >
          Quelque chose n’a pas fonctionné de notre côté. Ce que vous avez enregistré l’est toujours, et les
          relances continuent.
        </PlainPage>
      </body>
    </html>
  );
}
