import { formatAmount } from "@/domain/money";
import { Field, type FieldProps } from "./Field";

type AmountInputProps = FieldProps & {
  /** Amount proposed, in cents. */
  defaultCents?: bigint;
  /** What the person had typed, given back as it was after a refused form. Wins over `defaultCents`. */
  defaultValue?: string;
  required?: boolean;
};

/** An amount in euros, typed as French people write it; read it with `parseAmount`. */
export function AmountInput({ defaultCents, defaultValue, required, ...field }: AmountInputProps) {
  const proposed = defaultCents === undefined ? undefined : formatAmount(defaultCents);
  return (
    <Field {...field}>
      {(control) => (
        <span className="adorned adorned--unit">
          <input
            className="input"
            type="text"
            inputMode="decimal"
            autoComplete="off"
            defaultValue={defaultValue ?? proposed}
            required={required}
            {...control}
          />
          <span className="adorned__unit" aria-hidden="true">
            €
          </span>
        </span>
      )}
    </Field>
  );
}
