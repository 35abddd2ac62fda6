import { RATES } from "@/auth/rateLimit";
import { formatCount, NBSP } from "@/domain/money";
import { MAX_PAGE } from "../../../api/v1/_parts/contract";

/** What makes a request safe to send again. */
export function Once() {
  return (
    <>
      <h2 id="renvoyer">Renvoyer sans risque</h2>
      <p>
        Une réponse s’est perdue{NBSP}? Renvoyez la même requête{NBSP}: rien n’est fait deux fois.
      </p>
      <ul>
        <li>Une facture est connue par son numéro, un PDF par son contenu.</li>
        <li>
          Un règlement, un avoir, une suspension le sont par l’en-tête <code>Idempotency-Key</code>, exigé
          {NBSP}: un texte de votre choix, propre à chaque opération de la société. Pendant trente jours, la
          même requête avec la même clé donne les mêmes identifiants, et la facture telle qu’elle est devenue.
          Avec un autre contenu, elle est refusée. Pour refaire ce que vous avez annulé, prenez une nouvelle
          clé.
        </li>
        <li>Annuler ou reprendre une seconde fois ne change rien, et donne la même réponse.</li>
      </ul>
    </>
  );
}

/** How much may be asked, and by whom. */
export function Limits() {
  return (
    <>
      <h2 id="limites">Limites</h2>
      <ul>
        <li>
          Une clé peut envoyer {formatCount(RATES.apiByKey.limit)} requêtes en cinq minutes, et toutes celles
          d’un même réseau {formatCount(RATES.apiByNetwork.limit)}. Celles d’une société sont traitées deux à
          la fois{NBSP}: envoyez-les l’une après l’autre. Au-delà, la réponse 429 dit dans{" "}
          <code>Retry-After</code> combien de secondes attendre.
        </li>
        <li>
          Un corps fait au plus 64{NBSP}ko, un PDF 10{NBSP}Mo, une page {MAX_PAGE} lignes.
        </li>
        <li>
          Une clé ne donne aucun accord d’envoi, ne change aucun réglage et ne crée pas d’autre clé. Les
          cookies ne comptent pas, et aucune page d’un autre site n’est admise.
        </li>
      </ul>
    </>
  );
}
