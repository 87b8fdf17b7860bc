/** One conversation: what was said, what is under way, and how it survives a lost connection or a reload. */
import { Refused, Slowed, type Api, type Button, type Said, type Vote } from "./api";
import { WORDS } from "./words";

export interface PersonEntry {
  kind: "person";
  id: string;
  /** What the person sees, and what is sent: they differ for buttons. */
  text: string;
  sent: string;
  state: "sending" | "sent" | "failed";
}

export interface ClaraEntry {
  kind: "clara";
  id: string;
  message: string;
  part: number;
  said: Said;
  vote: Vote | null;
}

export interface NoteEntry {
  kind: "note";
  id: string;
  text: string;
}

export type Entry = PersonEntry | ClaraEntry | NoteEntry;
export type Phase = "idle" | "waiting" | "reconnecting" | "slowed" | "failed";

interface Saved {
  conversation: string;
  entries: Entry[];
}

const KEY = "clara:conversation";
const MOST_ENTRIES = 200;
const MOST_SUGGESTIONS = 4;
/** Seconds between attempts: about three minutes in all. */
const PAUSES = [0.5, 1, 2, 4, 8, 15, 15, 30, 30, 30, 30];

/** How often a pause that the server asks for is kept before giving up, and the longest that is. */
const MOST_PAUSES = 4;
const LONGEST_PAUSE = 90;

/** Tells "change" whenever anything visible has changed. */
export class Conversation extends EventTarget {
  entries: Entry[] = [];
  phase: Phase = "idle";
  private id = randomHex(24);
  private giveUp = new AbortController();

  constructor(private readonly api: Api) {
    super();
    this.restore();
  }

  /** Ask something; false when a message is still under way. */
  ask(text: string, sent = text): boolean {
    if (this.phase !== "idle" && this.phase !== "failed") return false;
    this.entries = this.entries.filter((entry) => !(entry.kind === "person" && entry.state === "failed"));
    const entry: PersonEntry = { kind: "person", id: randomHex(12), text, sent, state: "sending" };
    this.entries.push(entry);
    void this.deliver(entry);
    return true;
  }

  /** Send the message that failed again. */
  retry(): void {
    const entry = this.entries.find((one) => one.kind === "person" && one.state === "failed");
    if (this.phase !== "failed" || entry?.kind !== "person") return;
    entry.state = "sending";
    void this.deliver(entry);
  }

  /** The buttons below the latest reply. */
  get suggestions(): Button[] {
    const last = this.entries.at(-1);
    if (this.phase !== "idle" || last?.kind !== "clara") return [];
    const parts = this.entries.filter((one) => one.kind === "clara" && one.message === last.message);
    const all = parts.flatMap((one) => (one.kind === "clara" ? one.said.buttons : []));
    const once = all.filter((one, at) => all.findIndex((other) => other.payload === one.payload) === at);
    return once.slice(0, MOST_SUGGESTIONS);
  }

  /** Whether the latest reply asks back. */
  get asksBack(): boolean {
    const last = this.entries.at(-1);
    return last?.kind === "clara" && last.said.answer?.status === "clarify";
  }

  /** Vote on an answer. Throws when it could not be stored; the vote is then as before. */
  async vote(entry: ClaraEntry, vote: Vote): Promise<void> {
    const before = entry.vote;
    entry.vote = vote;
    this.changed();
    try {
      await this.api.vote(this.id, entry.message, entry.part, vote);
    } catch (error) {
      entry.vote = before;
      this.changed();
      throw error;
    }
  }

  /** Erase the conversation on the server, then here. Throws when the server did not. */
  async erase(): Promise<void> {
    this.giveUp.abort();
    if (this.entries.some((entry) => entry.kind === "person")) await this.api.erase(this.id);
    this.id = randomHex(24);
    this.entries = [{ kind: "note", id: randomHex(12), text: WORDS.erased }];
    this.phase = "idle";
    this.changed();
  }

  private async deliver(entry: PersonEntry): Promise<void> {
    this.giveUp = new AbortController();
    const { signal } = this.giveUp;
    this.enter("waiting");
    for (let attempt = 0, pauses = 0; ; ) {
      try {
        const reply = await this.api.send(this.id, entry.id, entry.sent, signal);
        if (signal.aborted) return;
        entry.state = "sent";
        const forgot = reply.began && this.entries.some((one) => one.kind === "clara");
        if (forgot) this.entries.push({ kind: "note", id: randomHex(12), text: WORDS.restarted });
        reply.messages.forEach((said, part) =>
          this.entries.push({ kind: "clara", id: `${entry.id}-${part}`, message: entry.id, part, said, vote: null }),
        );
        this.enter("idle");
        return;
      } catch (error) {
        if (signal.aborted) return this.fail(entry);
        if (error instanceof Slowed && error.seconds <= LONGEST_PAUSE && pauses++ < MOST_PAUSES) {
          this.enter("slowed");
          // Not all at the same moment again.
          await wait(error.seconds + Math.random(), signal);
          continue;
        }
        const pause = PAUSES[attempt++];
        if (error instanceof Refused) return this.fail(entry, error.message);
        if (pause === undefined) return this.fail(entry);
        this.enter("reconnecting");
        await wait(pause, signal, true);
      }
    }
  }

  private fail(entry: PersonEntry, why = ""): void {
    entry.state = "failed";
    if (why) this.entries.push({ kind: "note", id: randomHex(12), text: why });
    this.enter("failed");
  }

  private enter(phase: Phase): void {
    this.phase = phase;
    this.changed();
  }

  private changed(): void {
    this.entries = this.entries.slice(-MOST_ENTRIES);
    try {
      const saved: Saved = { conversation: this.id, entries: this.entries };
      sessionStorage.setItem(KEY, JSON.stringify(saved));
    } catch {
      // Storage may be closed to us or full: the conversation then ends with the page.
    }
    this.dispatchEvent(new Event("change"));
  }

  private restore(): void {
    try {
      const saved = JSON.parse(sessionStorage.getItem(KEY) ?? "null") as Saved | null;
      if (!saved || !/^[0-9a-f]{48}$/.test(saved.conversation)) return;
      this.id = saved.conversation;
      this.entries = saved.entries;
    } catch {
      return;
    }
    const last = this.entries.findLast((entry) => entry.kind === "person");
    if (last?.kind !== "person") return;
    if (last.state === "sending") void this.deliver(last);
    else if (last.state === "failed") this.phase = "failed";
  }
}

function randomHex(bytes: number): string {
  const random = crypto.getRandomValues(new Uint8Array(bytes));
  return Array.from(random, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Wait some seconds, or until it no longer matters; with `orOnline`, until the browser is online again. */
function wait(seconds: number, signal: AbortSignal, orOnline = false): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      signal.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, seconds * 1000);
    if (orOnline) addEventListener("online", done);
    signal.addEventListener("abort", done);
  });
}
