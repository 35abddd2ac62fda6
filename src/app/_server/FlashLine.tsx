import { Banner } from "@/ui/messages/Banner";
import { Flash } from "@/ui/messages/Flash";
import { Anchor } from "@/ui/text/Anchor";
import { flashOf } from "./flash";

/** The sentence of the last gesture, when the address names one. */
export function FlashLine({ params }: { params: Readonly<Record<string, string | string[] | undefined>> }) {
  const flash = flashOf(params);
  if (!flash) return null;
  const { back, text } = flash;
  return flash.tone === "positive" ? (
    <Flash undo={back !== undefined && <Anchor href={back}>Revenir à la précédente</Anchor>}>{text}</Flash>
  ) : (
    <Banner tone="critical" urgency="alert">
      {text}
    </Banner>
  );
}
