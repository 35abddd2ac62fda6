/** POST /api/v1/invoices/{id}/payments: records money that came in, once for its key. */
import { rates } from "@/context/rates";
import { readInvoice } from "@/usecases/invoicing/readInvoice";
import { takePayment } from "@/usecases/settlement/takePayment";
import { PAYMENT_BODY } from "../../../_parts/contract";
import { otherMethods } from "../../../_server/otherMethods";
import { presentTaken } from "../../../_server/present";
import { readBody } from "../../../_server/readRequest";
import { onceByHeader, sentPayment } from "../../../_server/sentFields";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

export const POST = withKey<{ id: string }>("work", async ({ request, params: { id }, ctx }) => {
  const payment = sentPayment(await readBody(request, PAYMENT_BODY));
  // The invoice belongs to the operation: the same key for another one is refused.
  const form = onceByHeader(request, { ...payment, invoice: id });
  const taken = await takePayment({ ...ctx, form }, id, payment, rates);
  return jsonResponse(201, presentTaken(taken, await readInvoice(ctx, id, rates)));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
