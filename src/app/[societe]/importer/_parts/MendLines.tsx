import { formatCount, NBSP } from "@/domain/money";
import { Button } from "@/ui/controls/Button";
import { Buttons } from "@/ui/controls/Buttons";
import { FormStack } from "@/ui/controls/FormStack";
import { TextInput } from "@/ui/controls/TextInput";
import { Section } from "@/ui/layout/Section";
import { Stack } from "@/ui/layout/Stack";
import { Details } from "@/ui/messages/Details";
import { Sentence } from "@/ui/text/Sentence";

export interface MendCell {
  /** Name of its field. */
  name: string;
  /** Title of its column. */
  title: string;
  value: string;
  /** What is wrong with it. */
  error?: string;
}

export interface MendLine {
  line: number;
  /** Number of the invoice and name of the client, where the line has them. */
  about: string;
  /** What is wrong with the line as a whole. */
  messages: readonly string[];
  /** The cells to mend first. */
  wrong: readonly MendCell[];
  others: readonly MendCell[];
}

interface MendLinesProps {
  lines: readonly MendLine[];
  /** Refused lines, those that are not shown included. */
  total: number;
  /** Lines that were mended here. */
  mendedCount: number;
  /** What was typed in a form that was refused. */
  values: Readonly<Record<string, string>>;
}

/** The refused lines, their cells as fields: mended here, they need no other file. Inside the form of an import. */
export function MendLines({ lines, total, mendedCount, values }: MendLinesProps) {
  if (lines.length === 0 && mendedCount === 0) return null;
  return (
    <Section
      title="Corriger ici"
      aside={lines.length < total ? `Les ${lines.length} premières lignes sur ${formatCount(total)}` : ""}
    >
      <Stack>
        {mendedCount > 0 && (
          <p className="small muted">
            {mendedCount === 1
              ? "Une ligne corrigée ici remplace celle du fichier."
              : `${formatCount(mendedCount)}${NBSP}lignes corrigées ici remplacent celles du fichier.`}
          </p>
        )}
        {lines.map((line, index) => (
          <Details key={line.line} summary={summaryOf(line)} isOpen={index === 0}>
            <FormStack>
              {line.messages.map((message) => (
                <p key={message} className="small">
                  <Sentence>{message}</Sentence>
                </p>
              ))}
              <Cells cells={line.wrong} values={values} />
              {line.others.length > 0 && (
                <Details summary="Les autres cellules de la ligne">
                  <FormStack>
                    <Cells cells={line.others} values={values} />
                  </FormStack>
                </Details>
              )}
            </FormStack>
          </Details>
        ))}
        <Buttons>
          {lines.length > 0 && (
            <Button name="geste" value="relire" icon="check">
              Vérifier ces corrections
            </Button>
          )}
          {mendedCount > 0 && (
            <Button name="geste" value="sans-corrections" variant="quiet">
              Reprendre les lignes du fichier
            </Button>
          )}
        </Buttons>
      </Stack>
    </Section>
  );
}

function summaryOf({ line, about }: MendLine): string {
  return [`Ligne ${formatCount(line)}`, about].filter((part) => part !== "").join(", ");
}

function Cells({ cells, values }: { cells: readonly MendCell[]; values: MendLinesProps["values"] }) {
  return cells.map(({ name, title, value, error }) => (
    <TextInput
      key={`${name}:${values[name] ?? value}`}
      name={name}
      label={title}
      defaultValue={values[name] ?? value}
      autoComplete="off"
      {...(error && { error })}
    />
  ));
}
