/** The HTML of a message of the demonstration's inbox, for its frame. */
import { framedMail } from "@/app/_server/framedMail";
import { isDemonstration } from "@/context/clock";
import { readCaughtMail } from "@/context/mailbox";

export const dynamic = "force-dynamic";

type Params = { params: Promise<{ id: string }> };

export async function GET(_: Request, { params }: Params): Promise<Response> {
  const mail = (await isDemonstration()) ? await readCaughtMail((await params).id) : null;
  return mail ? framedMail(mail.html) : new Response(null, { status: 404 });
}
