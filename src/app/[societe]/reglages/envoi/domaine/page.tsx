import type { Metadata } from "next";
import { limitRate, RATES } from "@/auth/rateLimit";
import { domainSource } from "@/context/dns";
import type { Verdict } from "@/domain/dunning/mailAuthentication";
import { NBSP } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { Button } from "@/ui/controls/Button";
import { FormStack } from "@/ui/controls/FormStack";
import { TextInput } from "@/ui/controls/TextInput";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { CopyText } from "@/ui/surfaces/CopyText";
import { Pill } from "@/ui/text/Pill";
import { checkDomain, type DomainCheck, readSendingDomain } from "@/usecases/parties/checkDomain";
import { enterCompany } from "../../../../_server/company";
import { SettingsPage } from "../../_parts/SettingsPage";

export const metadata: Metadata = { title: "Domaine d’envoi" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const SELECTOR = /^[a-z0-9](?:[a-z0-9._-]{0,60})$/i;

export default async function DomainPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { selecteur, verifier } = await searchParams;
  const { ctx, access } = await enterCompany(societe, "configure");
  const source = domainSource();
  const { domain, isOwn } = await readSendingDomain(ctx, source.platform);
  const selector = typeof selecteur === "string" && SELECTOR.test(selecteur) ? selecteur : null;
  const isAsked = verifier !== undefined;
  if (isAsked) await limitRate(RATES.mailTestByCompany, access.companyId);
  const check = isAsked ? await checkDomain(ctx, source, selector) : null;
  return (
    <SettingsPage
      slug={access.slug}
      title="Domaine d’envoi"
      lead={typeset(
        "Trois enregistrements publics disent aux messageries que vos relances viennent bien de vous : SPF, DKIM et DMARC.",
      )}
    >
      <Section
        title={domain}
        aside={isOwn ? "Le domaine de votre adresse d’envoi" : "Notre domaine, d’où partent vos messages"}
      >
        <Stack gap="wide">
          {check && <Verdicts check={check} />}
          <form method="get">
            <FormStack>
              <input type="hidden" name="verifier" value="1" />
              {isOwn && (
                <TextInput
                  name="selecteur"
                  id="selecteur"
                  label="Sélecteur DKIM"
                  hint={`Si votre fournisseur vous en a donné un${NBSP}: la partie avant «${NBSP}._domainkey${NBSP}».`}
                  isOptional
                  defaultValue={selector ?? ""}
                />
              )}
              <div className="btns">
                <Button variant={check ? "outlined" : "primary"}>
                  {check ? "Vérifier de nouveau" : "Vérifier"}
                </Button>
              </div>
            </FormStack>
          </form>
        </Stack>
      </Section>
      <Guide isOwn={isOwn} />
    </SettingsPage>
  );
}

const STATES = {
  GOOD: { pill: "En place", tone: "positive", icon: "checkCircle" },
  WEAK: { pill: "À améliorer", tone: "caution", icon: "warning" },
  BAD: { pill: "À corriger", tone: "critical", icon: "warning" },
  UNKNOWN: { pill: "Non vérifié", tone: "info", icon: "question" },
} as const;

function Verdicts({ check }: { check: DomainCheck }) {
  const lines: [string, Verdict][] = [
    ["SPF", check.spf],
    ["DKIM", check.dkim],
    ["DMARC", check.dmarc],
  ];
  return (
    <Rows label="Enregistrements">
      {lines.map(([name, verdict]) => {
        const { pill, tone, icon } = STATES[verdict.state];
        return (
          <Row
            key={name}
            icon={icon}
            tone={tone}
            title={name}
            pill={<Pill tone={tone}>{pill}</Pill>}
            {...(verdict.record !== "" && {
              more: (
                <CopyText
                  label={verdict.state === "BAD" ? "Enregistrement" : "Publié"}
                  value={verdict.record}
                />
              ),
            })}
          >
            {[verdict.title, verdict.advice].filter(Boolean).join(" ")}
          </Row>
        );
      })}
    </Rows>
  );
}

function Guide({ isOwn }: { isOwn: boolean }) {
  return (
    <Section title="Comment faire">
      {isOwn ? (
        <div className="prose">
          <ol>
            <li>
              {typeset(
                "Ouvrez la gestion de votre domaine, là où vous l’avez acheté : la rubrique s’appelle « Zone DNS ».",
              )}
            </li>
            <li>
              {typeset(
                "SPF : un enregistrement TXT à la racine du domaine, qui nomme les serveurs autorisés. Un seul par domaine.",
              )}
            </li>
            <li>
              {typeset(
                "DKIM : une clé que votre fournisseur de messagerie donne, et qu’il faut activer chez lui.",
              )}
            </li>
            <li>
              {typeset(
                "DMARC : un enregistrement TXT sous le nom _dmarc. Commencez par « p=none », puis « p=quarantine » après quelques semaines.",
              )}
            </li>
            <li>Un changement met jusqu’à une journée à être vu partout. Revenez vérifier ensuite.</li>
          </ol>
        </div>
      ) : (
        <p className="prose">
          {typeset(
            "Vos messages partent de notre domaine : nous tenons ces enregistrements, il n’y a rien à faire de votre côté. Vous pourrez les vérifier pour le vôtre quand vous enverrez de votre adresse.",
          )}
        </p>
      )}
    </Section>
  );
}
