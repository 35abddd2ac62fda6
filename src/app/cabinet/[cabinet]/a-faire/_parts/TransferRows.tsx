import type { MandatedCompany } from "@/auth/firmAccess";
import { heldWords, transferWords } from "@/domain/settlement/transferWords";
import { ButtonLink } from "@/ui/controls/ButtonLink";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import type { countFirmTransfers } from "@/usecases/settlement/countTransfers";

interface TransferRowsProps {
  transfers: Awaited<ReturnType<typeof countFirmTransfers>>;
  /** Companies with a mandate in force, by name. */
  companies: readonly MandatedCompany[];
}

/** Money that came in, whose invoice nobody has said: a row a company. */
export function TransferRows({ transfers, companies }: TransferRowsProps) {
  const byCompany = new Map(transfers.map((one) => [one.companyId, one]));
  const total = transfers.reduce((sum, { count }) => sum + count, 0);
  return (
    <Section title="Virements à rapprocher" count={total} id="virements">
      <Rows>
        {companies.map(({ companyId, slug, name }) => {
          const waiting = byCompany.get(companyId);
          if (!waiting) return null;
          const { count, heldCount } = waiting;
          const href = `/${slug}/encaissements/releves`;
          return (
            <Row
              key={companyId}
              icon="receive"
              tone="positive"
              title={name}
              href={href}
              actions={
                <ButtonLink href={href} size="small">
                  Rapprocher
                  <span className="sr">, {name}</span>
                </ButtonLink>
              }
            >
              {`${transferWords(count)}. ${heldWords(heldCount)}`}
            </Row>
          );
        })}
      </Rows>
    </Section>
  );
}
