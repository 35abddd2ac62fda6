/** POST /api/v1/credits/{id}/cancel: takes back a credit of a client that money recorded by mistake had left. */
import { cancelClientCredit } from "@/usecases/settlement/recordClientCredit";
import { doneBefore } from "../../../_server/doneBefore";
import { otherMethods } from "../../../_server/otherMethods";
import { jsonResponse, withKey } from "../../../_server/withKey";

export const dynamic = "force-dynamic";

export const POST = withKey<{ id: string }>("work", async ({ params: { id }, ctx }) => {
  await cancelClientCredit(ctx, id).catch(doneBefore("CREDIT_CANCELLED"));
  return jsonResponse(200, { creditId: id, isCancelled: true });
});

export const { GET, PUT, PATCH, DELETE, OPTIONS } = otherMethods("POST");
