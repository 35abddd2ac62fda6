import type { NoticeFinding } from "@/domain/legal/lintFormalNotice";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Anchor } from "@/ui/text/Anchor";
import { Notice } from "@/ui/text/Notice";
import { Sentence } from "@/ui/text/Sentence";
import type { LetterPageContext } from "./LetterPage";

/** What the law or the usage has to say about the letter, each point with its article and where to mend it. */
export function LetterFindings({ page }: { page: LetterPageContext }) {
  const { letter } = page;
  const isOver = !["DRAFT", "TO_APPROVE", "TO_POST"].includes(letter.state);
  if (isOver || letter.state === "CANCELLED") return null;
  const blocking = letter.findings.filter((finding) => finding.severity === "block");
  const weak = letter.findings.filter((finding) => finding.severity === "warn");
  const isBlockedOrRead = blocking.length > 0 || letter.state === "TO_POST";
  // What no finding tells: the paper itself refused it, or its drawing failed.
  const untold = letter.state === "DRAFT" && blocking.length === 0 ? letter.outcome : null;
  if (letter.findings.length === 0 && !untold) {
    return (
      <Section title="Vérifications">
        <Notice tone="positive" icon="check">
          Toutes les mentions attendues sont là.
        </Notice>
      </Section>
    );
  }
  return (
    <>
      {untold && (
        <Section title="Pourquoi elle n’est pas prête">
          <Notice tone="critical">
            <Sentence>{untold}</Sentence>
          </Notice>
        </Section>
      )}
      {blocking.length > 0 && (
        <Section title="Ce qui empêche l’envoi" count={blocking.length} id="empeche">
          <Findings findings={blocking} page={page} />
        </Section>
      )}
      {weak.length > 0 && (
        <Section
          title={isBlockedOrRead ? "Conseils" : "À vérifier avant d’approuver"}
          count={weak.length}
          id="verifications"
          aside="Rien ici n’empêche l’envoi."
        >
          <Findings findings={weak} page={page} />
        </Section>
      )}
    </>
  );
}

function Findings({ findings, page }: { findings: readonly NoticeFinding[]; page: LetterPageContext }) {
  return (
    <Rows>
      {findings.map((finding) => (
        <Finding key={finding.code} finding={finding} page={page} />
      ))}
    </Rows>
  );
}

function Finding({ finding, page }: { finding: NoticeFinding; page: LetterPageContext }) {
  const place = placeOf(finding, page);
  const isBlocking = finding.severity === "block";
  return (
    <Row
      icon={isBlocking ? "warning" : "info"}
      tone={isBlocking ? "critical" : "caution"}
      title={<Sentence>{finding.sentence}</Sentence>}
    >
      <Sentence>{finding.article.replace(/^./, (letter) => letter.toUpperCase())}</Sentence>
      {place && page.mayWork && (
        <>
          {". "}
          <Anchor href={place.href}>{place.label}</Anchor>
        </>
      )}
    </Row>
  );
}

/** The page where the point is mended. */
function placeOf(
  { field, code, sentence }: NoticeFinding,
  { letter, home, ownFirmId, mayOwn }: LetterPageContext,
) {
  if (code === "RATE_TO_VERIFY") return { href: `${home}/reglages/taux`, label: "Voir ce taux et sa source" };
  const [part = ""] = field.split(".");
  const [invoice] = letter.invoices;
  switch (part) {
    case "creditor":
    case "signatory":
    case "place":
    case "contact":
      return { href: `${home}/reglages/societe`, label: "Compléter la société" };
    case "iban":
      return { href: `${home}/reglages/banque`, label: "Compléter les coordonnées bancaires" };
    case "debtor":
      return { href: `${home}/clients/${letter.client.id}/modifier`, label: "Compléter le client" };
    case "delayDays":
      return { href: `${home}/reglages/rythme`, label: "Changer le délai" };
    case "author": {
      const firm = letter.author.firms.find(({ id }) => id === letter.author.firmId);
      return firm && firm.id === ownFirmId
        ? { href: `/cabinet/${firm.slug}/reglages`, label: "Compléter le cabinet" }
        : null;
    }
    case "mandate":
      return mayOwn ? { href: `${home}/reglages/mandats`, label: "Compléter le mandat" } : null;
    case "invoices":
      if (!invoice) return null;
      if (code === "DISPUTED" || code === "PART_DISPUTED") {
        const contested = letter.invoices.find(({ number }) => sentence.includes(number)) ?? invoice;
        return { href: `${home}/factures/${contested.id}`, label: "Voir la contestation" };
      }
      return code === "COPY_MISSING"
        ? { href: `${home}/factures/${missingCopy(letter) ?? invoice.id}/joindre`, label: "Joindre le PDF" }
        : { href: `${home}/factures/${invoice.id}/modifier`, label: `Compléter ${invoice.number}` };
    default:
      return null;
  }
}

function missingCopy(letter: LetterPageContext["letter"]): string | undefined {
  return letter.invoices.find((invoice) => invoice.copyId === null)?.id;
}
