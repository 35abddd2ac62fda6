/** What programs are told without asking: events, their body, their signature, and how they are tried again. */
import { NBSP } from "@/domain/money";
import { RETRY_DELAYS_MS, WEBHOOK_DAYS } from "@/domain/parties/webhook";
import {
  TEST_EVENT,
  WEBHOOK_EVENT_NAMES,
  WEBHOOK_EVENTS,
  type WebhookEvent,
} from "@/domain/reporting/webhookEvent";
import { typeset } from "@/domain/typography";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { CodeBlock } from "@/ui/text/CodeBlock";
import styles from "./contract.module.css";
import { PAYMENT, READ } from "./examples";

/** What stands in `data` of each event. */
const DATA: Record<WebhookEvent, string> = {
  "payment.recorded": "payment, invoice ; un envoi par facture réglée",
  "payment.cancelled": "payment, invoice ; un envoi par facture",
  "invoice.created": "invoice ; saisie ou envoyée par l’API, pas par un import",
  "invoice.settled": "invoice ; par un règlement, un avoir ou une correction",
  "invoice.written_off": "invoice",
  "invoice.cancelled": "invoice",
  "invoice.reopened": "invoice ; à la main, ou par une correction de son montant",
  "invoice.held": "holds (les suspensions en cours), invoice",
  "invoice.released": "holds (celles qui restent), invoice",
  "credit_note.recorded": "creditNote, invoice",
  "credit_note.cancelled": "creditNote, invoice",
  "reminder.sent": "reminder, invoices ; channel : email, letter ou formal_notice",
  "reminder.bounced": "reminder, invoices ; par courriel, après reminder.sent ou à sa place",
  "reminder.failed": "reminder, invoices",
  "reminder.uncertain": "reminder, invoices ; une personne doit confirmer",
  "answer.received":
    "answer, invoices ; kind : already_paid, promise, dispute, instalments, wrong_recipient, invoice_copy ou message",
  "promise.broken": "invoice",
  "dispute.decided": "answer, decision (accepted ou maintained), remedy, invoices",
  "import.ended": "import : state (done ou failed), et combien de factures et d’avoirs",
  "import.undone": "import : combien de factures et d’avoirs annulés",
};

const [SENT] = READ.payments;

/** One event, as it is posted. */
export const EVENT = {
  id: "0199f3a9-1202-7c11-a6d4-5e0b9f7c2a31",
  type: "payment.recorded",
  created: "2026-11-23T09:12:45.120Z",
  company: "0199f39e-77aa-7d10-8c3e-2b6f4a1d9e05",
  data: {
    payment: { ...SENT, receivedOn: PAYMENT.receivedOn },
    invoice: {
      id: READ.id,
      number: READ.number,
      status: READ.status,
      client: { id: READ.client.id, name: READ.client.name },
      issuedOn: READ.issuedOn,
      dueOn: READ.dueOn,
      currency: READ.currency,
      totalCents: READ.totalCents,
      balanceCents: READ.balanceCents,
      daysLate: READ.daysLate,
      changedAt: READ.changedAt,
    },
  },
};

const POST = `POST /dument HTTP/1.1
content-type: application/json
webhook-id: ${EVENT.id}
webhook-timestamp: 1795425165
webhook-signature: v1,0yVVbmuLn2vNYd8ttiKn6qVQhHzXGZ1sTb1nIEPQjHA=

${JSON.stringify(EVENT, null, 2)}`;

/** Reads the exact bytes, before any JSON is parsed. */
export const VERIFY = `import { createHmac, timingSafeEqual } from "node:crypto";

export function isFromDument(headers, body, secret) {
  const key = Buffer.from(secret.slice("whsec_".length), "base64");
  const signed = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
  const expected = createHmac("sha256", key).update(signed).digest();
  const age = Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"]));
  return age < 300 && headers["webhook-signature"].split(" ").some((one) => {
    const given = Buffer.from(one.replace(/^v1,/, ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;

/** « 1 min, 5 min, 30 min, 2 h… » */
function delaysText(): string {
  return RETRY_DELAYS_MS.map((ms) =>
    ms < 3_600_000 ? `${ms / 60_000}${NBSP}min` : `${ms / 3_600_000}${NBSP}h`,
  ).join(", ");
}

export function Webhooks() {
  return (
    <>
      <h2 id="webhooks">Être prévenu (webhooks)</h2>
      <p>
        Dans Réglages, API, ajoutez une adresse <code>https</code> et choisissez ce qui lui est dit. Chaque
        évènement y est envoyé dès qu’il est enregistré, avec les objets de cette API. Rien n’est annoncé qui
        n’ait été enregistré, et rien d’enregistré n’est oublié.
      </p>
      <CodeBlock>{POST}</CodeBlock>
      <Table caption="Évènements" className={styles.table}>
        <TableHead>
          <Column>Évènement</Column>
          <Column>Ce que contient data</Column>
        </TableHead>
        <TableBody>
          {WEBHOOK_EVENTS.map((event) => (
            <TableRow key={event}>
              <RowHeader sub={typeset(WEBHOOK_EVENT_NAMES[event])}>
                <code>{event}</code>
              </RowHeader>
              <Cell phone="below">{typeset(DATA[event])}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
      <ul>
        <li>
          Un import peut apporter des milliers de factures{NBSP}: il n’en annonce aucune une par une,
          seulement ses avoirs, et son annulation seulement ceux qu’elle retire à d’autres factures que les
          siennes. <code>import.ended</code> et <code>import.undone</code> disent combien ont changé{NBSP}:
          lisez-les alors par <code>changedSince</code>.
        </li>
        <li>
          <code>invoice.held</code> dit les suspensions posées à la main ou par un programme, et{" "}
          <code>invoice.released</code> celles que l’on lève, ou dont le dernier jour est passé, quelle qu’en
          soit la cause. Ce que suspendent une réponse, un échéancier, la banque, un import ou une procédure
          collective, et ce qui cesse avec leur décision ou avec la facture, n’est pas annoncé ainsi{NBSP}: la
          facture le montre dans <code>holds</code>.
        </li>
        <li>Un règlement ou un avoir annulé dit l’état de sa facture, sans autre évènement.</li>
        <li>
          L’essai que l’on demande depuis les réglages est <code>{TEST_EVENT}</code>, avec un{" "}
          <code>data</code> vide.
        </li>
        <li>
          D’autres évènements et d’autres champs peuvent s’ajouter{NBSP}: ignorez ceux que vous ne connaissez
          pas. Le document OpenAPI dit la forme de chacun, sous <code>webhooks</code>.
        </li>
      </ul>
      <h3>Vérifier la signature</h3>
      <p>
        Elle suit Standard Webhooks{NBSP}: HMAC-SHA256 de l’identifiant, de l’horodatage et du corps reçu tel
        quel. Pendant vingt-quatre heures après un renouvellement du secret, deux signatures sont envoyées,
        séparées par une espace{NBSP}: une bonne suffit.
      </p>
      <CodeBlock>{VERIFY}</CodeBlock>
      <h3>Répondre</h3>
      <ul>
        <li>
          Répondez 2xx en moins de dix secondes, puis travaillez. Toute autre réponse, une redirection
          comprise, est un échec{NBSP}: nous réessayons après {delaysText()}, puis abandonnons.
        </li>
        <li>
          Le même évènement peut arriver deux fois, et l’ordre n’est pas garanti. Son <code>webhook-id</code>{" "}
          ne change jamais{NBSP}: retenez ceux que vous avez traités.
        </li>
        <li>
          410 arrête le webhook. Il s’arrête aussi quand rien n’y arrive pendant plusieurs jours{NBSP}: les
          propriétaires en sont prévenus par courriel. Arrêté ou en pause, il n’apprend pas ensuite ce qui
          s’est passé{NBSP}: relisez-le par <code>changedSince</code>.
        </li>
        <li>
          Ce qui n’est pas arrivé se renvoie depuis les réglages pendant {WEBHOOK_DAYS}
          {NBSP}jours, et repart quand on y remet le webhook en marche.
        </li>
      </ul>
    </>
  );
}
