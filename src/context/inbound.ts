/** What comes back about our messages: read by the mail room, wherever it was received. */
import { env } from "@/config/env";
import { domainOf } from "@/domain/dunning/mailboxProvider";
import { isSignedByGateway } from "@/mail/inbound/gatewaySignature";
import { readInbound } from "@/mail/inbound/readInbound";
import { localOfReturnPath } from "@/mail/returnPath";
import type { InboundPorts } from "@/usecases/ports";
import { bell } from "./bell";
import { clock } from "./clock";
import { mailboxReader } from "./mailboxReader";

export { MAX_INBOUND_BYTES } from "@/mail/inbound/readInbound";

/** The ports of whoever receives. */
export function inboundPorts(): InboundPorts {
  const { APP_SECRET, BOUNCE_DOMAIN, MAIL_FROM } = env();
  return {
    clock,
    bell,
    read: readInbound,
    messageIdOfReturnPath(address) {
      const local = BOUNCE_DOMAIN ? localOfReturnPath(APP_SECRET, address, BOUNCE_DOMAIN) : null;
      return local && `<${local}@${domainOf(MAIL_FROM)}>`;
    },
  };
}

/** The ports of whoever looks for answers in the companies' mailboxes. */
export function answerPorts() {
  return { ...inboundPorts(), reader: mailboxReader, platformFrom: env().MAIL_FROM };
}

/** Was this posted by our own mail gateway, just now? Never without a secret of the installation. */
export function isFromGateway(body: Uint8Array, timestamp: string | null, signature: string | null): boolean {
  const { INBOUND_SECRET } = env();
  if (!INBOUND_SECRET || timestamp === null || signature === null) return false;
  return isSignedByGateway(body, { secret: INBOUND_SECRET, timestamp, signature, nowMs: Date.now() });
}
