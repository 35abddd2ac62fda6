import type { Metadata } from "next";
import { RATES } from "@/auth/rateLimit";
import { formatCount, NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { LegalText } from "@/ui/public/LegalText";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { CodeBlock } from "@/ui/text/CodeBlock";
import { appUrl } from "../../_server/account";
import { CLIENTS_QUERY, INVOICE_BODY, INVOICES_QUERY, PAYMENT_BODY } from "../../api/v1/_parts/contract";
import { PROBLEMS, type ProblemKind } from "../../api/v1/_parts/problems";
import { PublicFrame } from "../_parts/PublicFrame";
import { examplesAt } from "./_parts/examples";
import { FieldTable } from "./_parts/FieldTable";

export const metadata: Metadata = { title: "API", robots: { index: true, follow: true } };

export default function ApiDocumentation() {
  const base = `${appUrl()}/api/v1`;
  const examples = examplesAt(base);
  return (
    <PublicFrame>
      <LegalText
        title="API de Dûment"
        lead="Pour qu’un outil de facturation ou un script envoie ses factures, leurs règlements, et lise où elles en sont."
      >
        <Access base={base} example={examples.access} />
        <h2 id="factures">Lire les factures</h2>
        <p>
          <code>GET /invoices</code> donne toutes les factures, page par page, dans l’ordre où elles ont été
          enregistrées. Tant que <code>nextCursor</code> n’est pas <code>null</code>, renvoyez-le dans{" "}
          <code>cursor</code>.
        </p>
        <CodeBlock>{examples.list}</CodeBlock>
        <FieldTable caption="Filtres de la liste des factures" schema={INVOICES_QUERY} />
        <p>
          <code>GET /invoices/{"{id}"}</code> ajoute les règlements, les avoirs, et la prochaine étape (
          <code>next</code>){NBSP}: son jour quand il est connu, et les raisons qui l’expliquent, chacune avec
          un code stable et une phrase.
        </p>
        <CodeBlock>{examples.read}</CodeBlock>
        <h2 id="facture">Enregistrer une facture</h2>
        <CodeBlock>{examples.invoice}</CodeBlock>
        <p>
          Renvoyée avec le même numéro et le même contenu, elle n’est pas enregistrée deux fois{NBSP}: la
          réponse est 200 au lieu de 201. Avec un autre contenu, la réponse est 409 et dit ce qui diffère. Les
          champs que vous ne donnez pas ne sont pas comparés.
        </p>
        <p>
          Un client décrit est retrouvé par sa référence, sinon par son SIREN, sinon par son nom (majuscules,
          accents et ponctuation à part). Sa fiche n’est jamais modifiée{NBSP}; s’il était archivé, il est
          repris. S’il n’existe pas, il est créé, et <code>client.kind</code> est alors exigé. Si plusieurs
          peuvent être visés, ou si sa référence est celle d’un client d’un autre SIREN, la réponse est 422 et
          les nomme.
        </p>
        <p>
          Une facture déjà échue quand elle arrive n’est pas relancée ce jour-là{NBSP}: envoyez dans la
          journée ses règlements et son PDF.
        </p>
        <FieldTable caption="Champs d’une facture" schema={INVOICE_BODY} />
        <h2 id="document">Joindre son PDF</h2>
        <CodeBlock>{examples.document}</CodeBlock>
        <p>
          Le PDF part avec les relances qui joignent la facture. 10{NBSP}Mo au plus. Le même fichier renvoyé
          n’est pas joint deux fois{NBSP}: la réponse donne le même <code>documentId</code>.
        </p>
        <h2 id="reglement">Enregistrer un règlement</h2>
        <CodeBlock>{examples.payment}</CodeBlock>
        <p>
          L’en-tête <code>Idempotency-Key</code> est exigé{NBSP}: un texte de votre choix, propre à chaque
          règlement de la société. Renvoyée avec la même clé dans les trente jours, la même requête
          n’enregistre pas de second règlement{NBSP}: la réponse donne le <code>paymentId</code> du premier,
          et la facture telle qu’elle est devenue.
        </p>
        <FieldTable caption="Champs d’un règlement" schema={PAYMENT_BODY} />
        <h2 id="clients">Lire les clients</h2>
        <p>
          <code>GET /clients</code> donne chaque client avec ce qu’il doit (<code>openCents</code>) et ce qui
          est échu (<code>lateCents</code>).
        </p>
        <FieldTable caption="Paramètres de la liste des clients" schema={CLIENTS_QUERY} />
        <Errors example={examples.problem} />
      </LegalText>
    </PublicFrame>
  );
}

function Access({ base, example }: { base: string; example: string }) {
  return (
    <>
      <h2 id="acces">Appeler l’API</h2>
      <p>
        Créez une clé dans Réglages, API (réservé aux propriétaires de la société). Elle est montrée une fois,
        appartient à la société et s’envoie avec chaque requête{NBSP}:
      </p>
      <CodeBlock>{example}</CodeBlock>
      <ul>
        <li>
          Les adresses de cette page commencent par <code className="anywhere">{base}</code>.
        </li>
        <li>
          Les réponses sont en JSON. Les cookies ne comptent pas, et aucune page d’un autre site n’est admise.
        </li>
        <li>
          Les montants sont des nombres entiers de centimes{NBSP}: 123456 pour 1{NBSP}234,56{NBSP}€. Les dates
          s’écrivent 2026-11-24.
        </li>
        <li>Un champ ou un paramètre inconnu est refusé. Une lecture ne change rien.</li>
        <li>
          Une clé peut envoyer {formatCount(RATES.apiByKey.limit)} requêtes en cinq minutes, et toutes celles
          d’un même réseau {formatCount(RATES.apiByNetwork.limit)}. Celles d’une société sont traitées deux à
          la fois{NBSP}: envoyez-les l’une après l’autre. Au-delà, la réponse 429 dit dans{" "}
          <code>Retry-After</code> combien de secondes attendre.
        </li>
      </ul>
    </>
  );
}

/** When each refusal comes, and what to do. */
const WHEN: Record<ProblemKind, string> = {
  "requete-illisible": "Le corps n’est pas du JSON, un paramètre ou un en-tête manque ou n’est pas compris.",
  "cle-refusee": "La clé manque, est inconnue, terminée ou révoquée.",
  "droits-insuffisants": "La clé permet seulement de lire.",
  introuvable: "L’adresse, la facture ou le client n’existe pas dans cette société.",
  "methode-refusee": "L’adresse n’a pas cette méthode : l’en-tête Allow dit celles qu’elle a.",
  conflit:
    "Une facture de ce numéro existe déjà avec un autre contenu : corrigez-la sur sa page, ou votre envoi.",
  "trop-lourd": "Le corps dépasse 64 ko, ou le PDF 10 Mo.",
  "format-refuse": "L’en-tête Content-Type n’est pas celui attendu.",
  "donnees-refusees": "Un champ est à corriger : chacun est nommé, avec ce qu’il faut écrire.",
  "trop-de-requetes":
    "Trop de requêtes à la fois, ou un import est en cours : attendez le nombre de secondes indiqué, puis reprenez.",
  incident: "Réessayez un peu plus tard avec la même requête : rien n’est enregistré deux fois.",
};

function Errors({ example }: { example: string }) {
  return (
    <>
      <h2 id="erreurs">Comprendre un refus</h2>
      <p>
        Un refus est un document <code>application/problem+json</code> (RFC 9457), en français. Chaque erreur
        dit où elle est{NBSP}: <code>pointer</code> dans le corps, <code>parameter</code> dans l’adresse,{" "}
        <code>header</code> dans les en-têtes.
      </p>
      <CodeBlock>{example}</CodeBlock>
      <Table caption="Refus possibles">
        <TableHead>
          <Column>Réponse</Column>
          <Column>Quand</Column>
        </TableHead>
        <TableBody>
          {(Object.keys(PROBLEMS) as ProblemKind[]).map((kind) => (
            <TableRow key={kind}>
              <RowHeader sub={PROBLEMS[kind].title}>
                <span id={kind}>{PROBLEMS[kind].status}</span>
              </RowHeader>
              <Cell phone="below">{typeset(WHEN[kind])}</Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </>
  );
}
