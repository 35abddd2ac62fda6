/** Invoices of a file for clients that were put away: what they owe is not forgotten, and it is said. */
import { beforeEach, describe, expect, it } from "vitest";
import { asOwner, createTestDatabase } from "../../support/database";

const database = await createTestDatabase();
const { makeClient, makeCompany, parisClock } = await import("../../support/world");
const { calmPorts, fileOf, importFile, launchImport, TITLES } = await import("../../support/imports");
const { chooseImportOptions } = await import("@/usecases/invoicing/chooseImportOptions");
const { listImportIssues, readImportPage } = await import("@/usecases/invoicing/readImport");
const { runImport } = await import("@/usecases/invoicing/runImport");
const { startImport } = await import("@/usecases/invoicing/startImport");
const { archiveClient } = await import("@/usecases/parties/archiveClient");

let world: Awaited<ReturnType<typeof makeCompany>>;
let clientId = "";

beforeEach(async () => {
  world = await makeCompany(parisClock("2026-11-23"));
  clientId = await makeClient(world.ctx, { name: "Menuiserie Abgrall", reference: "C-7" });
  await archiveClient(world.ctx, clientId);
});

const line = (number: string, paid = "") =>
  `${number};Menuiserie Abgrall;C-7;;01/10/2026;31/10/2026;100,00;${paid}`;
const file = (...lines: string[]) => [TITLES, ...lines, ""].join("\r\n");
const isArchived = async () =>
  (
    await asOwner(database, "SELECT archived_at IS NOT NULL AS away FROM client WHERE id = $1", [clientId])
  )[0];
const deeds = () =>
  asOwner(
    database,
    "SELECT action FROM journal_entry WHERE entity_id = $1 AND action = 'client.unarchived'",
    [clientId],
  );

describe("an archived client whose invoice is imported", () => {
  it("is taken up again, once, and it is said on its first line and in the journal", async () => {
    const { importId } = await importFile(world.ctx, file(line("F-1"), line("F-2")));
    expect(await isArchived()).toEqual({ away: false });
    expect(await deeds()).toHaveLength(1);
    const { rows: issues } = await listImportIssues(world.ctx, importId, { kind: "NOTICE", after: -1 });
    expect(issues).toMatchObject([
      {
        line: 2,
        message:
          "Le client Menuiserie Abgrall était archivé\u00a0: il est repris, puisqu’il doit de nouveau.",
      },
    ]);
    await importFile(world.ctx, file(line("F-1"), line("F-2"), line("F-3")));
    expect(await deeds()).toHaveLength(1);
  });

  it("is announced before, on one line", async () => {
    const importId = await startImport(world.ctx, fileOf(file(line("F-1"), line("F-2"))));
    await chooseImportOptions(world.ctx, importId, { defaultTermDays: "30", defaultKind: "B2B" });
    const { preview } = await readImportPage(world.ctx, importId);
    expect(preview).toMatchObject({ kind: "READ", csv: { noticeCounts: { CLIENT_ARCHIVED: 1 } } });
    expect(await isArchived()).toEqual({ away: true });
  });

  it("stays away when all of it was paid", async () => {
    await importFile(world.ctx, file(line("F-1", "100,00")));
    expect(await isArchived()).toEqual({ away: true });
  });

  it("put away while the file is imported is refused, or taken up again", async () => {
    for (let round = 0; round < 3; round += 1) {
      const name = `Course ${round}`;
      const own = await makeClient(world.ctx, { name, reference: name });
      const importId = await launchImport(world.ctx, file(line(`G-${round}`).replaceAll("C-7", name)));
      await Promise.allSettled([
        archiveClient(world.ctx, own),
        runImport(world.ctx.companyId, importId, calmPorts(world.ctx)),
      ]);
      const rows = await asOwner(
        database,
        "SELECT archived_at, (SELECT count(*)::int FROM invoice i WHERE i.client_id = c.id) AS n FROM client c WHERE id = $1",
        [own],
      );
      expect(rows).toEqual([{ archived_at: null, n: 1 }]);
    }
  });
});
