/** POST /api/v1/invoices/{id}/documents: the PDF of an invoice, as it is. The same bytes again change nothing. */
import { attachDocument } from "@/usecases/invoicing/attachDocument";
import { otherMethods } from "../../../_server/otherMethods";
import { readPdf } from "../../../_server/readRequest";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

/** What is wrong with a file is wrong with the whole body. */
const wholeBody = () => "";

export const POST = withKey<{ id: string }>(
  "work",
  async ({ request, params: { id }, ctx }) => {
    // Without a name of its own, it takes that of the number of the invoice.
    const documentId = await attachDocument(ctx, id, { name: "", bytes: await readPdf(request) });
    return jsonResponse(201, { documentId });
  },
  wholeBody,
);

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
