import { formatAmount } from "@/domain/money";
import { declarationDay, FIRM_KIND_NAMES, insuranceEnd } from "@/domain/parties/firm";
import { formatPostcodeCity } from "@/domain/parties/postcode";
import { formatSiren } from "@/domain/parties/siren";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Fact, Facts } from "@/ui/lists/Facts";
import { Banner } from "@/ui/messages/Banner";
import { Details } from "@/ui/messages/Details";
import type { FirmView } from "@/usecases/parties/readFirm";
import { ActionForm } from "../../../../_forms/ActionForm";
import {
  firmAddressFields,
  firmFormFields,
  firmKindField,
  firmNameFields,
  firmSignatoryFields,
  guaranteeFields,
} from "../../../../_forms/firmFields";
import { saveGuarantees, saveIdentity } from "../actions";

interface FirmIdentityProps {
  view: FirmView;
  isPartner: boolean;
  hidden: Readonly<Record<string, string>>;
}

/** Who the firm is, as its letters say it; a partner changes it here. */
export function FirmIdentity({ view, isPartner, hidden }: FirmIdentityProps) {
  const values = valuesOf(view);
  return (
    <>
      <Section title="Cabinet">
        <Stack>
          <Facts layout="wide">
            <Fact term="Nom" notes={[`SIREN\u00a0${formatSiren(view.siren)}`]}>
              {view.name}
            </Fact>
            <Fact term="Adresse" notes={[formatPostcodeCity(view.postcode, view.city)]}>
              {view.street}
            </Fact>
            <Fact term="Nature" notes={[`Signature\u00a0: ${signatureOf(view)}`]}>
              {FIRM_KIND_NAMES[view.kind]}
            </Fact>
            <Fact term="Identifiant" notes={["À donner aux sociétés qui vous donnent mandat."]}>
              {view.slug}
            </Fact>
          </Facts>
          {isPartner && (
            <Details summary="Modifier le cabinet">
              <ActionForm
                action={saveIdentity}
                hidden={hidden}
                idPrefix="cabinet-"
                fields={[
                  {
                    kind: "group",
                    title: "Identité",
                    fields: [...firmNameFields(values), ...firmFormFields(values)],
                  },
                  { kind: "group", title: "Adresse", fields: firmAddressFields(values) },
                  {
                    kind: "group",
                    title: "Qui signe les lettres",
                    text: "Quand une lettre part au nom d’un client, sous son mandat.",
                    fields: firmSignatoryFields(values),
                  },
                  firmKindField(values),
                ]}
                submit="Enregistrer"
                pending="Enregistrement…"
                variant="outlined"
              />
            </Details>
          )}
        </Stack>
      </Section>
      {view.kind === "COLLECTOR" && <Guarantees view={view} isPartner={isPartner} hidden={hidden} />}
    </>
  );
}

/** What the law asks of a collector before its first letter. */
function Guarantees({ view, isPartner, hidden }: FirmIdentityProps) {
  const values = valuesOf(view);
  const isWhole =
    insuranceEnd(view) !== undefined && declarationDay(view) !== undefined && view.fundsBank !== "";
  return (
    <Section title="Recouvrement pour autrui" id="garanties">
      <Stack>
        <p className="muted">
          L’article R. 124-2 du code des procédures civiles d’exécution demande une assurance, un compte
          réservé aux fonds de tiers et une déclaration au procureur de la République.
        </p>
        {!isWhole && (
          <Banner tone="caution" icon="warning">
            {"Tant que ces mentions manquent, aucune lettre ne part au nom du cabinet."}
          </Banner>
        )}
        {isPartner ? (
          <ActionForm
            action={saveGuarantees}
            hidden={hidden}
            idPrefix="garanties-"
            fields={guaranteeFields(values)}
            submit="Enregistrer les garanties"
            pending="Enregistrement…"
            variant="outlined"
          />
        ) : (
          <p className="small muted">Un associé les indique.</p>
        )}
      </Stack>
    </Section>
  );
}

function signatureOf({ signatoryName, signatoryTitle }: FirmView): string {
  if (signatoryName === "") return "un associé";
  return signatoryTitle === "" ? signatoryName : `${signatoryName}, ${signatoryTitle}`;
}

function valuesOf(view: FirmView): Record<string, string> {
  return {
    kind: view.kind,
    name: view.name,
    siren: formatSiren(view.siren),
    legalForm: view.legalForm,
    shareCapitalCents: view.shareCapitalCents === null ? "" : formatAmount(view.shareCapitalCents),
    rcsCity: view.rcsCity ?? "",
    street: view.street,
    postcode: view.postcode,
    city: view.city,
    signatoryName: view.signatoryName,
    signatoryTitle: view.signatoryTitle,
    insurerName: view.insurerName,
    insurancePolicy: view.insurancePolicy,
    insuredUntil: view.insuredUntil ?? "",
    fundsBank: view.fundsBank,
    declaredOn: view.declaredOn ?? "",
    declaredCourt: view.declaredCourt,
  };
}
