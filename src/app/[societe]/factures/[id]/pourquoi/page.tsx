import type { Metadata } from "next";
import { addDays, isLocalDate, type LocalDate } from "@/domain/calendar";
import { formatDateLong } from "@/domain/dateText";
import type { TraceMark } from "@/domain/dunning/explainDecision";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { DayBar } from "@/ui/controls/DayBar";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Trace } from "@/ui/lists/Trace";
import { NoBreak } from "@/ui/text/NoBreak";
import { Sentence } from "@/ui/text/Sentence";
import { type DayExplanation, explainDay } from "@/usecases/dunning/explainDay";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";
import { param } from "../../../../_server/paths";

export const metadata: Metadata = { title: "Pourquoi" };

type Props = {
  params: Promise<{ societe: string; id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

const MARKS: Record<TraceMark, "ok" | "wait" | "person" | "stop"> = {
  ok: "ok",
  wait: "wait",
  person: "person",
  stop: "stop",
};

export default async function WhyPage({ params, searchParams }: Props) {
  const { societe, id } = await params;
  const { ctx, access } = await enterCompany(societe);
  const asked = param(await searchParams, "jour");
  const day = await orNotFound(explainDay(ctx, id, isLocalDate(asked) ? asked : null));
  const home = `/${access.slug}`;
  const here = `${home}/factures/${id}/pourquoi`;
  return (
    <PageFrame>
      <Crumbs
        above={[
          { href: `${home}/factures`, label: "Factures" },
          { href: `${home}/factures/${id}`, label: day.number },
        ]}
      >
        Pourquoi
      </Crumbs>
      <PageHead title={<Sentence>{capital(formatDateLong(day.on))}</Sentence>}>
        Facture <NoBreak>{day.number}</NoBreak>, {day.clientName}.{" "}
        <Sentence>{typeset(day.conclusion)}</Sentence>
      </PageHead>
      <DayBar action={here} value={day.on} min={day.earliestOn} max={day.latestOn}>
        <Steps day={day} here={here} />
      </DayBar>
      {day.done.length > 0 && (
        <Section title="Ce qui a été fait ce jour-là">
          {day.done.map(({ title, reasons }) => (
            <div key={title}>
              <p>
                <b>{title}</b>
              </p>
              <ul className="prose">
                {reasons.map((reason) => (
                  <li key={reason}>
                    <Sentence>{reason}</Sentence>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </Section>
      )}
      <Section title={titleOf(day)}>
        <Trace
          lines={day.lines.map(({ rule, mark, sentence }) => ({
            rule,
            mark: MARKS[mark],
            text: <Sentence>{sentence}</Sentence>,
          }))}
        />
        <p className="small muted table__note">{noteOf(day)}</p>
      </Section>
    </PageFrame>
  );
}

function capital(text: string): string {
  return text.replace(/^./, (letter) => letter.toUpperCase());
}

function titleOf({ on, today }: DayExplanation): string {
  if (on === today) return "Ce que disent les règles aujourd’hui";
  return on < today
    ? "Ce que disaient les règles, avant ce qui a été fait"
    : "Ce que diront les règles, si rien n’est payé";
}

function noteOf({ on, today }: DayExplanation): string {
  if (on === today)
    return "Dans l’ordre où elles sont examinées ; la première qui décide l’emporte.".replace(
      " ;",
      "\u00a0;",
    );
  return on < today
    ? "Avec les règlements, les suspensions et les relances d’alors, et vos réglages d’aujourd’hui."
    : "Avec les suspensions connues, et ce que le scénario aura fait d’ici là.";
}

function Steps({ day, here }: { day: DayExplanation; here: string }) {
  const to = (on: LocalDate) => `${here}?jour=${on}`;
  return (
    <>
      {day.on > day.earliestOn && <ButtonLink href={to(addDays(day.on, -1))}>La veille</ButtonLink>}
      {day.on !== day.today && <ButtonLink href={here}>Aujourd’hui</ButtonLink>}
      {day.on < day.latestOn && <ButtonLink href={to(addDays(day.on, 1))}>Le lendemain</ButtonLink>}
    </>
  );
}
