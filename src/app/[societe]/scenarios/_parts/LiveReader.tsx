"use client";
/** What the client will read or hear, beside the form it is written in, while it is typed. */
import { type ReactNode, useRef, useState } from "react";
import { Button } from "@/ui/controls/Button";
import { Select } from "@/ui/controls/Select";
import { Banner } from "@/ui/messages/Banner";
import { MailPreview } from "@/ui/surfaces/MailPreview";
import { Sheet } from "@/ui/surfaces/Sheet";
import { WrittenMailFrame } from "@/ui/surfaces/WrittenMailFrame";
import { Sentence } from "@/ui/text/Sentence";
import styles from "./LiveReader.module.css";
import type { LiveReading } from "./liveReading";
import { type Live, type LiveState, useLiveReading } from "./useLiveReading";

interface LiveReaderProps {
  /** Where the form is read without being kept; the frame of the message as it was opened. */
  address: string;
  frame: string;
  /** Fields whose words are judged. */
  fields: readonly string[];
  first: LiveReading;
  /** « Ce que lira le client ». */
  title: string;
  /** Said of the invoices offered, when there is something to say. */
  note: string;
  invoices: readonly { value: string; label: string }[];
  /** Empty for an example. */
  invoiceId: string;
  /** Form of the page that opens it on another invoice, without script. */
  choiceForm: string;
  /** The way to the other language. */
  children?: ReactNode;
}

export function LiveReader(props: LiveReaderProps) {
  const { title, note, invoices, children, frame } = props;
  const place = useRef<HTMLElement>(null);
  const live = useLiveReading(place, props);
  return (
    <section ref={place} className={styles.reader} aria-label={title}>
      <div className={styles.head}>
        <p className={styles.title}>{title}</p>
        <Status live={live} />
      </div>
      {children}
      {invoices.length > 0 && <Choice {...props} onChange={live.ask} />}
      {note !== "" && <p className="small muted">{note}</p>}
      <Reading reading={live.reading} frame={frame} />
    </section>
  );
}

/** Heard when it changes. */
const WORDS: Record<LiveState, string> = {
  OPENED: "",
  FOLLOWS: "Aperçu à jour",
  WRONG: "Aperçu en attente\u00a0: un champ est à corriger",
  LOST: "L’aperçu ne suit plus. Votre texte est gardé\u00a0: réessayez dans un instant",
};

/** Seen: the day that is read on while all is well. */
const SEEN: Record<LiveState, string> = { ...WORDS, FOLLOWS: "" };

/** Seen at once; heard only when the outcome changes. */
function Status({ live }: { live: Live }) {
  const words = WORDS[live.state];
  return (
    <p className={styles.status}>
      <span aria-hidden="true">{live.isWaiting ? "Mise à jour…" : SEEN[live.state] || live.reading.day}</span>
      <span className="sr" role="status">
        {words}
      </span>
    </p>
  );
}

interface ChoiceProps extends Pick<LiveReaderProps, "invoices" | "invoiceId" | "choiceForm"> {
  onChange: () => void;
}

/** A form of its own, so that it works without script; the form around is told which one is read. */
function Choice({ invoices, invoiceId, choiceForm, onChange }: ChoiceProps) {
  const [chosen, setChosen] = useState(invoiceId);
  return (
    <div className={styles.choice}>
      <input type="hidden" name="facture" value={chosen} />
      <Select
        name="facture"
        id="lecture"
        form={choiceForm}
        label="Lu sur la facture"
        options={invoices}
        defaultValue={invoiceId}
        onChange={(event) => {
          setChosen(event.target.value);
          onChange();
        }}
      />
      <Button
        type="submit"
        form={choiceForm}
        onClick={(event) => {
          event.preventDefault();
          onChange();
        }}
      >
        Relire
      </Button>
    </div>
  );
}

function Reading({ reading, frame }: { reading: LiveReading; frame: string }) {
  switch (reading.kind) {
    case "EMAIL":
      return (
        <MailPreview from={reading.from} to={reading.to} subject={<Sentence>{reading.subject}</Sentence>}>
          <WrittenMailFrame src={frame} subject="aperçu du texte" html={reading.html} />
        </MailPreview>
      );
    case "TEXT":
      return (
        <Sheet>
          <div className={styles.text}>
            <p className="label">{reading.title}</p>
            {reading.paragraphs.map((words) => (
              <p key={words}>
                <Sentence>{words}</Sentence>
              </p>
            ))}
          </div>
        </Sheet>
      );
    case "NONE":
      return <Banner tone="caution">{reading.problem}</Banner>;
  }
}
