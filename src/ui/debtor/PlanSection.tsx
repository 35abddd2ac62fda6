import type { DebtorPart } from "./debtorPageProps";
import { HiddenFields } from "./FormParts";

/** The schedule proposed, answered or agreed. */
export function PlanSection(part: DebtorPart) {
  const { plan, words } = part;
  if (!plan) return null;
  const isShown = plan.state !== "REFUSED";
  return (
    <section className="block" aria-labelledby="t-versements">
      <h2 id="t-versements">{words.plan.title}</h2>
      <p>{words.plan.states[plan.state]}</p>
      {plan.note && <p className="text muted">{plan.note}</p>}
      {isShown && <Schedule {...part} plan={plan} />}
      {plan.file && (
        <p>
          <a className="file" href={plan.file.url} download>
            {words.plan.agreement}
          </a>
        </p>
      )}
      {plan.state === "COUNTERED" && (
        <form method="post" encType="multipart/form-data" className="agree">
          <HiddenFields part={part} kind="accord" />
          <input type="hidden" name="versements" value={plan.sha256} />
          <button className="button" type="submit">
            {words.plan.agree}
          </button>
          <p className="small muted">{words.plan.agreeEffect}</p>
        </form>
      )}
    </section>
  );
}

function Schedule({ plan, words }: DebtorPart & { plan: NonNullable<DebtorPart["plan"]> }) {
  let expectedCents = 0n;
  const rows = plan.schedule.map((instalment) => {
    expectedCents += instalment.amountCents;
    return { ...instalment, isPaid: plan.agreedOn !== null && expectedCents <= plan.paidCents };
  });
  return (
    <dl className="lines">
      {rows.map((row) => (
        <div key={row.dueOn}>
          <dt>
            {words.date(row.dueOn)}
            {row.isPaid && <span className="note">{words.plan.paid}</span>}
          </dt>
          <dd>{words.euros(row.amountCents)}</dd>
        </div>
      ))}
      <div className="total">
        <dt>{words.plan.total}</dt>
        <dd>{words.euros(plan.totalCents)}</dd>
      </div>
    </dl>
  );
}
