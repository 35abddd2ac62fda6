import { Banner } from "@/ui/messages/Banner";
import { Flash } from "@/ui/messages/Flash";
import { flashOf } from "./flash";

/** The sentence of the last gesture, when the address names one. */
export function FlashLine({ params }: { params: Readonly<Record<string, string | string[] | undefined>> }) {
  const flash = flashOf(params);
  if (!flash) return null;
  return flash.tone === "positive" ? (
    <Flash>{flash.text}</Flash>
  ) : (
    <Banner tone="critical" urgency="alert">
      {flash.text}
    </Banner>
  );
}
