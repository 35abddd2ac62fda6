/** What people mistype and what others try, through the real forms: refused with a clear sentence, or made harmless. */

import type { Page } from "playwright/test";
import { wholePdf } from "../support/pdfFiles";
import { listActions } from "./support/actions";
import type { Places } from "./support/addresses";
import { BAD_INPUT } from "./support/badInput";
import { digestOf, writtenBetween } from "./support/digest";
import { type House, openHouse } from "./support/house";
import { OWNER, placesOf } from "./support/places";
import { demonstrationTemplate, OPENS_AT } from "./support/templates";
import { expect, demoTest as test } from "./support/test";
import { type Answer, type Field, formsOf, Visitor } from "./support/visitor";

test.describe.configure({ mode: "default" });

let house: House;
let x: Places;
let owner: Visitor;
/** Only to read HTML with. */
let page: Page;

test.beforeAll(async ({ browser }) => {
  test.setTimeout(120_000);
  house = await openHouse({ template: await demonstrationTemplate(), hasWorker: false, opensAt: OPENS_AT });
  x = await placesOf(house);
  owner = await Visitor.signedIn(house, OWNER, 30);
  page = await browser.newPage();
});

test.afterAll(async () => {
  await page.close();
  await house.close();
});

const html = (answer: Answer) => Buffer.from(answer.body, "latin1").toString("utf8");

/** Sends the form of an action found on this page. */
async function send(path: string, action: string, fields: Record<string, Field>): Promise<Answer> {
  const id = listActions().find(({ name }) => name === action)?.id;
  const form = (await formsOf(page, path, await owner.ask(path))).find(({ actionId }) => actionId === id);
  if (!form) throw new Error(`${path} shows no form of ${action}`);
  return owner.send(form, fields);
}

/** What the page says beside its fields and above its form. */
async function sentences(answer: Answer): Promise<string> {
  return page.evaluate((text) => {
    const document = new DOMParser().parseFromString(text, "text/html");
    const shown = document.querySelectorAll(
      "[role=alert], [id$=-error], [id$=-erreur], [aria-invalid=true] ~ *, .error, .field__error",
    );
    const described = [...document.querySelectorAll("[aria-invalid=true][aria-describedby]")].flatMap(
      (field) =>
        (field.getAttribute("aria-describedby") ?? "").split(" ").map((id) => document.getElementById(id)),
    );
    return [...shown, ...described].map((one) => one?.textContent ?? "").join(" | ");
  }, html(answer));
}

for (const { what, path, action, fields, says } of BAD_INPUT) {
  test(`refused: ${what}`, async () => {
    const before = await digestOf(house.behind);
    const answer = await send(path(x), action, fields);
    expect(answer.status).toBe(200);
    expect(await sentences(answer)).toMatch(says);
    expect(writtenBetween(before, await digestOf(house.behind))).toEqual([]);
  });
}

test("a form larger than any file of ours is refused, and the pages go on", async () => {
  const before = await digestOf(house.behind);
  const huge = new File([new Uint8Array(40_000_000)], "enorme.pdf");
  const answer = await send(
    `/${x.slug}/factures/${x.invoice}/joindre`,
    "[societe]/factures/[id]/actions.ts#attach",
    {
      file: huge,
    },
  ).catch(() => null);
  // The server may close the door before the end of the file.
  if (answer) expect(answer.location).toContain("echec=fichier-trop-lourd");
  expect(writtenBetween(before, await digestOf(house.behind))).toEqual([]);
  expect((await owner.ask(`/${x.slug}`)).status).toBe(200);
});

const TRICKS = [
  "../../../../etc/passwd.pdf",
  "..\\..\\windows\\system32\\a.pdf",
  "C:\\Users\\x\\facture.pdf",
  "/etc/cron.d/x.pdf",
  "facture\r\nSet-Cookie: a=b.pdf",
  'facture"; filename="autre.exe.pdf',
  "facture\u202efdp.exe",
  "CON.pdf",
  ".htaccess",
  `${"é".repeat(300)}.pdf`,
];

for (const [index, name] of TRICKS.entries()) {
  test(`made harmless: the file name ${JSON.stringify(name).slice(0, 40)}`, async () => {
    // Other bytes each time: the same file is kept once.
    const file = new File([Uint8Array.from(wholePdf(`Facture ${index}`))], name);
    const answer = await send(
      `/${x.slug}/factures/${x.paidInvoice}/joindre`,
      "[societe]/factures/[id]/actions.ts#attach",
      { file },
    );
    expect(answer.location).toContain("fait=document-ajoute");
    const [document] = await house.behind.rows<{ id: string; name: string }>(
      "SELECT id, name FROM document ORDER BY created_at DESC, id DESC LIMIT 1",
    );
    expect(document?.name).toMatch(/^[^./\\][^/\\"\p{Cc}\p{Cf}]{0,116}\.pdf$/u);
    const response = await fetch(`${house.url}/${x.slug}/documents/${document?.id}`, {
      headers: { cookie: owner.cookieHeader() },
    });
    const disposition = response.headers.get("content-disposition") ?? "";
    expect(response.status).toBe(200);
    expect(disposition).toMatch(/^attachment; filename="[^"\\/]*"; filename\*=UTF-8''[^/\\"; ]*$/);
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(response.headers.get("content-security-policy")).toContain("sandbox");
  });
}

/** Texts that a spreadsheet would run. */
const FORMULAS = ['=HYPERLINK("http://mal.example")', "+33 6 commande", "-2+3", "@SUM(A1)", "\t=1+1"];

test("made harmless: formulas in the files for spreadsheets", async () => {
  for (const [index, formula] of FORMULAS.entries()) {
    const answer = await send(
      `/${x.slug}/factures/nouvelle?client=nouveau`,
      "[societe]/factures/nouvelle/actions.ts#createInvoice",
      {
        client_name: formula.trim(),
        number: `F-FORMULE-${index}`,
        subject: formula.trim(),
        totalCents: "12,00",
        issuedOn: "2026-10-01",
        dueOn: "2026-11-01",
      },
    );
    expect(answer.location).toContain("fait=facture-creee");
  }
  const [client] = await house.behind.rows<{ id: string }>(
    "SELECT id FROM client WHERE name LIKE '=HYPERLINK%'",
  );
  // The statement of one client names its invoices only.
  const files = [
    ["/factures/export?etat=toutes", "HYPERLINK"],
    [`/clients/${client?.id}/releve/csv`, "F-FORMULE"],
    ["/tableau-de-bord/export", "HYPERLINK"],
  ] as const;
  for (const [path, word] of files) {
    const text = html(await owner.ask(`/${x.slug}${path}`));
    expect(text, path).toContain(word);
    const cells = text.split(/\r?\n/).flatMap((line) => line.split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/));
    const running = cells
      .map((cell) => cell.replace(/^"|"$/g, ""))
      .filter((cell) => /^[=+@\t\r]|^-[^\d]/.test(cell));
    expect(running, path).toEqual([]);
  }
});

/** Addresses that try to leave their folder, or to confuse whoever reads them. */
const PATHS = [
  "/documents/..%2f..%2f..%2fetc%2fpasswd",
  "/documents/%2e%2e%2f%2e%2e%2fpackage.json",
  "/documents/%00",
  "/factures/%00",
  "/factures/1%27%20OR%20%271%27=%271",
  "/factures/00000000-0000-0000-0000-000000000000",
  "/clients/..%5c..%5cwindows",
  "/factures/%ff%fe",
  "/scenarios/%F0%9F%92%A9",
];

test("made harmless: paths in addresses", async () => {
  for (const path of PATHS) {
    const { status, body } = await owner.ask(`/${x.slug}${path}`);
    expect([400, 404], `${path}: ${status}`).toContain(status);
    expect(body).not.toMatch(/root:x:0|"dependencies"/);
  }
  for (const query of [
    "?q=%00",
    "?q=%25%27%22%5c",
    "?q=%F0%9F%92%A9",
    "?apres=xyz",
    "?etat=__proto__",
    "?q=a&q=b",
  ]) {
    for (const list of [
      "/factures",
      "/clients",
      "/encaissements",
      "/encaissements/releves",
      "/recherche",
      "/journal",
    ]) {
      const { status } = await owner.ask(`/${x.slug}${list}${query}`);
      expect(status, `${list}${query}`).toBeLessThan(500);
    }
  }
});

test("made harmless: going back to another site", async () => {
  const elsewhere = [
    "https://mal.example",
    "//mal.example",
    "/\\mal.example",
    "/primeurs-gwenn",
    "javascript:alert(1)",
  ];
  for (const [index, retour] of elsewhere.entries()) {
    // The page offers one of the two, in turn.
    const action = index % 2 === 0 ? "turnSafeModeOn" : "turnSafeModeOff";
    const answer = await send(`/${x.slug}/reglages`, `[societe]/reglages/envoi/actions.ts#${action}`, {
      retour,
    });
    expect(answer.location).toMatch(new RegExp(`^/${x.slug}(\\?|/|$)`));
  }
});
