"use client";
import "@/ui/tokens.css";
import "@/ui/base.css";
import { Button } from "@/ui/controls/Button";
import { PlainPage } from "@/ui/layout/PlainPage";
import { FAILURE_MEANING, RETRY } from "@/ui/messages/failureWords";

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
              {RETRY}
            </Button>
          }
        >
          {FAILURE_MEANING}
        </PlainPage>
      </body>
    </html>
  );
}
