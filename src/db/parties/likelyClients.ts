/** Clients that what a program says of one may mean. */
import type { ClientSigns } from "@/domain/parties/clientMatch";
import type { KnownClient } from "@/domain/parties/clientSought";
import type { Tx } from "../inCompany";

/** More of one name, or of one SIREN, than anyone can choose from. */
const MOST = 50;

const SHOWN = {
  id: true,
  name: true,
  reference: true,
  siren: true,
  nameKey: true,
  archivedAt: true,
  contacts: { select: { email: true } },
} as const;

/** The client with this reference; when there is none, those with this name, then those with this SIREN. */
export async function readLikelyClients(
  tx: Tx,
  companyId: string,
  signs: ClientSigns,
): Promise<KnownClient[]> {
  const { reference, siren, nameKey } = signs;
  // Apart: hundreds of establishments may share a name or a SIREN, and none of them may hide the one that is meant.
  const read = async (wanted: Partial<ClientSigns>): Promise<KnownClient[]> => {
    const rows = await tx.client.findMany({
      where: { companyId, ...wanted },
      select: SHOWN,
      orderBy: { id: "asc" },
      take: MOST,
    });
    return rows.map(({ archivedAt, contacts, ...client }) => ({
      ...client,
      isArchived: archivedAt !== null,
      emails: contacts.flatMap(({ email }) => email ?? []),
    }));
  };
  const byReference = reference === null ? [] : await read({ reference });
  if (byReference.length > 0) return byReference;
  const establishments =
    siren === null ? [] : [...(await read({ siren, nameKey })), ...(await read({ siren }))];
  const namesakes = nameKey === "" ? [] : await read({ nameKey });
  return [...new Map([...establishments, ...namesakes].map((client) => [client.id, client])).values()];
}
