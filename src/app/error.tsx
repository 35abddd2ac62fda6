"use client";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { PlainPage } from "@/ui/layout/PlainPage";

/** A page that failed. It says what it means for the person; the details stay in the journals of the server. */
export default function ErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PlainPage
      title="Cette page n’a pas pu s’afficher"
      actions={
        <>
          <Button type="button" variant="primary" onClick={reset}>
            Réessayer
          </Button>
          <ButtonLink href="/societes">Mes sociétés</ButtonLink>
        </>
      }
    >
      Quelque chose n’a pas fonctionné de notre côté. Ce que vous avez enregistré l’est toujours, et les
      relances continuent.
      {error.digest && (
        <span className="small">
          {` Si cela se répète, donnez cette référence à l’exploitant\u00a0: ${error.digest}.`}
        </span>
      )}
    </PlainPage>
  );
}
