/** What a wrong, expired or revoked link shows. It does not say which: that would be a clue. */
export interface ClosedLinkProps {
  css: string;
  /** After the request for a new link: the same answer whoever asked, and for which link. */
  isAsked: boolean;
}

export function ClosedLink({ css, isAsked }: ClosedLinkProps) {
  return (
    <html lang="fr">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <link rel="icon" type="image/svg+xml" href="/icon.svg" />
        <meta name="robots" content="noindex, nofollow" />
        <title>Lien fermé</title>
        <style>{css}</style>
      </head>
      <body>
        <div className="page">
          <main>{isAsked ? <Asked /> : <Closed />}</main>
        </div>
      </body>
    </html>
  );
}

function Closed() {
  return (
    <>
      <h1>Ce lien n’est plus ouvert</h1>
      <p className="muted gap">
        Tout est réglé, il a expiré, ou l’adresse est incomplète. Ouvrez le dernier message reçu, ou
        répondez-lui directement.
      </p>
      <form method="post" className="agree gap">
        <input type="hidden" name="reponse" value="nouveau-lien" />
        <button className="button" type="submit">
          Recevoir un nouveau lien
        </button>
        <p className="small muted">
          S’il reste quelque chose à payer, il part à l’adresse qui avait reçu celui-ci, et à aucune autre.
        </p>
      </form>
      <p className="muted gap" lang="en">
        This link is closed: everything is paid, it has expired, or the address is incomplete. The button
        above sends a new one to the address that received it, if something is still to pay.
      </p>
    </>
  );
}

function Asked() {
  return (
    <>
      <h1>C’est demandé</h1>
      <p className="muted gap">
        Si ce lien a existé et s’il reste quelque chose à payer, un nouveau part dans quelques minutes à
        l’adresse qui l’avait reçu.
      </p>
      <p className="muted gap" lang="en">
        If this link existed and something is still to pay, a new one leaves in a few minutes to the address
        that received it.
      </p>
    </>
  );
}
