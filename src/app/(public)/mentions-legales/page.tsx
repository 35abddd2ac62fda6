import type { Metadata } from "next";
import { env } from "@/config/env";
import { NBSP } from "@/domain/money";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { LegalText } from "@/ui/public/LegalText";
import { Anchor } from "@/ui/text/Anchor";
import { PublicFrame } from "../_parts/PublicFrame";

export const metadata: Metadata = { title: "Mentions légales", robots: { index: true, follow: true } };

export default function LegalNoticePage() {
  const given = env();
  return (
    <PublicFrame>
      <LegalText title="Mentions légales" lead="Qui exploite ce service, et comment le joindre.">
        {given.OPERATOR_NAME ? (
          <Facts layout="wide">
            <Fact term="Exploitant" notes={[given.OPERATOR_REGISTRATION].filter(Boolean)}>
              {given.OPERATOR_NAME}
            </Fact>
            <Fact term="Adresse">{given.OPERATOR_ADDRESS ?? "Non indiquée"}</Fact>
            <Fact term="Courriel">
              {given.OPERATOR_EMAIL ? (
                <Anchor href={`mailto:${given.OPERATOR_EMAIL}`}>{given.OPERATOR_EMAIL}</Anchor>
              ) : (
                "Non indiqué"
              )}
            </Fact>
            {given.OPERATOR_PHONE && <Fact term="Téléphone">{given.OPERATOR_PHONE}</Fact>}
            <Fact term="Direction de la publication">{given.OPERATOR_DIRECTOR ?? given.OPERATOR_NAME}</Fact>
            <Fact term="Hébergement">{given.HOSTING_PROVIDER ?? "Par l’exploitant lui-même"}</Fact>
          </Facts>
        ) : (
          <Banner tone="info">
            Ce serveur n’indique pas encore son exploitant. Dûment s’installe chez soi{NBSP}: la personne qui
            a installé ce serveur en est l’exploitante, et doit se nommer ici (réglage OPERATOR_NAME et
            suivants).
          </Banner>
        )}
        <h2>Ce que fait le service</h2>
        <p>
          Dûment aide une entreprise à relancer elle-même ses factures impayées, ou à les faire relancer par
          son cabinet comptable muni d’un mandat. Il ne reçoit aucun paiement, n’achète aucune créance et
          n’exerce pas le recouvrement pour le compte d’autrui{NBSP}: les virements arrivent directement sur
          le compte de l’entreprise.
        </p>
        <p>
          Les montants calculés informent. Ils ne remplacent pas l’avis d’un avocat ou d’un commissaire de
          justice, et aucune mise en demeure ne part sans l’accord d’une personne.
        </p>
        <h2>Le logiciel</h2>
        <p>
          Dûment est un logiciel libre, publié sous licence GNU Affero General Public License, version 3 ou
          ultérieure{NBSP}: quiconque utilise ce service peut en demander le code source à l’exploitant.
        </p>
        <h2>Signaler un contenu</h2>
        <p>
          Une relance abusive, une usurpation d’identité, un contenu illicite{NBSP}? Écrivez à l’exploitant
          {given.OPERATOR_EMAIL ? ` (${given.OPERATOR_EMAIL})` : ""} en joignant le message reçu. Répondre au
          courriel d’une relance s’adresse à l’entreprise qui l’envoie.
        </p>
        <p>
          Voir aussi <Anchor href="/confidentialite">Confidentialité</Anchor> et{" "}
          <Anchor href="/accessibilite">Accessibilité</Anchor>.
        </p>
      </LegalText>
    </PublicFrame>
  );
}
