/** The mail catcher of the demonstration: where it listens and where it keeps what it gets. */
import { env } from "@/config/env";
import { type Catcher, startCatcher } from "@/mail/catcher";

const USUAL_SMTP_PORT = 25;
const USUAL_HTTP_PORT = 80;

/**
 * Starts the mail server that delivers nothing, at the port of SMTP_URL, and the service that
 * shows its messages, at the port of MAIL_CATCHER_URL.
 *
 * @throws Error when MAIL_CATCHER_URL is not set, or a port is taken
 */
export async function startDemoCatcher(): Promise<Catcher> {
  const { MAIL_CATCHER_FOLDER, MAIL_CATCHER_HOST, MAIL_CATCHER_URL, SMTP_URL } = env();
  if (!MAIL_CATCHER_URL) throw new Error("MAIL_CATCHER_URL is not set: nobody could read the messages");
  const http = new URL(MAIL_CATCHER_URL);
  return startCatcher({
    smtpPort: Number(new URL(SMTP_URL).port || USUAL_SMTP_PORT),
    httpPort: Number(http.port || USUAL_HTTP_PORT),
    folder: MAIL_CATCHER_FOLDER,
    host: MAIL_CATCHER_HOST,
    names: [http.hostname],
  });
}
