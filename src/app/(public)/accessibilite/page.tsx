import type { Metadata } from "next";
import { env } from "@/config/env";
import { NBSP } from "@/domain/money";
import { LegalText } from "@/ui/public/LegalText";
import { Anchor } from "@/ui/text/Anchor";
import { PublicFrame } from "../_parts/PublicFrame";

export const metadata: Metadata = { title: "Accessibilité", robots: { index: true, follow: true } };

export default function AccessibilityPage() {
  const { OPERATOR_EMAIL } = env();
  return (
    <PublicFrame>
      <LegalText
        title="Déclaration d’accessibilité"
        lead={`Dûment est partiellement conforme au référentiel RGAA${NBSP}4.1, d’après nos propres vérifications.`}
      >
        <h2>Ce qui est vérifié</h2>
        <ul>
          <li>Chaque page s’utilise au clavier, avec un repère visible et un lien vers le contenu.</li>
          <li>Les contrastes atteignent 4,5 pour 1 en clair comme en sombre.</li>
          <li>Aucune information ne passe par la couleur seule{NBSP}: chaque état a un signe et un mot.</li>
          <li>
            Les pages tiennent à 320 pixels de large et à 200{NBSP}% de zoom, sans défilement horizontal hors
            des tableaux.
          </li>
          <li>Les graphiques ont une phrase et un tableau de leurs valeurs.</li>
          <li>
            La page ouverte depuis une relance, la connexion et le calculateur fonctionnent sans JavaScript.
          </li>
          <li>Les animations cessent quand le système le demande.</li>
        </ul>
        <h2>Ce qui ne l’est pas encore</h2>
        <ul>
          <li>
            Aucun audit par un tiers n’a eu lieu{NBSP}: le taux de conformité n’est donc pas chiffré, et des
            défauts peuvent nous avoir échappé.
          </li>
          <li>
            Les lettres et décomptes en PDF ne sont pas balisés. Leur contenu est le même que celui de la page
            de la facture, qui est lisible par un lecteur d’écran.
          </li>
          <li>
            Les factures d’origine, déposées par l’entreprise, restent telles qu’elle les a reçues de son
            logiciel.
          </li>
          <li>Les lecteurs d’écran n’ont pas tous été essayés sur toutes les pages.</li>
        </ul>
        <h2>Signaler un obstacle</h2>
        <p>
          Dites-nous la page et ce qui vous a arrêté
          {OPERATOR_EMAIL ? (
            <>
              {NBSP}: <Anchor href={`mailto:${OPERATOR_EMAIL}`}>{OPERATOR_EMAIL}</Anchor>
            </>
          ) : (
            ", à l’adresse de l’exploitant indiquée dans les mentions légales"
          )}
          . Nous vous donnerons l’information autrement, et nous corrigerons.
        </p>
        <h2>Recours</h2>
        <p>
          Sans réponse satisfaisante, vous pouvez saisir le Défenseur des droits{NBSP}: defenseurdesdroits.fr,
          ou par courrier gratuit, sans affranchissement, au Défenseur des droits, Libre réponse 71120, 75342
          Paris CEDEX 07.
        </p>
      </LegalText>
    </PublicFrame>
  );
}
