/** POST /api/v1/payments/{id}/cancel: one recorded by mistake counts no more, and both entries stay readable. */
import { readOnePayment } from "@/usecases/settlement/listPayments";
import { reversePayment } from "@/usecases/settlement/reversePayment";
import { doneBefore } from "../../../_server/doneBefore";
import { otherMethods } from "../../../_server/otherMethods";
import { presentPayment } from "../../../_server/present";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

export const POST = withKey<{ id: string }>("work", async ({ params: { id }, ctx }) => {
  await reversePayment(ctx, id).catch(doneBefore("REVERSED"));
  return jsonResponse(200, presentPayment(await readOnePayment(ctx, id)));
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
