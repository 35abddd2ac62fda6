import { NBSP } from "@/domain/money";
import { CodeBlock } from "@/ui/text/CodeBlock";
import type { Examples } from "./examples";

/** From nothing to an invoice that is read back, by pasting. */
export function FirstCalls({ base, examples }: { base: string; examples: Examples }) {
  return (
    <>
      <h2 id="commencer">Commencer</h2>
      <p>
        Créez une clé dans Réglages, API (réservé aux propriétaires de la société). Elle est montrée une fois,
        appartient à la société et s’envoie avec chaque requête. Dans un terminal, dites où appeler, et avec
        quelle clé{NBSP}:
      </p>
      <CodeBlock>{examples.setting}</CodeBlock>
      <p>Un premier appel, qui ne change rien{NBSP}:</p>
      <CodeBlock>{examples.access}</CodeBlock>
      <p>
        Avec une clé «{NBSP}Lecture et écriture{NBSP}», une première facture, et son client{NBSP}:
      </p>
      <CodeBlock>{examples.invoice}</CodeBlock>
      <p>
        La réponse donne son <code>id</code>
        {NBSP}: mettez-le à la place de celui-ci, les exemples qui suivent s’en servent.
      </p>
      <CodeBlock>{examples.chosen}</CodeBlock>
      <ul>
        <li>
          Les adresses de cette page commencent par <code className="anywhere">{base}</code>.
        </li>
        <li>
          Les montants sont des nombres entiers de centimes{NBSP}: 123456 pour 1{NBSP}234,56{NBSP}€. Les dates
          s’écrivent 2026-11-24.
        </li>
        <li>
          Un champ ou un paramètre inconnu est refusé. Dans les réponses, laissez passer les champs que vous
          ne connaissez pas{NBSP}: d’autres peuvent s’ajouter.
        </li>
        <li>Une lecture ne change rien.</li>
        <li>
          Pour essayer sans écrire à personne, gardez le mode sûr{NBSP}: rien ne part sans votre accord.
        </li>
      </ul>
    </>
  );
}
