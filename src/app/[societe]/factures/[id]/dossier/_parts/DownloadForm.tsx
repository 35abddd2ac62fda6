import { Button } from "@/ui/controls/Button";
import type { CourtQuery } from "@/usecases/legal/readCourtRoute";

interface DownloadFormProps {
  action: string;
  slug: string;
  query: CourtQuery;
}

/** Making the file is noted in the journal: a form, and the browser saves what comes back. */
export function DownloadForm({ action, slug, query }: DownloadFormProps) {
  return (
    <form action={action} method="post">
      <input type="hidden" name="societe" value={slug} />
      {query.withOthers && <input type="hidden" name="portee" value="client" />}
      {query.activity && <input type="hidden" name="activite" value={query.activity} />}
      {query.courtCity !== "" && <input type="hidden" name="tribunal" value={query.courtCity} />}
      <Button variant="primary" icon="download">
        Télécharger le dossier
      </Button>
    </form>
  );
}
