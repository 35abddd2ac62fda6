/** Asks, through the forms, for every message the platform writes to people itself. */
import { expect, type Page } from "playwright/test";
import { listActions, type ShownForm } from "./actions";
import type { House } from "./house";
import { ACCOUNTANT, OWNER } from "./places";
import { type Field, formsOf, Visitor } from "./visitor";

const NEWCOMER = "nouvelle@personne.example";

interface Asked {
  /** Whose form it is; null for people who are not signed in. */
  by: string | null;
  path: (slug: string, firm: string) => string;
  action: string;
  fields: Record<string, Field>;
  /** Where the message arrives. */
  to: string;
}

const ASKED: readonly Asked[] = [
  {
    by: null,
    path: () => "/inscription",
    action: "(public)/inscription/actions.ts#createAccount",
    fields: { name: "Nouvelle Personne", email: NEWCOMER, password: "quatre mots pas si simples" },
    to: NEWCOMER,
  },
  {
    by: null,
    path: () => "/connexion/lien",
    action: "(public)/connexion/actions.ts#sendSignInLink",
    fields: { email: OWNER },
    to: OWNER,
  },
  {
    by: null,
    path: () => "/mot-de-passe",
    action: "(public)/mot-de-passe/actions.ts#sendResetLink",
    fields: { email: ACCOUNTANT },
    to: ACCOUNTANT,
  },
  {
    by: OWNER,
    path: () => "/compte",
    action: "compte/actions.ts#askNewAddress",
    fields: { email: "helene@nouvelle.example", currentPassword: "demonstration" },
    to: "helene@nouvelle.example",
  },
  {
    by: OWNER,
    path: (slug) => `/${slug}/reglages/equipe`,
    action: "[societe]/reglages/equipe/actions.ts#invite",
    fields: { email: "paul@invite.example", role: "VIEWER" },
    to: "paul@invite.example",
  },
  {
    by: ACCOUNTANT,
    path: (_, firm) => `/cabinet/${firm}/reglages`,
    action: "cabinet/[cabinet]/reglages/actions.ts#invite",
    fields: { email: "anne@invite.example", role: "ASSISTANT" },
    to: "anne@invite.example",
  },
  {
    by: ACCOUNTANT,
    path: (_, firm) => `/cabinet/${firm}/mandats`,
    action: "cabinet/[cabinet]/mandats/actions.ts#invite",
    fields: { name: "Marie Le Bihan", company: "Crêperie du Port", email: "marie@creperie.example" },
    to: "marie@creperie.example",
  },
];

/** Sends each form, and waits until each message has arrived. */
export async function askForAccountMails(
  page: Page,
  house: House,
  slug: string,
  firm: string,
): Promise<void> {
  const ids = new Map(listActions().map(({ name, id }) => [name, id]));
  for (const { by, path, action, fields, to } of ASKED) {
    const person = by ? await Visitor.signedIn(house, by, 20) : Visitor.nobody(house, 21);
    const address = path(slug, firm);
    const forms: ShownForm[] = await formsOf(page, address, await person.ask(address));
    const form = forms.find(({ actionId }) => actionId === ids.get(action));
    if (!form) throw new Error(`${address} shows no form of ${action}`);
    const answer = await person.send(form, fields);
    expect(answer.status, action).toBeLessThan(400);
    await house.mailbox.waitFor(to, /./);
  }
}
