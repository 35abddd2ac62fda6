/**
 * What the DNS of a domain says about its mail: SPF (RFC 7208), DKIM (RFC 6376) and DMARC. Mail
 * that none of them vouches for goes to junk at the large providers, or nowhere.
 */
import { typeset } from "../typography";

/** TXT records of a name; `silent`: nobody answered in time. */
export type TextRecords = readonly string[] | "silent";

export interface Verdict {
  /** `GOOD`: nothing to do. `WEAK`: it works, and could be better. `BAD`: to mend. `UNKNOWN`: not found out. */
  state: "GOOD" | "WEAK" | "BAD" | "UNKNOWN";
  /** What was found, one sentence. */
  title: string;
  /** What to do, one sentence; empty when there is nothing. */
  advice: string;
  /** The record read, or to publish. */
  record: string;
}

/** What the main providers ask their customers to publish. */
interface Provider {
  hosts: RegExp;
  name: string;
  spf: string;
  selectors: readonly string[];
}

const PROVIDERS: readonly Provider[] = [
  {
    hosts: /(^|\.)(gmail|google)\.com$/,
    name: "Google",
    spf: "include:_spf.google.com",
    selectors: ["google"],
  },
  {
    hosts: /(^|\.)(office365|outlook)\.com$/,
    name: "Microsoft 365",
    spf: "include:spf.protection.outlook.com",
    selectors: ["selector1", "selector2"],
  },
  { hosts: /(^|\.)ovh\.(net|com)$/, name: "OVHcloud", spf: "include:mx.ovh.com", selectors: [] },
  {
    hosts: /(^|\.)gandi\.net$/,
    name: "Gandi",
    spf: "include:_mailcust.gandi.net",
    selectors: ["gm1", "gm2", "gm3"],
  },
  {
    hosts: /(^|\.)ionos\.(fr|com)$/,
    name: "IONOS",
    spf: "include:_spf-eu.ionos.com",
    selectors: ["s1-ionos", "s2-ionos"],
  },
  { hosts: /(^|\.)infomaniak\.com$/, name: "Infomaniak", spf: "include:spf.infomaniak.ch", selectors: [] },
  {
    hosts: /(^|\.)brevo\.com$/,
    name: "Brevo",
    spf: "include:spf.brevo.com",
    selectors: ["brevo1", "brevo2", "mail"],
  },
];

const USUAL_SELECTORS = ["default", "dkim", "mail", "s1", "s2", "k1", "selector1"];

function providerOf(host: string): Provider | undefined {
  return PROVIDERS.find(({ hosts }) => hosts.test(host));
}

/** The names under which a key may be published, the likeliest first. */
export function likelySelectors(host: string, asked: string | null): string[] {
  if (asked !== null) return [asked];
  return [...new Set([...(providerOf(host)?.selectors ?? []), ...USUAL_SELECTORS])];
}

/** `include:` and `redirect=` targets of an SPF record, whose own records count as well. */
export function spfTargets(record: string): string[] {
  return [...record.matchAll(/\b(?:include:|redirect=)([^\s]+)/gi)].map((match) =>
    (match[1] ?? "").toLowerCase(),
  );
}

/** Lookups that one record asks for by itself (RFC 7208, 4.6.4). */
export function spfLookups(record: string): number {
  return (
    record.match(/(?:^|\s)[+?~-]?(?:include:|a(?=[\s:/]|$)|mx(?=[\s:/]|$)|ptr|exists:|redirect=)/gi) ?? []
  ).length;
}

const MAX_SPF_LOOKUPS = 10;

/**
 * @param records TXT records of the domain
 * @param lookups lookups the whole policy asks for, those of its includes among them
 * @param host the server that sends for this domain
 */
export function judgeSpf(records: TextRecords, lookups: number, host: string): Verdict {
  if (records === "silent") return unknown("La politique SPF n’a pas pu être lue : le DNS n’a pas répondu.");
  const policies = records.filter((record) => /^v=spf1(?:\s|$)/i.test(record));
  const provider = providerOf(host);
  const proposed = `v=spf1 ${provider?.spf ?? "include:(indiqué par votre fournisseur)"} ~all`;
  const [policy] = policies;
  if (!policy) {
    return said(
      "BAD",
      "Aucune politique SPF n’est publiée.",
      "Ajoutez cet enregistrement TXT à votre domaine.",
      proposed,
    );
  }
  if (policies.length > 1) {
    return said(
      "BAD",
      "Plusieurs politiques SPF sont publiées : aucune ne compte.",
      "Réunissez-les en une seule.",
      policies.join(" | "),
    );
  }
  if (/\+all\b|(?:^|\s)all\b/i.test(policy)) {
    return said(
      "BAD",
      "La politique SPF autorise tout le monde à écrire en votre nom.",
      "Remplacez « +all » par « ~all ».",
      policy,
    );
  }
  if (lookups > MAX_SPF_LOOKUPS) {
    return said(
      "BAD",
      `La politique SPF demande ${lookups} recherches, dix au plus sont permises : elle est ignorée.`,
      "Retirez les services que vous n’utilisez plus.",
      policy,
    );
  }
  if (provider && !policy.toLowerCase().includes(provider.spf)) {
    return said(
      "WEAK",
      `La politique SPF ne nomme pas ${provider.name}, d’où partent vos messages.`,
      `Ajoutez-y « ${provider.spf} ».`,
      policy,
    );
  }
  return said("GOOD", "La politique SPF est en place.", "", policy);
}

/** @param found the selector whose key was read, with its record; null when none was */
export function judgeDkim(
  found: { selector: string; record: string } | "silent" | null,
  host: string,
): Verdict {
  if (found === "silent") return unknown("La clé DKIM n’a pas pu être lue : le DNS n’a pas répondu.");
  if (!found) {
    const name = providerOf(host)?.name;
    return {
      ...unknown("Aucune clé DKIM n’a été trouvée sous les noms habituels."),
      advice: typeset(
        `Activez DKIM ${name ? `chez ${name}` : "chez votre fournisseur"}, ou indiquez ci-dessous le sélecteur qu’il vous a donné.`,
      ),
    };
  }
  const key = /\bp=([^;]*)/.exec(found.record)?.[1]?.replace(/\s/g, "");
  if (!key)
    return said(
      "BAD",
      `La clé DKIM « ${found.selector} » est révoquée.`,
      "Publiez la clé en cours, donnée par votre fournisseur.",
      found.record,
    );
  // 2048 bits of RSA take about 392 signs of base64.
  const isShort = !/\bk=ed25519\b/i.test(found.record) && key.length < 300;
  return isShort
    ? said(
        "WEAK",
        `La clé DKIM « ${found.selector} » est courte.`,
        "Demandez une clé de 2048 bits à votre fournisseur.",
        found.record,
      )
    : said("GOOD", `La clé DKIM « ${found.selector} » est publiée.`, "", found.record);
}

export function judgeDmarc(records: TextRecords): Verdict {
  if (records === "silent")
    return unknown("La politique DMARC n’a pas pu être lue : le DNS n’a pas répondu.");
  const policies = records.filter((record) => /^v=DMARC1\s*(?:;|$)/i.test(record));
  const [policy] = policies;
  const proposed = "v=DMARC1; p=none; rua=mailto:(une adresse à vous)";
  if (!policy)
    return said(
      "BAD",
      "Aucune politique DMARC n’est publiée : Gmail et Outlook en demandent une.",
      "Ajoutez cet enregistrement TXT sous le nom _dmarc.",
      proposed,
    );
  if (policies.length > 1)
    return said(
      "BAD",
      "Plusieurs politiques DMARC sont publiées : aucune ne compte.",
      "Gardez-en une.",
      policies.join(" | "),
    );
  const wish = /\bp\s*=\s*(none|quarantine|reject)/i.exec(policy)?.[1]?.toLowerCase();
  if (!wish)
    return said("BAD", "La politique DMARC ne dit pas ce qu’elle demande.", "Ajoutez-y « p=none ».", policy);
  if (wish === "none") {
    return said(
      "WEAK",
      "La politique DMARC observe sans protéger votre nom.",
      "Quand SPF et DKIM sont en ordre depuis quelques semaines, passez à « p=quarantine ».",
      policy,
    );
  }
  return said("GOOD", "La politique DMARC protège votre nom.", "", policy);
}

function said(state: Verdict["state"], title: string, advice: string, record: string): Verdict {
  return { state, title: typeset(title), advice: typeset(advice), record };
}

function unknown(title: string): Verdict {
  return said("UNKNOWN", title, "", "");
}
