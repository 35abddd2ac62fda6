import type { TimelineEntry } from "@/domain/dunning/timeline";

type LinkKind = NonNullable<TimelineEntry["link"]>["kind"];

/** Where the entries of a time line lead, below the company's home. */
export const TIMELINE_LINKS: Record<LinkKind, { folder: string; words: string }> = {
  message: { folder: "messages", words: "Lire le message exact" },
  letter: { folder: "courriers", words: "Lire la lettre" },
  answer: { folder: "reponses", words: "Voir la réponse" },
  inbound: { folder: "messages/recus", words: "Lire le courriel reçu" },
};
