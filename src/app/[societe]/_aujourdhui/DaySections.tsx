import { feminineCount } from "@/domain/countWords";
import { capitalised } from "@/domain/legal/phrases";
import { NBSP } from "@/domain/money";
import { gatherByClient } from "@/domain/reporting/gatherByClient";
import { WAITING_TITLES, type WaitingKind } from "@/domain/reporting/waiting";
import { WORK_TABS, type WorkTab } from "@/domain/reporting/workTabs";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import type { DayPage } from "./DayPage";
import type { DayRow, DaySection } from "./DaySection";

interface DaySectionsProps {
  /** The most urgent first. */
  sections: readonly DaySection[];
  tab: WorkTab;
  /** How many decisions of each kind wait, also beyond those that were read. */
  waiting: ReadonlyMap<WaitingKind, number>;
  page: DayPage;
}

/**
 * The decisions of the day by sort. What concerns one client stands under one heading, where the most
 * urgent of it stands.
 */
export function DaySections({ sections, tab, waiting, page }: DaySectionsProps) {
  const kinds: readonly string[] = WORK_TABS[tab];
  const lists = sections.map(({ rows }) => rows.filter(({ kind }) => kinds.includes(kind)));
  const gathered = gatherByClient(
    lists,
    sections.map(({ shown }) => shown ?? Number.POSITIVE_INFINITY),
  );
  return sections.map((section, index) => {
    const rows = lists[index] ?? [];
    const { groups, hidden } = gathered[index] ?? { groups: [], hidden: [] };
    const unread = unreadOf(rows, waiting);
    return (
      <GatheredSection key={section.id} {...{ section, rows, groups, page }} left={hidden.length + unread} />
    );
  });
}

/** Decisions of the kinds of these rows that were not read: lists have a limit. */
function unreadOf(rows: readonly DayRow[], waiting: ReadonlyMap<WaitingKind, number>): number {
  const kinds = new Set(rows.map(({ kind }) => kind));
  const all = [...kinds].reduce((sum, kind) => sum + (waiting.get(kind) ?? 0), 0);
  return Math.max(0, all - rows.length);
}

interface GatheredSectionProps {
  section: DaySection;
  /** Its own decisions; some may stand under a more urgent heading. */
  rows: readonly DayRow[];
  groups: readonly DayRow[][];
  /** Its own decisions that are not shown. */
  left: number;
  page: DayPage;
}

/** The number beside the heading is that of what the heading names; what comes with it is said apart. */
function GatheredSection({ section, rows, groups, left, page }: GatheredSectionProps) {
  const { id, title, aside, more } = section;
  if (groups.length === 0) return null;
  const own = new Set(rows);
  const shown = groups.flat();
  const here = shown.filter((row) => own.has(row)).length;
  const others = shown.length - here;
  const words = others > 0 ? othersWords(others) : "";
  // Beside the title when the place is free.
  const isBeside = words !== "" && !aside;
  return (
    <Section title={title} count={here + left} id={id} aside={isBeside ? words : aside}>
      {words !== "" && !isBeside && <p className="small muted">{words}</p>}
      <Rows>
        {groups.map((group) => (
          <ClientRows key={group[0]?.clientId} group={group} page={page} />
        ))}
      </Rows>
      {left > 0 && <p className="small table__note">{more ? more(left) : leftWords(left)}</p>}
    </Section>
  );
}

function othersWords(count: number): string {
  return count === 1
    ? "Avec une autre décision pour ces clients."
    : `Avec ${feminineCount(count)} autres décisions pour ces clients.`;
}

function leftWords(count: number): string {
  return count === 1
    ? "Une autre se montre quand celles-ci sont traitées."
    : `${capitalised(feminineCount(count))} autres se montrent quand celles-ci sont traitées.`;
}

function ClientRows({ group, page }: { group: readonly DayRow[]; page: DayPage }) {
  const [first] = group;
  if (!first) return null;
  if (group.length === 1) return first.draw({ title: first.clientName, isGrouped: false });
  return (
    <Row
      icon="account"
      title={first.clientName}
      href={`${page.home}/clients/${first.clientId}`}
      more={
        <Rows label={`Décisions pour ${first.clientName}`}>
          {group.map((row) => (
            <GroupedRow key={`${row.kind} ${row.id}`} row={row} />
          ))}
        </Rows>
      }
    >
      {`${group.length}${NBSP}décisions pour ce client`}
    </Row>
  );
}

function GroupedRow({ row }: { row: DayRow }) {
  return row.draw({ title: WAITING_TITLES[row.kind], isGrouped: true });
}
