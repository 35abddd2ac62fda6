import type { FormState } from "../_server/formStateShape";

interface HiddenFieldsProps {
  /** As the page gives them. */
  values: Readonly<Record<string, string>>;
  state: FormState;
}

/**
 * Fixed values of a form. A refused form keeps those it came back with: what the person had seen, and
 * the key of the form, outlive a refusal even where the page was made again.
 */
export function HiddenFields({ values, state }: HiddenFieldsProps) {
  return Object.entries(values).map(([name, value]) => {
    const kept = state.status === "error" ? state.values[name] : undefined;
    return <input key={name} type="hidden" name={name} value={kept ?? value} />;
  });
}
