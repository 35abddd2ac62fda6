import { maxCents } from "@/domain/money";
import { classNames } from "../classNames";
import { Amount } from "../text/Amount";
import { Anchor } from "../text/Anchor";
import styles from "./AgingBars.module.css";
import { barPercent } from "./barPercent";
import { sharePercents } from "./sharePercents";

interface AgingBucket {
  /** « 31 à 60 jours ». */
  label: string;
  /** The list of these invoices. */
  href?: string;
  invoiceCount: number;
  amountCents: bigint;
}

interface AgingBarsProps {
  /** Five at most, from what is not yet due to the oldest; the fifth is drawn as critical. */
  buckets: readonly AgingBucket[];
}

const AGES = [styles.age0, styles.age1, styles.age2, styles.age3, styles.age4];

/** What is owed by age: HTML labels around drawn bars, so that the text keeps its size. */
export function AgingBars({ buckets }: AgingBarsProps) {
  const longestCents = buckets.reduce((longest, { amountCents }) => maxCents(longest, amountCents), 0n);
  const percents = sharePercents(buckets.map(({ amountCents }) => amountCents));
  return (
    <dl className={styles.bars}>
      {buckets.map(({ label, href, invoiceCount, amountCents }, index) => (
        <div className={styles.bar} key={label}>
          <dt>
            {href ? <Anchor href={href}>{label}</Anchor> : label}
            <span>
              {invoiceCount} {invoiceCount > 1 ? "factures" : "facture"}
            </span>
          </dt>
          <dd className={styles.drawing}>
            <svg aria-hidden="true" focusable="false">
              <rect className={styles.ground} width="100%" height="100%" />
              <rect
                className={classNames(AGES[index])}
                width={`${barPercent(amountCents, longestCents)}%`}
                height="100%"
              />
            </svg>
          </dd>
          <dd className={styles.value}>
            <Amount cents={amountCents} size="strong" />
            <span>
              {percents[index]}
              {"\u00a0"}%
            </span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
