/** POST /api/v1/credit-notes/{id}/cancel: one recorded by mistake counts no more. */
import { rates } from "@/context/rates";
import { cancelCreditNote, readCreditedInvoiceId } from "@/usecases/invoicing/cancelCreditNote";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { doneBefore } from "../../../_server/doneBefore";
import { otherMethods } from "../../../_server/otherMethods";
import { presentInvoice } from "../../../_server/present";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

export const POST = withKey<{ id: string }>("work", async ({ params: { id }, ctx }) => {
  await cancelCreditNote(ctx, id).catch(doneBefore("REVERSED"));
  const invoice = await readInvoice(ctx, await readCreditedInvoiceId(ctx, id), rates);
  return jsonResponse(200, { creditNoteId: id, invoice: presentInvoice(invoice) });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
