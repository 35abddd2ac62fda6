/** The DNS, asked with patience and no more. */
import { Resolver } from "node:dns/promises";
import { env } from "@/config/env";
import { smtpServerOf } from "@/mail/smtpServer";
import type { DomainSource } from "@/usecases/parties/checkDomain";

const PATIENCE_MS = 2_000;
/** Names that a person's domain leads to are asked as they are: hostile ones are not. */
const NAME = /^[a-z0-9_](?:[a-z0-9_.-]{0,250})$/i;

/** What the check of a domain needs. */
export function domainSource(): DomainSource {
  const { DKIM_SELECTOR, MAIL_FROM, SMTP_URL } = env();
  const resolver = new Resolver({ timeout: PATIENCE_MS, tries: 1 });
  return {
    dns: {
      async texts(name) {
        if (!NAME.test(name)) return [];
        try {
          return (await resolver.resolveTxt(name)).map((chunks) => chunks.join(""));
        } catch (error) {
          const { code } = error as NodeJS.ErrnoException;
          return code === "ENODATA" || code === "ENOTFOUND" || code === "NXDOMAIN" ? [] : "silent";
        }
      },
    },
    platform: { from: MAIL_FROM, host: smtpServerOf(SMTP_URL).host, selector: DKIM_SELECTOR ?? null },
  };
}
