/** What the mail catcher of a house kept, as a person would read it. */
import PostalMime, { type Email } from "postal-mime";

const LOOK_EVERY_MS = 50;
const PATIENCE_MS = 60_000;

interface Listed {
  id: string;
  to: { address: string }[];
  subject: string;
}

export class Mailbox {
  constructor(
    private readonly catcherUrl: string,
    private readonly appUrl: string,
  ) {}

  /** Every message kept, newest first. */
  async list(): Promise<Listed[]> {
    const response = await fetch(`${this.catcherUrl}/messages?limit=2000`);
    return (await response.json()) as Listed[];
  }

  async read(id: string): Promise<Email> {
    const response = await fetch(`${this.catcherUrl}/messages/${id}`);
    return PostalMime.parse(await response.arrayBuffer());
  }

  /** Messages to an address, oldest first. */
  async to(address: string): Promise<Email[]> {
    const listed = (await this.list()).filter((mail) => mail.to.some((one) => one.address === address));
    return Promise.all(listed.reverse().map((mail) => this.read(mail.id)));
  }

  /** Waits for the first message to an address whose subject matches. */
  async waitFor(address: string, subject: RegExp): Promise<Email> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const mails = await this.to(address);
      const found = mails.find((mail) => subject.test(mail.subject ?? ""));
      if (found) return found;
      if (Date.now() > end) {
        const seen = mails.map((mail) => mail.subject).join(" / ") || "nothing";
        throw new Error(`no message ${subject} to ${address} arrived; there is: ${seen}`);
      }
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** Addresses of our own pages in a message, in the order they come. */
  links(mail: Email): string[] {
    return linksIn(mail, this.appUrl);
  }
}

/**
 * Addresses of our own pages in a message, each once. A message of the seed was written for another port of
 * this machine: its addresses are given at the house that shows it.
 */
export function linksIn(mail: Pick<Email, "html" | "text">, appUrl: string): string[] {
  const text = `${mail.text ?? ""}\n${(mail.html ?? "").replaceAll("&amp;", "&")}`;
  const found = text.match(/https?:\/\/[^\s"'<>)\]]+/g) ?? [];
  const ours = found.map((one) => new URL(one)).filter((url) => url.hostname === "localhost");
  return [...new Set(ours.map((url) => `${appUrl}${url.pathname}${url.search}`))];
}
