/** An attachment of a message of the demonstration's inbox, to download. */
import { isDemonstration } from "@/context/clock";
import { readCaughtMail } from "@/context/mailbox";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ id: string; n: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { id, n } = await params;
  const mail = (await isDemonstration()) ? await readCaughtMail(id) : null;
  const attachment = /^\d{1,2}$/.test(n) ? mail?.attachments[Number(n)] : undefined;
  if (!attachment) return new Response(null, { status: 404 });
  return new Response(Uint8Array.from(attachment.content), {
    headers: {
      // Never shown in place, whatever its type says.
      "content-type": "application/octet-stream",
      "content-disposition": `attachment; filename*=UTF-8''${encodeURIComponent(attachment.filename || "piece-jointe")}`,
      "cache-control": "private, no-store",
    },
  });
}
