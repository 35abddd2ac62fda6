"use client";
import { Button } from "@/ui/controls/Button";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { FAILURE_MEANING, FAILURE_TITLE, failureReference, RETRY } from "@/ui/messages/failureWords";

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
        title={FAILURE_TITLE}
        actions={
          <Button type="button" variant="primary" onClick={reset}>
            {RETRY}
          </Button>
        }
      >
        {FAILURE_MEANING}
      </PageHead>
      {error.digest && <p className="small muted">{failureReference(error.digest)}</p>}
    </PageFrame>
  );
}
