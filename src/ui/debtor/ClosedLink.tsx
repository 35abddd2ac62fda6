/** What a wrong, expired or revoked link shows. It does not say which: that would be a clue. */
export interface ClosedLinkProps {
  css: string;
}

export function ClosedLink({ css }: ClosedLinkProps) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex, nofollow" />
        <title>Lien fermé</title>
        <style>{css}</style>
      </head>
      <body>
        <div className="page">
          <main>
            <h1>Ce lien n’est plus ouvert</h1>
            <p className="muted">
              Il a expiré, a été remplacé par un plus récent, ou l’adresse est incomplète. Ouvrez le dernier
              message reçu, ou répondez-lui directement.
            </p>
            <p className="muted" lang="en">
              This link is closed. Please open the latest message you received, or simply reply to it.
            </p>
          </main>
        </div>
      </body>
    </html>
  );
}
