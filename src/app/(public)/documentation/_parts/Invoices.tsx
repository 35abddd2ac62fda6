import { NBSP } from "@/domain/money";
import { CodeBlock } from "@/ui/text/CodeBlock";
import { INVOICE_BODY, INVOICES_QUERY } from "../../../api/v1/_parts/contract";
import type { Examples } from "./examples";
import { FieldTable } from "./FieldTable";

/** An invoice, its client, its PDF. */
export function SendInvoices({ examples }: { examples: Examples }) {
  return (
    <>
      <h2 id="facture">Enregistrer une facture</h2>
      <p>
        <code>POST /invoices</code>, comme ci-dessus. Renvoyée avec le même numéro et le même contenu, elle
        n’est pas enregistrée deux fois{NBSP}: la réponse est 200 au lieu de 201. Avec un autre contenu, la
        réponse est 409 et dit ce qui diffère. Les champs que vous ne donnez pas ne sont pas comparés.
      </p>
      <p>
        Un client décrit est retrouvé par sa référence, sinon par son SIREN, sinon par son nom (majuscules,
        accents et ponctuation à part). Sa fiche n’est jamais modifiée{NBSP}; s’il était archivé, il est
        repris. S’il n’existe pas, il est créé, et <code>client.kind</code> est alors exigé. Si plusieurs
        peuvent être visés, ou si sa référence est celle d’un client d’un autre SIREN, la réponse est 422 et
        les nomme.
      </p>
      <p>
        Une facture déjà échue quand elle arrive n’est pas relancée ce jour-là{NBSP}: envoyez dans la journée
        ses règlements et son PDF.
      </p>
      <FieldTable caption="Champs d’une facture" schema={INVOICE_BODY} />
      <h3 id="document">Joindre son PDF</h3>
      <CodeBlock>{examples.document}</CodeBlock>
      <p>
        Le PDF part avec les relances qui joignent la facture. 10{NBSP}Mo au plus. Le même fichier renvoyé
        n’est pas joint deux fois{NBSP}: la réponse donne le même <code>documentId</code>.
      </p>
    </>
  );
}

/** One invoice, all of them, those that changed. */
export function ReadInvoices({ examples }: { examples: Examples }) {
  return (
    <>
      <h2 id="factures">Lire les factures</h2>
      <CodeBlock>{examples.read}</CodeBlock>
      <p>
        La réponse, une fois qu’un règlement est enregistré{NBSP}: les règlements, les avoirs, les suspensions
        en cours (<code>holds</code>) et la prochaine étape (<code>next</code>), avec son jour quand il est
        connu et les raisons qui l’expliquent, chacune avec un code stable et une phrase.
      </p>
      <CodeBlock>{examples.answer}</CodeBlock>
      <h3 id="pages">Toutes, page par page</h3>
      <p>
        <code>GET /invoices</code> donne toutes les factures dans l’ordre où elles ont été enregistrées. Tant
        que <code>nextCursor</code> n’est pas <code>null</code>, renvoyez-le dans <code>cursor</code>, avec
        les mêmes filtres. Les filtres s’ajoutent les uns aux autres.
      </p>
      <CodeBlock>{examples.list}</CodeBlock>
      <FieldTable caption="Filtres de la liste des factures" schema={INVOICES_QUERY} />
      <h3 id="changements">Ce qui a changé</h3>
      <p>
        La première page de chaque lecture donne <code>nextChangedSince</code>. Une fois toutes les pages
        lues, gardez-le, et donnez-le dans <code>changedSince</code> la fois suivante.
      </p>
      <CodeBlock>{examples.changes}</CodeBlock>
      <p>
        Rien n’est manqué, même ce qui s’écrivait pendant votre lecture{NBSP}; une facture peut en revanche
        revenir sans avoir changé. Compte tout fait qui la concerne{NBSP}: état, montants, dates, règlements,
        avoirs, suspensions. Ne comptent ni ce que le calendrier change seul (<code>daysLate</code>,{" "}
        <code>next</code>), ni la fiche du client.
      </p>
      <h3 id="restauration">Après une restauration</h3>
      <p>
        Quand l’installation reprend une sauvegarde, ce qui a suivi la sauvegarde n’y est plus, et{" "}
        <code>changedSince</code> ne peut pas le dire. Relisez alors toutes les factures, sans ce filtre, et
        renvoyez ce que vous aviez enregistré depuis, avec la même <code>Idempotency-Key</code>
        {NBSP}: ce qui est encore là n’est pas fait deux fois.
      </p>
      <p>
        Pour vous en apercevoir, gardez l’<code>id</code> et le <code>changedAt</code> de la dernière facture
        changée, et relisez-la avant chaque lecture. <code>changedAt</code> ne recule jamais autrement{NBSP}:
        une réponse 404, ou une date plus ancienne, dit qu’une sauvegarde a été reprise. Une facture changée
        entre-temps peut le cacher{NBSP}: relisez aussi tout de temps à autre, une fois par semaine par
        exemple.
      </p>
    </>
  );
}
