import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { Cell, Column, RowHeader, Table, TableBody, TableHead, TableRow } from "@/ui/tables/Table";
import { CodeBlock } from "@/ui/text/CodeBlock";
import { PROBLEMS, type ProblemKind } from "../../../api/v1/_parts/problems";
import styles from "./contract.module.css";

/** When each refusal comes, and what to do. */
const WHEN: Record<ProblemKind, string> = {
  "requete-illisible": "Le corps n’est pas du JSON, un paramètre ou un en-tête manque ou n’est pas compris.",
  "cle-refusee": "La clé manque, est inconnue, terminée ou révoquée.",
  "droits-insuffisants": "La clé permet seulement de lire.",
  introuvable: "L’adresse n’existe pas, ou ce qu’elle nomme n’est pas de cette société.",
  "methode-refusee": "L’adresse n’a pas cette méthode : l’en-tête Allow dit celles qu’elle a.",
  conflit:
    "Une facture de ce numéro existe déjà avec un autre contenu : corrigez-la sur sa page, ou votre envoi.",
  "trop-lourd": "Le corps dépasse 64 ko, ou le PDF 10 Mo.",
  "format-refuse": "L’en-tête Content-Type n’est pas celui attendu.",
  "donnees-refusees":
    "Un champ est à corriger, ou la facture ne s’y prête plus : chaque erreur le dit, avec ce qu’il faut faire.",
  "trop-de-requetes":
    "Trop de requêtes à la fois, ou un import est en cours : attendez le nombre de secondes indiqué, puis reprenez.",
  incident: "Réessayez un peu plus tard avec la même requête : rien n’est enregistré deux fois.",
};

/** What a refusal looks like, and each of them. */
export function Errors({ example }: { example: string }) {
  return (
    <>
      <h2 id="erreurs">Comprendre un refus</h2>
      <p>
        Un refus est un document <code>application/problem+json</code> (RFC 9457), en français. Chaque erreur
        dit où elle est{NBSP}: <code>pointer</code> dans le corps, <code>parameter</code> dans l’adresse,{" "}
        <code>header</code> dans les en-têtes.
      </p>
      <CodeBlock>{example}</CodeBlock>
      <Table caption="Refus possibles" className={styles.table}>
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
