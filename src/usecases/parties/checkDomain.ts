/** Reads what the DNS says of the domain messages come from. It changes nothing. */
import { inCompany } from "@/db/inCompany";
import { readMailServer } from "@/db/parties/mailServer";
import {
  judgeDkim,
  judgeDmarc,
  judgeSpf,
  likelySelectors,
  spfLookups,
  spfTargets,
  type TextRecords,
  type Verdict,
} from "@/domain/dunning/mailAuthentication";
import { domainOf } from "@/domain/dunning/mailboxProvider";
import type { CompanyCtx } from "../ports";

/** Asks the DNS; two implementations: the network, and the records of a test. */
export interface TextLookup {
  /** TXT records of a name, none when there are none. */
  texts(name: string): Promise<TextRecords>;
}

export interface DomainSource {
  dns: TextLookup;
  /** The platform's own address and key, for companies that send by it. */
  platform: { from: string; host: string; selector: string | null };
}

export interface DomainCheck {
  domain: string;
  isOwn: boolean;
  spf: Verdict;
  dkim: Verdict;
  dmarc: Verdict;
}

/** Includes followed at most: beyond the ten that are allowed, nothing more is to be learned. */
const MAX_INCLUDES = 14;

/** The domain messages of this company come from, without asking anything of the DNS. */
export async function readSendingDomain(
  ctx: CompanyCtx,
  platform: DomainSource["platform"],
): Promise<{ domain: string; host: string; isOwn: boolean; selector: string | null }> {
  const row = await inCompany(ctx.companyId, (tx) => readMailServer(tx, ctx.companyId));
  return row
    ? { domain: domainOf(row.fromEmail), host: row.host, isOwn: true, selector: null }
    : { domain: domainOf(platform.from), host: platform.host, isOwn: false, selector: platform.selector };
}

/** @param selector the name of the DKIM key, when the person knows it */
export async function checkDomain(
  ctx: CompanyCtx,
  { dns, platform }: DomainSource,
  selector: string | null,
): Promise<DomainCheck> {
  const { domain, host, isOwn, selector: known } = await readSendingDomain(ctx, platform);
  const records = await dns.texts(domain);
  return {
    domain,
    isOwn,
    spf: judgeSpf(records, await countLookups(dns, records), host),
    dkim: judgeDkim(await findKey(dns, domain, likelySelectors(host, selector ?? known)), host),
    dmarc: judgeDmarc(await findPolicy(dns, domain)),
  };
}

async function countLookups(dns: TextLookup, records: TextRecords): Promise<number> {
  let count = 0;
  const seen = new Set<string>();
  const waiting = records === "silent" ? [] : records.filter((record) => /^v=spf1/i.test(record));
  for (let record = waiting.shift(); record !== undefined; record = waiting.shift()) {
    count += spfLookups(record);
    for (const target of spfTargets(record)) {
      if (seen.size >= MAX_INCLUDES || seen.has(target) || target.includes("%")) continue;
      seen.add(target);
      const answer = await dns.texts(target);
      if (answer !== "silent") waiting.push(...answer.filter((text) => /^v=spf1/i.test(text)));
    }
  }
  return count;
}

async function findKey(
  dns: TextLookup,
  domain: string,
  selectors: readonly string[],
): Promise<{ selector: string; record: string } | "silent" | null> {
  const answers = await Promise.all(
    selectors.map((selector) => dns.texts(`${selector}._domainkey.${domain}`)),
  );
  for (const [index, answer] of answers.entries()) {
    const record = answer === "silent" ? undefined : answer.find((text) => /\bp=/.test(text));
    const selector = selectors[index];
    if (record !== undefined && selector !== undefined) return { selector, record };
  }
  return answers.length > 0 && answers.every((answer) => answer === "silent") ? "silent" : null;
}

/** The policy of the domain, or of the nearest one above it that has one. */
async function findPolicy(dns: TextLookup, domain: string): Promise<TextRecords> {
  const labels = domain.split(".");
  for (let from = 0; from <= labels.length - 2; from += 1) {
    const answer = await dns.texts(`_dmarc.${labels.slice(from).join(".")}`);
    if (answer === "silent" || answer.some((text) => /^v=DMARC1/i.test(text))) return answer;
  }
  return [];
}
