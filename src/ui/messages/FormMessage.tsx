import { Banner } from "./Banner";

interface FormMessageProps {
  /** Why the form was refused as a whole, and what to do; nothing is shown without it. */
  error?: string;
  /** What was done. */
  success?: string;
}

/** The answer to a form that is about no field in particular. Put it first inside the form. */
export function FormMessage({ error, success }: FormMessageProps) {
  if (error) {
    return (
      <Banner tone="critical" urgency="alert">
        {error}
      </Banner>
    );
  }
  return success ? <Banner tone="positive">{success}</Banner> : null;
}
