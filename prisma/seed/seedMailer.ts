/** Mail servers of the demonstration's debtors: most accept, a few are not well. */
import { createHash } from "node:crypto";
import type { DeliveryOutcome, OutgoingMail } from "@/domain/dunning/deliveryOutcome";
import type { Clock, Mailer } from "@/usecases/ports";
import type { ClientScript } from "./script";
import type { SeenMail } from "./world";

function refusal(server: NonNullable<ClientScript["mailServer"]>, recipient: string): DeliveryOutcome {
  switch (server) {
    case "REFUSES_ADDRESS":
      return {
        kind: "refused_permanent",
        stage: "rcpt",
        code: 550,
        enhancedCode: "5.1.1",
        text: `5.1.1 <${recipient}>: Recipient address rejected: User unknown in virtual mailbox table`,
        recipient,
      };
    case "REFUSES_MESSAGE":
      return {
        kind: "refused_permanent",
        stage: "final",
        code: 552,
        enhancedCode: "5.2.2",
        text: "5.2.2 Mailbox full: quota exceeded for this user",
      };
    case "HANGS_UP":
      return { kind: "uncertain", reason: "connection_lost", detail: "no reply after the last dot" };
  }
}

/** A mailer that keeps what left in `seen`, and answers as each client's server would. */
export function seedMailer(clients: readonly ClientScript[], clock: Clock, seen: SeenMail[]): Mailer {
  const servers = new Map(clients.map(({ email, mailServer }) => [email, mailServer]));
  return {
    async deliver({ envelope, mime }: OutgoingMail): Promise<DeliveryOutcome> {
      const [recipient = ""] = envelope.to;
      const server = servers.get(recipient);
      if (server) return refusal(server, recipient);
      seen.push({ at: clock.now(), sha256: createHash("sha256").update(mime).digest("hex"), mime });
      return { kind: "accepted", response: "250 2.0.0 Ok: queued", rejected: [] };
    },
  };
}
