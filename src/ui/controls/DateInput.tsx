import type { LocalDate } from "@/domain/calendar";
import { formatDateNumeric } from "@/domain/dateText";
import { Field, type FieldProps } from "./Field";

type DateInputProps = FieldProps & {
  /** `picker` is the calendar of the system, best on phones; `typed` is 22/11/2026, best at a desk. */
  entry?: "picker" | "typed";
  defaultOn?: LocalDate;
  /** What the person had typed, given back as it was after a refused form. Wins over `defaultOn`. */
  defaultValue?: string;
  /** Earliest and latest day the picker offers. */
  min?: LocalDate;
  max?: LocalDate;
  required?: boolean;
};

/** A calendar day; read it with `parseDate`, which takes what both entries send. */
export function DateInput(props: DateInputProps) {
  const { entry = "picker", defaultOn, defaultValue, min, max, required, ...field } = props;
  return (
    <Field {...field}>
      {(control) =>
        entry === "picker" ? (
          <input
            className="input"
            type="date"
            defaultValue={defaultValue ?? defaultOn}
            min={min}
            max={max}
            required={required}
            {...control}
          />
        ) : (
          <input
            className="input num"
            type="text"
            inputMode="numeric"
            autoComplete="off"
            placeholder="jj/mm/aaaa"
            defaultValue={defaultValue ?? (defaultOn && formatDateNumeric(defaultOn))}
            required={required}
            {...control}
          />
        )
      }
    </Field>
  );
}
