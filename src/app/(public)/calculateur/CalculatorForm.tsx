import type { LocalDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { MAX_PAYMENTS, paymentFields } from "@/domain/legal/penaltyCalculation";
import { NBSP } from "@/domain/money";
import { Button } from "@/ui/controls/Button";
import { Buttons } from "@/ui/controls/Buttons";
import { FieldGroup, FieldPair, FormStack } from "@/ui/controls/FormStack";
import { Select } from "@/ui/controls/Select";
import { TextInput } from "@/ui/controls/TextInput";
import { ErrorSummary } from "@/ui/messages/ErrorSummary";
import type { Attempt } from "../_parts/attempt";

const KINDS = [
  { value: "professionnel", label: "Un professionnel" },
  { value: "public", label: "Un acheteur public" },
  { value: "consommateur", label: "Un consommateur" },
  { value: "non-professionnel", label: "Un non-professionnel (copropriété, association…)" },
];

const RULES = [
  { value: "legale", label: "Taux de la loi, sans clause" },
  { value: "taux", label: "Taux écrit au contrat" },
  { value: "triple", label: "Trois fois le taux d’intérêt légal" },
  { value: "bce", label: "Taux de la BCE, plus des points" },
];

interface CalculatorFormProps {
  raw: Record<string, string>;
  attempt: Attempt;
  today: LocalDate;
}

/** Everything the calculator asks, sent in the address: it works without script. */
export function CalculatorForm({ raw, attempt, today }: CalculatorFormProps) {
  const { errors } = attempt;
  const count = lineCount(raw);
  const summary = Object.entries(errors).map(([field, message]) => ({ field, message }));
  const field = (name: string) => ({
    name,
    defaultValue: raw[name] ?? "",
    ...(errors[name] && { error: errors[name] }),
  });
  return (
    <form action="/calculateur#resultat" method="get" noValidate>
      <FormStack>
        {summary.length > 1 && <ErrorSummary errors={summary} />}
        <Select
          {...field("qui")}
          label={`Qui vous doit cette somme${NBSP}?`}
          options={KINDS}
          defaultValue={raw.qui ?? "professionnel"}
        />
        <TextInput {...field("montant")} label="Montant TTC de la facture" inputMode="decimal" />
        <FieldPair>
          <TextInput {...field("emise")} label="Date de la facture" isOptional inputMode="numeric" />
          <TextInput {...field("echeance")} label="Échéance" inputMode="numeric" hint="Jour/mois/année" />
        </FieldPair>
        <TextInput
          {...field("arrete")}
          defaultValue={raw.arrete ?? formatDateNumeric(today)}
          label="Décompte arrêté au"
          inputMode="numeric"
          hint="Ce jour est compté."
        />
        <FieldGroup title="Taux">
          <Select
            {...field("regle")}
            label="Règle"
            options={RULES}
            defaultValue={raw.regle ?? "legale"}
            hint="Celle de vos conditions générales, acceptées par le client avant la commande."
          />
          <TextInput
            {...field("pourcentage")}
            label="Taux annuel, ou points ajoutés"
            isOptional
            inputMode="decimal"
            width="short"
            suffix="%"
            hint="Pour un taux écrit au contrat, ou la majoration du taux de la BCE."
          />
          <TextInput
            {...field("presentee")}
            label="Mise en demeure présentée le"
            isOptional
            inputMode="numeric"
            hint="Pour un consommateur sans clause au contrat, les intérêts partent de là."
          />
        </FieldGroup>
        <PaymentGroup count={count} field={field} />
        {/* The first button is the one that the Enter key presses. */}
        <Buttons>
          <Button variant="primary">Calculer</Button>
          {count < MAX_PAYMENTS && (
            <Button variant="quiet" icon="add" name="lignes" value={String(count + 1)}>
              Ajouter un règlement
            </Button>
          )}
        </Buttons>
      </FormStack>
    </form>
  );
}

interface PaymentGroupProps {
  count: number;
  field: (name: string) => { name: string; defaultValue: string; error?: string };
}

function PaymentGroup({ count, field }: PaymentGroupProps) {
  return (
    <FieldGroup title="Règlements déjà reçus" text="Le solde baisse le lendemain de chaque règlement.">
      {Array.from({ length: count }, (_, index) => paymentFields(index + 1)).map(({ amount, on }, index) => (
        <FieldPair key={amount}>
          <TextInput {...field(amount)} label={`Versement ${index + 1}`} isOptional inputMode="decimal" />
          <TextInput {...field(on)} label="Reçu le" isOptional inputMode="numeric" />
        </FieldPair>
      ))}
    </FieldGroup>
  );
}

/** As many lines as asked, and as filled. */
function lineCount(raw: Record<string, string>): number {
  const asked = /^\d{1,2}$/.test(raw.lignes ?? "") ? Number(raw.lignes) : 1;
  let filled = 0;
  for (let index = 1; index <= MAX_PAYMENTS; index += 1) {
    const { amount, on } = paymentFields(index);
    if (raw[amount] || raw[on]) filled = index;
  }
  return Math.min(MAX_PAYMENTS, Math.max(1, asked, filled));
}
