import { isUnwanted, refusalSentence } from "@/domain/dunning/inbound";
import { afterDe } from "@/domain/typography";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import type { ClientView } from "@/usecases/parties/readClient";
import { ActionForm } from "../../../_forms/ActionForm";
import { correctAddress } from "../actions";

interface RefusedAddressesProps {
  client: ClientView;
  slug: string;
}

/** Addresses that a server refused, each with its correction. Nothing when there is none. */
export function RefusedAddresses({ client, slug }: RefusedAddressesProps) {
  const refused = client.contacts.filter((contact) => contact.isRefused);
  if (refused.length === 0) return null;
  return (
    <Section
      id="adresses"
      title={refused.length > 1 ? "Adresses à corriger" : "Adresse à corriger"}
      aside="Tant qu’aucune adresse ne marche, les courriels deviennent des appels."
    >
      <Rows>
        {refused.map((contact) => (
          <Row
            key={contact.id}
            icon="warning"
            tone="caution"
            title={contact.email ?? ""}
            more={
              <ActionForm
                action={correctAddress}
                idPrefix={`${contact.id}-`}
                hidden={{ societe: slug, client: client.id, contact: contact.id }}
                fields={[
                  {
                    kind: "email",
                    name: "email",
                    label: contact.name ? `Nouvelle adresse ${afterDe(contact.name)}` : "Nouvelle adresse",
                    hint: isUnwanted(contact.refusal ?? "")
                      ? "Ne reprenez la même adresse qu’avec l’accord de cette personne."
                      : "La même adresse, laissée telle quelle, sera essayée une fois de plus.",
                    value: contact.email ?? "",
                  },
                ]}
                submit="Enregistrer l’adresse"
                pending="Enregistrement…"
                variant="outlined"
              />
            }
          >
            {refusalSentence(contact.refusal ?? "")}
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
