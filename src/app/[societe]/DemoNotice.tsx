import { otherDemoRole } from "@/auth/demoAccount";
import demoAccounts from "@/config/demoAccounts.json";
import { clock } from "@/context/clock";
import { formatDateLong } from "@/domain/dateText";
import { localDateAt } from "@/domain/zonedTime";
import { Button } from "@/ui/controls/Button";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { SubmitButton } from "@/ui/controls/SubmitButton";
import { DemoBar } from "@/ui/layout/DemoBar";
import { Sentence } from "@/ui/text/Sentence";
import { TimeText } from "@/ui/text/TimeText";
import type { Leap } from "@/usecases/demonstration/moveDemoClock";
import { ReturnField } from "../_forms/ReturnField";
import { enterAs, moveClock } from "../demo/actions";

/** The demonstration takes place in Paris. */
const TIME_ZONE = "Europe/Paris";

const LEAP_LABELS: readonly { leap: Leap; label: string }[] = [
  { leap: "jour", label: "+1\u00a0jour" },
  { leap: "semaine", label: "+7\u00a0jours" },
  { leap: "evenement", label: "Prochain événement" },
];

const ENTER_AS = {
  freelance: `Entrer comme ${demoAccounts.freelance.name}`,
  accountant: `Entrer comme ${demoAccounts.accountant.name}`,
} as const;

/** The clock of the demonstration, and the ways round it. Rendered in the demonstration only. */
export function DemoNotice({ slug, email }: { slug: string; email: string }) {
  const now = clock.now();
  const other = otherDemoRole(email);
  return (
    <DemoBar
      when={
        <>
          <Sentence>{formatDateLong(localDateAt(now, TIME_ZONE))}</Sentence>,{" "}
          <TimeText at={now} timeZone={TIME_ZONE} />
        </>
      }
      gestures={LEAP_LABELS.map(({ leap, label }) => (
        <form key={leap} action={moveClock}>
          <input type="hidden" name="societe" value={slug} />
          <input type="hidden" name="saut" value={leap} />
          <ReturnField />
          <SubmitButton variant="outlined" size="small">
            {label}
          </SubmitButton>
        </form>
      ))}
      links={
        <>
          <ButtonLink href="/demo/boite" variant="quiet" size="small" icon="envelope">
            Boîte des clients
          </ButtonLink>
          <form action={enterAs}>
            <input type="hidden" name="compte" value={other} />
            <Button variant="quiet" size="small" icon="account">
              {ENTER_AS[other]}
            </Button>
          </form>
        </>
      }
    />
  );
}
