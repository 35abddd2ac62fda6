import { notFound } from "next/navigation";
import type { ReactNode } from "react";
import { rates } from "@/context/rates";
import { Crumbs } from "@/ui/layout/Crumbs";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { type LetterView, readLetter } from "@/usecases/dunning/readLetter";
import { enterCompany } from "../../../../_server/company";
import { orNotFound } from "../../../../_server/orNotFound";

/** Enters the page of one form about a letter: the same form as in its dialog, for those without script. */
export async function enterLetter(params: Promise<{ societe: string; id: string }>) {
  const { societe, id } = await params;
  const { ctx, access, may } = await enterCompany(societe);
  if (!may("work")) notFound();
  const letter = await orNotFound(readLetter(ctx, id, rates));
  const home = `/${access.slug}`;
  const here = `${home}/courriers/${letter.id}`;
  return { letter, home, here, hidden: { societe: access.slug, lettre: letter.id, retour: here } };
}

interface LetterFormProps {
  letter: LetterView;
  home: string;
  title: string;
  /** The form. */
  children: ReactNode;
}

/** The frame of that page. */
export function LetterForm({ letter, home, title, children }: LetterFormProps) {
  return (
    <PageFrame width="narrow">
      <Crumbs
        above={[
          { href: `${home}/courriers`, label: "Courriers" },
          { href: `${home}/courriers/${letter.id}`, label: letter.client.name },
        ]}
      >
        {title}
      </Crumbs>
      <PageHead title={title}>Lettre à {letter.client.name}</PageHead>
      {children}
    </PageFrame>
  );
}
