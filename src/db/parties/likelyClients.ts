/** Clients that what a program says of one may mean. */
import type { ClientSigns } from "@/domain/parties/clientMatch";
import type { KnownClient } from "@/domain/parties/clientSought";
import type { Tx } from "../inCompany";

/** More namesakes than anyone can choose from. */
const MOST = 50;

/** Clients with this reference, this SIREN or this name. */
export async function readLikelyClients(
  tx: Tx,
  companyId: string,
  signs: ClientSigns,
): Promise<KnownClient[]> {
  const { reference, siren, nameKey } = signs;
  const rows = await tx.client.findMany({
    where: {
      companyId,
      OR: [
        { nameKey },
        ...(reference === null ? [] : [{ reference }]),
        ...(siren === null ? [] : [{ siren }]),
      ],
    },
    select: {
      id: true,
      name: true,
      reference: true,
      siren: true,
      nameKey: true,
      archivedAt: true,
      contacts: { select: { email: true } },
    },
    orderBy: { id: "asc" },
    take: MOST,
  });
  return rows.map(({ archivedAt, contacts, ...client }) => ({
    ...client,
    isArchived: archivedAt !== null,
    emails: contacts.flatMap(({ email }) => email ?? []),
  }));
}
