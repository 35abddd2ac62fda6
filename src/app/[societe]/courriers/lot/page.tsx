import type { Metadata } from "next";
import { notFound, redirect } from "next/navigation";
import { postalCarrier } from "@/context/post";
import { NBSP, sumCents } from "@/domain/money";
import { typeset } from "@/domain/typography";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { Banner } from "@/ui/messages/Banner";
import { Amount } from "@/ui/text/Amount";
import { Sentence } from "@/ui/text/Sentence";
import { type LetterLine, readChosenLetters } from "@/usecases/dunning/listLetters";
import { ActionForm } from "../../../_forms/ActionForm";
import { enterCompany } from "../../../_server/company";
import { param } from "../../../_server/paths";
import { postFields } from "../_parts/letterFields";
import { CHANNEL_NAMES, numbersWords } from "../_parts/letterWords";
import { approveChosen, entrustChosen, postChosen } from "../actions";

export const metadata: Metadata = { title: "Plusieurs lettres" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

type Gesture = "approuver" | "poster" | "confier";

const TITLES: Record<Gesture, string> = {
  approuver: "Relire et approuver",
  poster: "Imprimer et poster",
  confier: "Confier au prestataire",
};

/** One gesture over the letters checked in the list. Reading it changes nothing. */
export default async function ChosenLettersPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const search = await searchParams;
  const { access, ctx, may } = await enterCompany(societe);
  const gesture = gestureOf(param(search, "geste"));
  if (!may(gesture === "poster" ? "work" : "approve")) notFound();
  if (gesture === "confier" && postalCarrier().kind === "manual") notFound();
  const list = `/${access.slug}/courriers`;
  const { today, letters } = await readChosenLetters(ctx, [search.lettre ?? []].flat());
  const ready = letters.filter((letter) => isReady(letter, gesture));
  const left = letters.length - ready.length;
  const back = `${list}?etat=${gesture === "approuver" ? "a-approuver" : "a-poster"}`;
  if (letters.length === 0) redirect(back);
  return (
    <PageFrame width="narrow">
      <Crumbs above={[{ href: back, label: "Courriers" }]}>{TITLES[gesture]}</Crumbs>
      {left > 0 && (
        <Banner tone="caution">
          <Sentence>{leftWords(left, gesture)}</Sentence>
        </Banner>
      )}
      <PageHead title={TITLES[gesture]}>
        {ready.length} {ready.length > 1 ? "lettres" : "lettre"},{" "}
        <Amount cents={sumCents(ready.map((letter) => letter.totalCents))} /> réclamés en tout.
      </PageHead>
      {ready.length > 0 && (
        <>
          {gesture === "poster" && <Printing ready={ready} list={list} />}
          <Section
            title={gesture === "approuver" ? "Lettres à relire" : "Lettres choisies"}
            count={ready.length}
          >
            <Rows>
              {ready.map((letter) => (
                <ChosenRow key={letter.id} letter={letter} list={list} />
              ))}
            </Rows>
          </Section>
          <Section title={gesture === "poster" ? "Une fois postées" : "Décider"}>
            <GestureForm gesture={gesture} ready={ready} slug={access.slug} today={today} back={back} />
          </Section>
        </>
      )}
    </PageFrame>
  );
}

function gestureOf(text: string): Gesture {
  return text === "poster" || text === "confier" ? text : "approuver";
}

function isReady(letter: LetterLine, gesture: Gesture): boolean {
  if (letter.isStale) return false;
  if (gesture === "approuver") return letter.state === "TO_APPROVE" && letter.sha256 !== null;
  const isEntrusted = letter.carrier !== null && letter.refusal === null;
  return letter.state === "TO_POST" && !isEntrusted;
}

function leftWords(count: number, gesture: Gesture): string {
  const many = count > 1;
  const why =
    gesture === "approuver"
      ? "en préparation, à compléter, ou un fait est arrivé depuis"
      : "un fait est arrivé depuis l’approbation, ou un prestataire s’en charge déjà";
  const what = many ? `${count} lettres choisies sont laissées` : "Une lettre choisie est laissée";
  return typeset(`${what} de côté : ${why}. ${many ? "Ouvrez-les" : "Ouvrez-la"} depuis la liste.`);
}

/** The two files of the day's post. */
function Printing({ ready, list }: { ready: readonly LetterLine[]; list: string }) {
  const query = (part: string) =>
    new URLSearchParams([...ready.map((letter) => ["lettre", letter.id]), ["partie", part]]).toString();
  return (
    <Section title="Imprimer" aside="Dans l’ordre des clients.">
      <p className="muted">
        Chaque lettre est suivie des copies de factures qu’elle annonce. Un PDF protégé ou abîmé ne peut pas
        la suivre{NBSP}: une feuille en tient la place, et la liste le nomme.
      </p>
      <div className="btns">
        <ButtonLink href={`${list}/lot/impression?${query("lettres")}`} icon="print" target="_blank">
          Lettres et copies
        </ButtonLink>
        <ButtonLink href={`${list}/lot/impression?${query("liste")}`} icon="list" target="_blank">
          La liste du courrier
        </ButtonLink>
      </div>
    </Section>
  );
}

function ChosenRow({ letter, list }: { letter: LetterLine; list: string }) {
  return (
    <Row
      icon="envelope"
      title={letter.clientName}
      href={`${list}/${letter.id}`}
      end={<Amount cents={letter.totalCents} size="strong" />}
      actions={
        <ButtonLink href={`${list}/${letter.id}/pdf`} icon="document" size="small" target="_blank">
          PDF<span className="sr"> de la lettre à {letter.clientName}</span>
        </ButtonLink>
      }
    >
      <Sentence>{`${CHANNEL_NAMES[letter.channel]}, ${numbersWords(letter.numbers)}`}</Sentence>
    </Row>
  );
}

interface GestureFormProps {
  gesture: Gesture;
  ready: readonly LetterLine[];
  slug: string;
  today: string;
  back: string;
}

function GestureForm({ gesture, ready, slug, today, back }: GestureFormProps) {
  const cancel = (
    <ButtonLink href={back} variant="quiet">
      Annuler
    </ButtonLink>
  );
  const count = `${ready.length} ${ready.length > 1 ? "lettres" : "lettre"}`;
  if (gesture === "approuver") {
    const hidden = { societe: slug, lettres: ready.map(({ id, sha256 }) => `${id}:${sha256}`).join(" ") };
    return (
      <ActionForm
        action={approveChosen}
        hidden={hidden}
        fields={[]}
        submit={`J’ai relu, approuver ${count}`}
        cancel={cancel}
      />
    );
  }
  const hidden = { societe: slug, lettres: ready.map(({ id }) => id).join(" ") };
  if (gesture === "confier") {
    return (
      <ActionForm
        action={entrustChosen}
        hidden={hidden}
        fields={[]}
        submit={`Confier ${count}`}
        cancel={cancel}
      />
    );
  }
  const letters = ready.map((letter) => ({
    id: letter.id,
    clientName: letter.clientName,
    numbers: numbersWords(letter.numbers),
    isRegistered: letter.channel === "FORMAL_NOTICE",
  }));
  return (
    <ActionForm
      action={postChosen}
      hidden={hidden}
      fields={postFields(today, letters)}
      submit={`Noter ${count} comme ${ready.length > 1 ? "postées" : "postée"}`}
      pending="Enregistrement…"
      cancel={cancel}
    />
  );
}
