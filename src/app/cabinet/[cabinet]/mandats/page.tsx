import type { Metadata } from "next";
import { mandateDay } from "@/auth/companyAccess";
import type { MandatedCompany } from "@/auth/firmAccess";
import { clock } from "@/context/clock";
import type { LocalDate } from "@/domain/calendar";
import { NBSP } from "@/domain/money";
import { formatSiren } from "@/domain/parties/siren";
import { Button } from "@/ui/controls/Button";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { EmptyState } from "@/ui/messages/EmptyState";
import { CopyText } from "@/ui/surfaces/CopyText";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { readFirm } from "@/usecases/parties/readFirm";
import { ActionForm } from "../../../_forms/ActionForm";
import { FlashLine } from "../../../_server/FlashLine";
import { enterFirm } from "../../../_server/firm";
import { isToRenew } from "../_parts/firmList";
import { giveBack, invite } from "./actions";

export const metadata: Metadata = { title: "Mandats" };

type Props = {
  params: Promise<{ cabinet: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function FirmMandatesPage({ params, searchParams }: Props) {
  const { cabinet } = await params;
  const { firm, ctx, mandates, isPartner } = await enterFirm(cabinet);
  const open = [...(await mandates())].sort(byEnd);
  const { siren } = await readFirm(ctx);
  const today = mandateDay(clock.now());
  return (
    <PageFrame width="narrow">
      <FlashLine params={await searchParams} />
      <PageHead title="Mandats">
        Recouvrer pour autrui demande un mandat daté, propre à chaque société. Elle le donne et le révoque
        elle-même.
      </PageHead>
      <Section title="Mandats en cours" count={open.length}>
        {open.length === 0 ? (
          <EmptyState icon="document" title="Aucun mandat en cours" level={3}>
            Dès qu’une société vous donne mandat, elle apparaît ici et dans la liste du cabinet.
          </EmptyState>
        ) : (
          <Rows label="Mandats en cours">
            {open.map((mandate) => (
              <MandateRow
                key={mandate.mandateId}
                slug={firm.slug}
                mandate={mandate}
                today={today}
                isPartner={isPartner}
              />
            ))}
          </Rows>
        )}
      </Section>
      <Section title="Une société déjà inscrite">
        <Stack>
          <p className="muted">
            Son propriétaire ouvre Réglages, puis Mandats, et y indique l’identifiant du cabinet, ou son SIREN{" "}
            {formatSiren(siren)}.
          </p>
          <CopyText label="Identifiant du cabinet" value={firm.slug} />
        </Stack>
      </Section>
      <Section title="Un client qui n’est pas encore inscrit">
        <ActionForm
          action={invite}
          hidden={{ cabinet: firm.slug }}
          fields={[
            {
              kind: "email",
              name: "email",
              label: "Son adresse électronique",
              hint: `Il reçoit un lien pour ouvrir sa société, puis vous donner mandat. Il décide${NBSP}: rien ne s’ouvre avant.`,
            },
          ]}
          submit="L’inviter"
          pending="Envoi…"
          variant="outlined"
        />
      </Section>
    </PageFrame>
  );
}

/** What ends soonest first; what has no end last. */
function byEnd(a: MandatedCompany, b: MandatedCompany): number {
  if (a.endsOn === b.endsOn) return a.name.localeCompare(b.name, "fr");
  if (a.endsOn === null) return 1;
  return b.endsOn === null || a.endsOn < b.endsOn ? -1 : 1;
}

interface MandateRowProps {
  slug: string;
  mandate: MandatedCompany;
  today: LocalDate;
  isPartner: boolean;
}

function MandateRow({ slug, mandate, today, isPartner }: MandateRowProps) {
  const { name, mandateId, grantedOn, endsOn } = mandate;
  return (
    <Row
      icon="document"
      title={name}
      href={`/${mandate.slug}`}
      {...(isToRenew(mandate, today) && { pill: <Pill tone="caution">À renouveler</Pill> })}
      actions={
        isPartner && (
          <form action={giveBack}>
            <input type="hidden" name="cabinet" value={slug} />
            <input type="hidden" name="retour" value={`/cabinet/${slug}/mandats`} />
            <input type="hidden" name="mandat" value={mandateId} />
            <Button size="small" variant="quietCritical">
              Rendre<span className="sr"> le mandat de {name}</span>
            </Button>
          </form>
        )
      }
    >
      Donné le <DateText on={grantedOn} />
      {endsOn ? (
        <>
          , jusqu’au <DateText on={endsOn} />
        </>
      ) : (
        ", sans fin fixée"
      )}
    </Row>
  );
}
