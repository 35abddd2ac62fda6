/** What a new key is asked for. */
import { API_SCOPE_HINTS, API_SCOPE_NAMES, API_SCOPES } from "@/domain/parties/apiKey";
import { typeset } from "@/domain/typography";
import type { FieldSpec } from "../../../../_forms/fieldSpec";

const PASSWORD: FieldSpec = {
  kind: "password",
  name: "currentPassword",
  label: "Votre mot de passe",
  hint: typeset("Une clé ouvre vos données sans vous : nous vérifions que c’est vous."),
  autoComplete: "current-password",
};

/** @param asksPassword the person has one, and proves by it who they are */
export function keyFields(asksPassword: boolean): FieldSpec[] {
  return [
    {
      kind: "text",
      name: "name",
      label: "À quoi elle sert",
      hint: "Le nom de l’outil, par exemple Facturation. Le journal la nomme ainsi.",
    },
    {
      kind: "radio",
      name: "scope",
      label: "Ce qu’elle permet",
      value: "READ",
      options: API_SCOPES.map((scope) => ({
        value: scope,
        label: API_SCOPE_NAMES[scope],
        hint: API_SCOPE_HINTS[scope],
      })),
    },
    {
      kind: "date",
      name: "expiresOn",
      label: "Valable jusqu’au",
      isOptional: true,
      hint: typeset("Vide : jusqu’à ce qu’elle soit révoquée."),
    },
    ...(asksPassword ? [PASSWORD] : []),
  ];
}
