import type { Metadata } from "next";
import { FIRM_ROLE_HINTS, FIRM_ROLE_NAMES, FIRM_ROLES } from "@/domain/parties/membership";
import { Button } from "@/ui/controls/Button";
import { PageFrame } from "@/ui/layout/PageFrame";
import { PageHead } from "@/ui/layout/PageHead";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { DateText } from "@/ui/text/DateText";
import { Pill } from "@/ui/text/Pill";
import { type FirmView, readFirm } from "@/usecases/parties/readFirm";
import { ActionForm } from "../../../_forms/ActionForm";
import { MemberRow } from "../../../_forms/MemberRow";
import { FlashLine } from "../../../_server/FlashLine";
import { enterFirm } from "../../../_server/firm";
import { FirmIdentity } from "./_parts/FirmIdentity";
import { invite, remove, setRole, withdraw } from "./actions";

export const metadata: Metadata = { title: "Réglages du cabinet" };

type Props = {
  params: Promise<{ cabinet: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function FirmSettingsPage({ params, searchParams }: Props) {
  const { cabinet } = await params;
  const { firm, ctx, user, isPartner } = await enterFirm(cabinet);
  const view = await readFirm(ctx);
  const hidden = { cabinet: firm.slug, retour: `/cabinet/${firm.slug}/reglages` };
  return (
    <PageFrame width="narrow">
      <FlashLine params={await searchParams} />
      <PageHead title="Réglages du cabinet">
        Ce que vos clients voient du cabinet, et qui y travaille.
      </PageHead>
      <FirmIdentity view={view} isPartner={isPartner} hidden={hidden} />
      <Members view={view} isPartner={isPartner} userId={user.userId} hidden={hidden} />
      {isPartner && view.invitations.length > 0 && <Waiting view={view} hidden={hidden} />}
      {isPartner && (
        <Section title="Inviter une personne">
          <ActionForm
            action={invite}
            hidden={hidden}
            fields={[
              {
                kind: "email",
                name: "email",
                label: "Son adresse électronique",
                hint: "Elle reçoit un lien valable sept jours, et ouvre un compte si elle n’en a pas.",
              },
              {
                kind: "radio",
                name: "role",
                label: "Ce qu’elle pourra faire",
                value: "ASSISTANT",
                options: FIRM_ROLES.map((role) => ({
                  value: role,
                  label: FIRM_ROLE_NAMES[role],
                  hint: FIRM_ROLE_HINTS[role],
                })),
              },
            ]}
            submit="Envoyer l’invitation"
            pending="Envoi…"
          />
        </Section>
      )}
    </PageFrame>
  );
}

interface MembersProps {
  view: FirmView;
  isPartner: boolean;
  userId: string;
  hidden: Readonly<Record<string, string>>;
}

function Members({ view, isPartner, userId, hidden }: MembersProps) {
  const partners = view.members.filter(({ role }) => role === "PARTNER").length;
  return (
    <Section title="Membres" count={view.members.length}>
      <Rows label="Membres">
        {view.members.map((member) =>
          isPartner ? (
            <MemberRow
              key={member.userId}
              {...member}
              roleNames={FIRM_ROLE_NAMES}
              isSelf={member.userId === userId}
              isLast={member.role === "PARTNER" && partners === 1}
              hidden={hidden}
              setRole={setRole}
              remove={remove}
            />
          ) : (
            <Row
              key={member.userId}
              icon="account"
              title={member.name}
              pill={<Pill>{FIRM_ROLE_NAMES[member.role]}</Pill>}
            >
              {member.email}
            </Row>
          ),
        )}
      </Rows>
    </Section>
  );
}

function Waiting({ view, hidden }: { view: FirmView; hidden: Readonly<Record<string, string>> }) {
  return (
    <Section title="Invitations en attente" count={view.invitations.length}>
      <Rows label="Invitations en attente">
        {view.invitations.map(({ id, email, role, expiresOn }) => (
          <Row
            key={id}
            icon="envelope"
            title={email}
            actions={
              <form action={withdraw}>
                {Object.entries({ ...hidden, invitation: id }).map(([name, value]) => (
                  <input key={name} type="hidden" name={name} value={value} />
                ))}
                <Button size="small" variant="quiet">
                  Retirer<span className="sr"> l’invitation de {email}</span>
                </Button>
              </form>
            }
          >
            {FIRM_ROLE_NAMES[role]}, jusqu’au <DateText on={expiresOn} />
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
