"use client";
import { Button } from "@/ui/controls/Button";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";

/** A page of a company that failed: the menu stays, the details are in the journals of the server. */
export default function CompanyErrorPage({
  error,
  reset,
}: {
  error: Error & { digest?: string };
  reset: () => void;
}) {
  return (
    <PageFrame width="narrow">
      <PageHead
        title="Cette page n’a pas pu s’afficher"
        actions={
          <Button type="button" variant="primary" onClick={reset}>
            Réessayer
          </Button>
        }
      >
        Quelque chose n’a pas fonctionné de notre côté. Ce que vous avez enregistré l’est toujours, et les
        relances continuent.
      </PageHead>
      {error.digest && (
        <p className="small muted">{`Si cela se répète, donnez cette référence à l’exploitant\u00a0: ${error.digest}.`}</p>
      )}
    </PageFrame>
  );
}
