import type { Metadata } from "next";
import { LegalText } from "@/ui/public/LegalText";
import { Anchor } from "@/ui/text/Anchor";
import { appUrl } from "../../_server/account";
import { API_PATH, CLIENTS_QUERY } from "../../api/v1/_parts/contract";
import { PublicFrame } from "../_parts/PublicFrame";
import { AddressTable } from "./_parts/AddressTable";
import { Errors } from "./_parts/Errors";
import { examplesAt } from "./_parts/examples";
import { FieldTable } from "./_parts/FieldTable";
import { FirstCalls } from "./_parts/FirstCalls";
import { ReadInvoices, SendInvoices } from "./_parts/Invoices";
import { CreditNotes, Holds, Payments } from "./_parts/Money";
import { Limits, Once } from "./_parts/Rules";
import { Webhooks } from "./_parts/Webhooks";

export const metadata: Metadata = { title: "API", robots: { index: true, follow: true } };

/** What the page tells, in the order one needs it. */
const PARTS = [
  ["commencer", "Commencer"],
  ["facture", "Enregistrer une facture"],
  ["factures", "Lire les factures"],
  ["reglement", "Enregistrer un règlement"],
  ["avoir", "Enregistrer un avoir"],
  ["suspendre", "Suspendre les relances"],
  ["clients", "Lire les clients"],
  ["webhooks", "Être prévenu (webhooks)"],
  ["renvoyer", "Renvoyer sans risque"],
  ["erreurs", "Comprendre un refus"],
  ["limites", "Limites"],
  ["adresses", "Toutes les adresses"],
] as const;

export default function ApiDocumentation() {
  const base = `${appUrl()}${API_PATH}`;
  const examples = examplesAt(base);
  return (
    <PublicFrame>
      <LegalText
        title="API de Dûment"
        lead="Pour qu’un outil de facturation ou un script envoie ses factures, leurs règlements, et lise où elles en sont."
      >
        <p>
          Le même contrat existe pour les programmes, en OpenAPI 3.1, sur{" "}
          <Anchor href={`${API_PATH}/openapi.json`}>
            <code className="anywhere">{`${API_PATH}/openapi.json`}</code>
          </Anchor>
          .
        </p>
        <nav aria-label="Sur cette page">
          <ul>
            {PARTS.map(([id, name]) => (
              <li key={id}>
                <a href={`#${id}`}>{name}</a>
              </li>
            ))}
          </ul>
        </nav>
        <FirstCalls base={base} examples={examples} />
        <SendInvoices examples={examples} />
        <ReadInvoices examples={examples} />
        <Payments examples={examples} />
        <CreditNotes examples={examples} />
        <Holds examples={examples} />
        <h2 id="clients">Lire les clients</h2>
        <p>
          <code>GET /clients</code> donne chaque client avec ce qu’il doit (<code>openCents</code>) et ce qui
          est échu (<code>lateCents</code>), page par page comme les factures.
        </p>
        <FieldTable caption="Paramètres de la liste des clients" schema={CLIENTS_QUERY} />
        <Webhooks />
        <Once />
        <Errors example={examples.problem} />
        <Limits />
        <AddressTable />
      </LegalText>
    </PublicFrame>
  );
}
