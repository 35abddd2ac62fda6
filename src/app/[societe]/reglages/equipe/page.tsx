import type { Metadata } from "next";
import { NBSP } from "@/domain/money";
import { COMPANY_ROLE_HINTS, COMPANY_ROLE_NAMES, COMPANY_ROLES } from "@/domain/parties/membership";
import { Button } from "@/ui/controls/Button";
import { Section } from "@/ui/layout/Section";
import { Row } from "@/ui/lists/Row";
import { Rows } from "@/ui/lists/Rows";
import { DateText } from "@/ui/text/DateText";
import { type InvitationView, readTeam } from "@/usecases/parties/readSettings";
import { ActionForm } from "../../../_forms/ActionForm";
import { MemberRow } from "../../../_forms/MemberRow";
import { enterCompany } from "../../../_server/company";
import { FlashLine } from "../../../_server/FlashLine";
import { SettingsPage } from "../_parts/SettingsPage";
import { invite, remove, setRole, withdraw } from "./actions";

export const metadata: Metadata = { title: "Équipe" };

type Props = {
  params: Promise<{ societe: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export default async function TeamPage({ params, searchParams }: Props) {
  const { societe } = await params;
  const { ctx, access, user } = await enterCompany(societe, "own");
  const { members, invitations } = await readTeam(ctx);
  const hidden = { societe: access.slug, retour: `/${access.slug}/reglages/equipe` };
  const owners = members.filter(({ role }) => role === "OWNER").length;
  return (
    <SettingsPage
      slug={access.slug}
      title="Équipe"
      lead={`Qui travaille pour ${access.name}. Un changement vaut dès la page suivante de la personne.`}
    >
      <FlashLine params={await searchParams} />
      <Section title="Membres" count={members.length}>
        <Rows label="Membres">
          {members.map((member) => (
            <MemberRow
              key={member.userId}
              {...member}
              roleNames={COMPANY_ROLE_NAMES}
              note={
                <>
                  , depuis le <DateText on={member.sinceOn} />
                </>
              }
              isSelf={member.userId === user.userId}
              isLast={member.role === "OWNER" && owners === 1}
              hidden={hidden}
              setRole={setRole}
              remove={remove}
            />
          ))}
        </Rows>
      </Section>
      {invitations.length > 0 && <Waiting invitations={invitations} hidden={hidden} />}
      <Section title="Inviter une personne">
        <ActionForm
          action={invite}
          hidden={hidden}
          fields={[
            {
              kind: "email",
              name: "email",
              label: "Son adresse électronique",
              hint: `Elle reçoit un lien valable sept jours, et ouvre un compte si elle n’en a pas. Votre comptable${NBSP}? Donnez plutôt un mandat à son cabinet.`,
            },
            {
              kind: "radio",
              name: "role",
              label: "Ce qu’elle pourra faire",
              value: "COLLABORATOR",
              options: COMPANY_ROLES.map((role) => ({
                value: role,
                label: COMPANY_ROLE_NAMES[role],
                hint: COMPANY_ROLE_HINTS[role],
              })),
            },
          ]}
          submit="Envoyer l’invitation"
          pending="Envoi…"
        />
      </Section>
    </SettingsPage>
  );
}

interface WaitingProps {
  invitations: readonly InvitationView[];
  hidden: Readonly<Record<string, string>>;
}

function Waiting({ invitations, hidden }: WaitingProps) {
  return (
    <Section title="Invitations en attente" count={invitations.length}>
      <Rows label="Invitations en attente">
        {invitations.map(({ id, email, role, expiresOn }) => (
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
            {COMPANY_ROLE_NAMES[role]}, jusqu’au <DateText on={expiresOn} />
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
