import type { Metadata } from "next";
import { SESSION_DAYS } from "@/auth/options";
import { env } from "@/config/env";
import { NBSP } from "@/domain/money";
import { LegalText } from "@/ui/public/LegalText";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { Anchor } from "@/ui/text/Anchor";
import { PublicFrame } from "../_parts/PublicFrame";

export const metadata: Metadata = { title: "Confidentialité", robots: { index: true, follow: true } };

/** What is kept, why, on what ground and for how long. */
const PURPOSES = [
  {
    what: "Relancer une facture impayée",
    data: "Nom, adresse, courriel et téléphone du contact de facturation, factures, règlements, réponses.",
    ground:
      "Contrat avec un particulier ou un entrepreneur individuel\u00a0; intérêt légitime pour le contact d’une société.",
    kept: "Jusqu’au règlement, puis cinq ans (deux ans envers un consommateur), durée de la prescription\u00a0: le contact, ses réponses et les notes sont alors effacés.",
  },
  {
    what: "Tenir la comptabilité et la preuve",
    data: "Factures, règlements, lettres et courriels envoyés, pièces échangées, journal des gestes.",
    ground: "Obligation légale (art. L. 123-22 du code de commerce) et intérêt légitime à la preuve.",
    kept: "Dix ans pour les pièces comptables.",
  },
  {
    what: "Rapprocher les relevés bancaires",
    data: "Date, montant et libellé des opérations, nom et IBAN du payeur, lus dans le fichier que l’entreprise dépose\u00a0; le fichier n’est pas gardé.",
    ground: "Intérêt légitime à ne pas relancer qui a payé.",
    kept: "Ce qui règle une facture, comme le dossier du client\u00a0; les autres libellés, un an.",
  },
  {
    what: "Préparer et noter les appels",
    data: "Ce qui a été dit, en termes objectifs. Aucun appel n’est enregistré.",
    ground: "Intérêt légitime.",
    kept: "Deux ans après la clôture du dossier.",
  },
  {
    what: "Protéger les liens de réponse",
    data: "Réseau tronqué et navigateur de qui ouvre un lien ou y répond.",
    ground: "Intérêt légitime à la sécurité et à la preuve.",
    kept: "Un an.",
  },
  {
    what: "Prévenir les programmes de l’entreprise",
    data: "Nom du client, numéro et montants de la facture, règlement, date d’une relance, nature d’une réponse, envoyés aux adresses que l’entreprise a choisies.",
    ground: "Intérêt légitime de l’entreprise à tenir ses outils à jour.",
    kept: "Trente jours ici.",
  },
  {
    what: "Ouvrir et protéger les comptes",
    data: "Nom, adresse électronique, empreinte du mot de passe, clé chiffrée de la connexion en deux étapes, appareils, réseau tronqué, dates de connexion.",
    ground: "Contrat avec l’utilisateur et sécurité du service.",
    kept: "Tant que le compte existe\u00a0; un an pour les journaux techniques.",
  },
];

export default function PrivacyPage() {
  const { OPERATOR_NAME, OPERATOR_EMAIL } = env();
  const operator = OPERATOR_NAME ?? "l’exploitant de ce serveur";
  return (
    <PublicFrame>
      <LegalText
        title="Confidentialité"
        lead="Quelles données passent ici, qui en répond, combien de temps elles restent, et comment exercer vos droits."
      >
        <h2>Qui répond de quoi</h2>
        <p>
          <b>L’entreprise qui vous relance</b> est responsable du traitement de ses clients et de ses
          factures. C’est à elle que vous demandez de consulter, corriger ou effacer ce qui vous concerne
          {NBSP}: ses coordonnées figurent au bas de chaque message.
        </p>
        <p>
          <b>{capital(operator)}</b> fait fonctionner le service pour elle, comme sous-traitant (art. 28 du
          RGPD), et répond des comptes des personnes qui se connectent. <b>Le cabinet comptable</b>, quand il
          y en a un, agit au nom de l’entreprise, dans la limite d’un mandat daté et révocable.
        </p>
        <h2>Finalités, bases et durées</h2>
        <Purposes />
        <p className="small muted">
          Ces durées passées, le service efface de lui-même. L’effacement plus tôt de ce que la loi n’impose
          pas de garder, et celui des pièces comptables après dix ans, l’entreprise les demande à
          l’exploitant.
        </p>
        <h2>Ce que nous ne faisons pas</h2>
        <ul>
          <li>
            Aucune liste de «{NBSP}mauvais payeurs{NBSP}»{NBSP}: ce qu’une entreprise sait d’un client n’est
            jamais visible d’une autre.
          </li>
          <li>Aucune note de solvabilité, aucun profil, aucune publicité, aucune revente.</li>
          <li>
            Aucune mise en demeure sans une personne{NBSP}: les rappels partent seuls, les étapes qui engagent
            attendent un accord humain (art. 22 du RGPD).
          </li>
          <li>Aucun lien de désinscription dans une relance{NBSP}: ce n’est pas de la prospection.</li>
        </ul>
        <h2>Cookies</h2>
        <p>
          Un seul cookie, indispensable{NBSP}: celui de votre connexion, valable {SESSION_DAYS}
          {NBSP}jours. Aucune mesure d’audience, aucun tiers. Les pages ouvertes depuis une relance n’en
          déposent pas.
        </p>
        <h2>Destinataires et lieu</h2>
        <p>
          Les membres de l’entreprise, les programmes auxquels elle a donné une clé ou qu’elle fait prévenir,
          son cabinet sous mandat, le serveur de courriel qui achemine les messages et l’hébergeur nommé dans
          les <Anchor href="/mentions-legales">mentions légales</Anchor>. Les secrets sont chiffrés, les liens
          personnels ne sont gardés que sous forme d’empreinte.
        </p>
        <h2>Vos droits</h2>
        <p>
          Accès, rectification, effacement, opposition, limitation, portabilité{NBSP}: adressez-vous à
          l’entreprise qui vous écrit{NBSP}; pour votre compte, à {operator}
          {OPERATOR_EMAIL && (
            <>
              {" "}
              (<Anchor href={`mailto:${OPERATOR_EMAIL}`}>{OPERATOR_EMAIL}</Anchor>)
            </>
          )}
          . Vous pouvez aussi saisir la CNIL (cnil.fr). Contester une facture ne demande rien de tout cela
          {NBSP}: le lien de la relance suffit, et elle s’arrête aussitôt.
        </p>
      </LegalText>
    </PublicFrame>
  );
}

function Purposes() {
  return (
    <Table caption="Finalités, données, bases légales et durées de conservation">
      <TableHead>
        <Column>Pour</Column>
        <Column>Données et base légale</Column>
        <Column>Durée</Column>
      </TableHead>
      <TableBody>
        {PURPOSES.map(({ what, data, ground, kept }) => (
          <TableRow key={what}>
            <RowHeader>{what}</RowHeader>
            <Cell phone="below">
              {data}
              <span className="table__sub">{ground}</span>
            </Cell>
            <Cell phone="below">{kept}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
