import type { ReactNode } from "react";
import { afterDe } from "@/domain/typography";
import { Button } from "@/ui/controls/Button";
import { Buttons } from "@/ui/controls/Buttons";
import { Select } from "@/ui/controls/Select";
import { Row } from "@/ui/lists/Row";
import { Details } from "@/ui/messages/Details";
import { Pill } from "@/ui/text/Pill";

type Action = (form: FormData) => Promise<void>;

interface MemberRowProps {
  userId: string;
  name: string;
  email: string;
  role: string;
  /** Signing in asks them for a code of their telephone. */
  hasSecondStep: boolean;
  roleNames: Readonly<Record<string, string>>;
  /** A note after the address: since when. */
  note?: ReactNode;
  isSelf: boolean;
  /** The last owner or partner: nothing may be taken from them. */
  isLast: boolean;
  /** Fixed values of the forms. */
  hidden: Readonly<Record<string, string>>;
  setRole: Action;
  remove: Action;
}

/** A member of a company or of a firm, with what may be changed under the row. */
export function MemberRow(props: MemberRowProps) {
  const {
    userId,
    name,
    email,
    role,
    hasSecondStep,
    roleNames,
    note,
    isSelf,
    isLast,
    hidden,
    setRole,
    remove,
  } = props;
  const fields = { ...hidden, membre: userId };
  return (
    <Row
      icon="account"
      title={isSelf ? `${name} (vous)` : name}
      pill={<Pill>{roleNames[role]}</Pill>}
      more={
        isLast ? undefined : (
          <Details summary={`Changer les droits ${afterDe(name)}`}>
            <Buttons>
              <form action={setRole}>
                <Hidden fields={fields} />
                <Buttons>
                  <Select
                    name="role"
                    id={`role-${userId}`}
                    label={`Rôle ${afterDe(name)}`}
                    isLabelHidden
                    defaultValue={role}
                    options={Object.entries(roleNames).map(([value, label]) => ({ value, label }))}
                  />
                  <Button>Enregistrer le rôle</Button>
                </Buttons>
              </form>
              <form action={remove}>
                <Hidden fields={fields} />
                <Button variant="quietCritical">{isSelf ? "Partir" : "Retirer l’accès"}</Button>
              </form>
            </Buttons>
          </Details>
        )
      }
    >
      {email}
      {note}
      {hasSecondStep && ", connexion en deux étapes"}
      {isLast && ". Il en faut toujours un de ce rôle."}
    </Row>
  );
}

function Hidden({ fields }: { fields: Readonly<Record<string, string>> }) {
  return Object.entries(fields).map(([name, value]) => (
    <input key={name} type="hidden" name={name} value={value} />
  ));
}
