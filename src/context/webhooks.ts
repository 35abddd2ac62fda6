/** Where events may be posted, and how: the same rule when an address is named and at every post. */
import { lookup as lookupName } from "node:dns";
import { isIP, type LookupFunction } from "node:net";
import { env } from "@/config/env";
import { typeset } from "@/domain/typography";
import { isPublicAddress, PRIVATE_ADDRESS, publicLookup } from "@/mail/publicAddress";
import type { WebhookPlaces } from "@/usecases/parties/addWebhook";
import type { WebhookPorts } from "@/usecases/parties/deliverWebhooks";
import { postWebhook } from "@/webhooks/postWebhook";
import { resolveName } from "@/webhooks/resolveName";
import { appAddress } from "./appAddress";
import { clock } from "./clock";

/** A worker posts what it announces itself; other programs ring: see `bell`. */
export { onAnnounced } from "@/db/system/announced";

const TIMEOUT_MS = 10_000;

const PRIVATE =
  "Cette adresse est celle d’un réseau privé : indiquez une adresse que l’on joint depuis internet.";

/** What is wrong with an address as it is written; null when nothing is. */
function refusalOf(url: string): string | null {
  if (env().WEBHOOK_PRIVATE_HOSTS) return null;
  if (new URL(url).protocol !== "https:")
    return typeset("L’adresse commence par https:// : ce qui est envoyé est chiffré.");
  // An address written in figures is never looked up.
  const figures = hostOf(url);
  return isIP(figures) !== 0 && !isPublicAddress(figures) ? typeset(PRIVATE) : null;
}

/** The host as the network has it: an IPv6 address without its brackets. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, "");
}

/** The rule of every lookup: each address of the name is public, or none is called. */
function lookupFor(): LookupFunction {
  return env().WEBHOOK_PRIVATE_HOSTS ? (lookupName as LookupFunction) : publicLookup(resolveName());
}

/** Which addresses this installation posts to. */
export const webhookPlaces: WebhookPlaces = {
  async refusal(url) {
    const written = refusalOf(url);
    if (written !== null) return written;
    const host = hostOf(url);
    if (isIP(host) !== 0) return null;
    return new Promise((resolve) => {
      lookupFor()(host, { all: true }, (error) => {
        if (!error) return resolve(null);
        resolve(
          typeset(
            error.code === PRIVATE_ADDRESS ? PRIVATE : "Ce nom est introuvable sur internet : vérifiez-le.",
          ),
        );
      });
    });
  },
};

/** The ports of the worker that posts. */
export function webhookPorts(): WebhookPorts {
  return {
    clock,
    appUrl: appAddress(),
    async post(order) {
      if (refusalOf(order.url) !== null) return { problem: "refused_address" };
      return postWebhook(order, { lookup: lookupFor(), timeoutMs: TIMEOUT_MS });
    },
  };
}
