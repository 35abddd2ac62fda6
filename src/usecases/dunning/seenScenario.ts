/** What the pages of a draft are opened on: a step in its form, the whole of it before it goes in service. */
import type { WrittenStep } from "@/db/dunning/scenarioVersions";
import type { AddressForm } from "@/domain/dunning/scenario";
import type { SeenRecord } from "../seenRecord";

/** What a step says and when, whatever the row it is written in. */
export function editedStep({ id: _, ...step }: WrittenStep & { id?: string }) {
  return { step };
}

/** Everything that would go in service. */
export function editedDraft(addressForm: AddressForm, steps: readonly (WrittenStep & { id?: string })[]) {
  return { addressForm, steps: steps.map((step) => editedStep(step).step) };
}

/** What the form of a scenario's name shows, for one that may have been opened before. */
export function seenScenario(
  id: string,
  name: string,
  addressForm: AddressForm,
): SeenRecord<{ name: string; addressForm: AddressForm }> {
  return {
    record: { name, addressForm },
    names: {
      name: `le nom («\u00a0${name}\u00a0»)`,
      addressForm: `la façon de s’adresser au client (${addressForm === "FORMAL" ? "vous" : "tu"})`,
    },
    what: "ce scénario",
    entityId: id,
    actions: ["scenario.edited"],
  };
}
