/** The chat's requests to the server (`bot/channels/web.py`). */

export interface Button {
  title: string;
  payload: string;
}

export interface Citation {
  fact: string;
  source: string;
  section: string;
  url: string | null;
  as_of: string | null;
}

/** A letter to copy, with blanks in brackets. */
export interface Letter {
  title: string;
  file: string;
  text: string;
}

export interface Answer {
  aspect: string;
  concepts: string[];
  status: "answered" | "not_in_policy" | "out_of_scope" | "clarify";
  citations: Citation[];
  letter?: Letter;
}

export interface Said {
  text: string;
  buttons: Button[];
  answer: Answer | null;
}

export interface Reply {
  messages: Said[];
  began: boolean;
}

export type Vote = "up" | "down";

/** The server answered, and refused; the message is a sentence for people. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string,
  ) {
    super(message);
  }
}

/** The server did not answer: it may have taken the request or not. */
export class Unreachable extends Error {}

const LONGEST_WAIT = 35_000;
/** What proxies say when the server behind them is away. */
const AWAY = new Set([502, 503, 504]);

export class Api {
  constructor(private readonly base: string) {}

  send(conversation: string, id: string, text: string, signal: AbortSignal): Promise<Reply> {
    return this.call("POST", "messages", { conversation, id, text }, signal) as Promise<Reply>;
  }

  async vote(conversation: string, message: string, part: number, vote: Vote): Promise<void> {
    await this.call("POST", "votes", { conversation, message, part, vote });
  }

  async erase(conversation: string): Promise<void> {
    await this.call("DELETE", `conversations/${conversation}`);
  }

  private async call(method: string, path: string, body?: object, signal?: AbortSignal): Promise<unknown> {
    const limit = AbortSignal.timeout(LONGEST_WAIT);
    let response: Response;
    let content: unknown;
    try {
      response = await fetch(`${this.base}/chat/${path}`, {
        method,
        signal: signal ? AbortSignal.any([signal, limit]) : limit,
        credentials: "omit",
        cache: "no-store",
        ...(body ? { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } } : {}),
      });
      content = await response.json();
    } catch (error) {
      throw new Unreachable(String(error));
    }
    if (response.ok) return content;
    const message = (content as { message?: unknown } | null)?.message;
    if (AWAY.has(response.status) && typeof message !== "string") throw new Unreachable(`${response.status}`);
    throw new Refused(response.status, typeof message === "string" ? message : "");
  }
}
