"use client";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { PlainPage } from "@/ui/layout/PlainPage";
import { FAILURE_MEANING, FAILURE_TITLE, failureReference, RETRY } from "@/ui/messages/failureWords";

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
      title={FAILURE_TITLE}
      actions={
        <>
          <Button type="button" variant="primary" onClick={reset}>
            {RETRY}
          </Button>
          <ButtonLink href="/societes">Mes sociétés</ButtonLink>
        </>
      }
    >
      {FAILURE_MEANING}
      {error.digest && <span className="small">{` ${failureReference(error.digest)}`}</span>}
    </PlainPage>
  );
}
