/** POST /api/v1/invoices/{id}/credit-notes: lowers what an invoice is worth, once for its key. */
import { rates } from "@/context/rates";
import { addCreditNote } from "@/usecases/invoicing/addCreditNote";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { CREDIT_NOTE_BODY } from "../../../_parts/contract";
import { otherMethods } from "../../../_server/otherMethods";
import { presentInvoice } from "../../../_server/present";
import { readBody } from "../../../_server/readRequest";
import { onceByHeader, sentCreditNote } from "../../../_server/sentFields";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

export const POST = withKey<{ id: string }>("work", async ({ request, params: { id }, ctx }) => {
  const credit = sentCreditNote(await readBody(request, CREDIT_NOTE_BODY));
  const form = onceByHeader(request, { ...credit, creditedInvoice: id });
  const creditNoteId = await addCreditNote({ ...ctx, form }, id, credit);
  return jsonResponse(201, { creditNoteId, invoice: presentInvoice(await readInvoice(ctx, id, rates)) });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
