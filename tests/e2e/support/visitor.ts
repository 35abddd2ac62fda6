/** Someone at the door of a house who speaks HTTP without a browser: sends what they like. */
import type { Page } from "playwright/test";
import type { ShownForm } from "./actions";
import type { House } from "./house";
import { COOKIE, openSession } from "./session";

export interface Answer {
  status: number;
  body: string;
  /** Where it leads, when it is a redirection. */
  location: string;
}

export type Field = string | File;

export class Visitor {
  private count = 0;

  private constructor(
    private readonly house: House,
    private readonly cookie: string | null,
    private readonly network: number,
  ) {}

  /** A person who is signed in, by their address. `network` tells visitors apart for the limits on attempts. */
  static async signedIn(house: House, email: string, network: number): Promise<Visitor> {
    return new Visitor(house, `${COOKIE}=${await openSession(house, email)}`, network);
  }

  static nobody(house: House, network: number): Visitor {
    return new Visitor(house, null, network);
  }

  /** What its browser would send with each request. */
  cookieHeader(): string {
    return this.cookie ?? "";
  }

  /** Every request comes from a network of its own: limits on attempts have their own tests. */
  private headers(): Record<string, string> {
    this.count += 1;
    const address = `10.${this.network}.${this.count % 256}.${1 + Math.floor(this.count / 256)}`;
    return { "x-forwarded-for": address, ...(this.cookie && { cookie: this.cookie }) };
  }

  async ask(path: string, init: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
    const response = await fetch(`${this.house.url}${path}`, {
      method: init.method ?? "GET",
      redirect: "manual",
      headers: { ...this.headers(), ...init.headers },
    });
    return answerOf(response);
  }

  /** Sends a form of a page as a browser without script does, with some fields changed. */
  async send(form: ShownForm, changed: Readonly<Record<string, Field>> = {}): Promise<Answer> {
    const data = new FormData();
    for (const [name, value] of form.fields) if (!(name in changed)) data.append(name, value);
    for (const [name, value] of Object.entries(changed)) data.append(name, value);
    const response = await fetch(`${this.house.url}${form.path}`, {
      method: "POST",
      redirect: "manual",
      headers: { ...this.headers(), origin: this.house.url },
      body: data,
    });
    return answerOf(response);
  }
}

async function answerOf(response: Response): Promise<Answer> {
  // Bytes one for one: a marker is found in a file as well as in a page.
  const body = Buffer.from(await response.arrayBuffer()).toString("latin1");
  return { status: response.status, body, location: response.headers.get("location") ?? "" };
}

/** The forms of a page that press an action of ours. `page` is any page of a browser: it only reads the text. */
export async function formsOf(page: Page, path: string, answer: Answer): Promise<ShownForm[]> {
  const html = Buffer.from(answer.body, "latin1").toString("utf8");
  const forms = await page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "text/html");
    return [...document.forms].map((form) =>
      [...new FormData(form)].flatMap(([name, value]): [string, string][] =>
        typeof value === "string" ? [[name, value]] : [],
      ),
    );
  }, html);
  return forms.flatMap((fields): ShownForm[] => {
    const actionId = actionOf(fields);
    return actionId ? [{ path, actionId, fields }] : [];
  });
}

function actionOf(fields: readonly [string, string][]): string | null {
  for (const [name, value] of fields) {
    if (name.startsWith("$ACTION_ID_")) return name.slice("$ACTION_ID_".length);
    if (/^\$ACTION_\d+:0$/.test(name)) return (JSON.parse(value) as { id: string }).id;
  }
  return null;
}
