import { NBSP } from "@/domain/money";
import { gatherByClient } from "@/domain/reporting/gatherByClient";
import { WAITING_TITLES } from "@/domain/reporting/waiting";
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
  page: DayPage;
}

/**
 * The decisions of the day by sort. What concerns one client stands under one heading, where the most
 * urgent of it stands.
 */
export function DaySections({ sections, tab, page }: DaySectionsProps) {
  const kinds: readonly string[] = WORK_TABS[tab];
  const gathered = gatherByClient(
    sections.map(({ rows }) => rows.filter(({ kind }) => kinds.includes(kind))),
  );
  return sections.map((section, index) => (
    <GatheredSection key={section.id} section={section} groups={gathered[index] ?? []} page={page} />
  ));
}

interface GatheredSectionProps {
  section: DaySection;
  groups: readonly DayRow[][];
  page: DayPage;
}

function GatheredSection({ section, groups, page }: GatheredSectionProps) {
  const { id, title, aside, shown = groups.length, more, beyond = 0 } = section;
  if (groups.length === 0) return null;
  const count = groups.reduce((sum, group) => sum + group.length, beyond);
  const hidden = groups.slice(shown).reduce((sum, group) => sum + group.length, 0);
  return (
    <Section title={title} count={count} id={id} aside={aside}>
      <Rows>
        {groups.slice(0, shown).map((group) => (
          <ClientRows key={group[0]?.clientId} group={group} page={page} />
        ))}
      </Rows>
      {more && hidden > 0 && <p className="small table__note">{more(hidden)}</p>}
    </Section>
  );
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
