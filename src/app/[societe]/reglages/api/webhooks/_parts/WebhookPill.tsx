import type { EndpointState } from "@/domain/parties/webhook";
import type { IconName } from "@/ui/text/iconPaths";
import { Pill } from "@/ui/text/Pill";
import type { Tone } from "@/ui/text/tone";

interface WebhookPillProps {
  state: EndpointState;
  failingSince: number | null;
  /** A row has its own shape before the title. */
  isInRow?: boolean;
}

/** The state of an address, in a word. */
export function WebhookPill({ state, failingSince, isInRow = false }: WebhookPillProps) {
  const { word, icon, tone } = lookOf(state, failingSince);
  return (
    <Pill {...(tone && { tone })} {...(!isInRow && { icon })}>
      {word}
    </Pill>
  );
}

function lookOf(
  state: EndpointState,
  failingSince: number | null,
): { word: string; icon: IconName; tone?: Tone } {
  if (state === "PAUSED") return { word: "En pause", icon: "pause" };
  if (state !== "ACTIVE") return { word: "Arrêté", icon: "warning", tone: "critical" };
  if (failingSince !== null) return { word: "Ne répond pas", icon: "warning", tone: "caution" };
  return { word: "En marche", icon: "check", tone: "positive" };
}
