/** The port to the outside: concepts see these shapes, adapters in `integrations/outbound/` fit them. */

/** How people are reached. */
export type Channel = 'email' | 'sms' | 'voice' | 'push' | 'slack' | 'webhook' | 'ntfy';

/** Everything that messages leave by: people's channels, and the page that customers read. */
export type Outlet = Channel | 'status-page';

/** What is to be said, whoever says it and over whatever channel. Text is plain; nothing in it is markup. */
export type Notice = {
  title: string;
  /** Paragraphs, in order. */
  lines: string[];
  /** Name and value pairs shown as a small table. */
  facts: { label: string; value: string }[];
  /** Addresses under PUBLIC_URL; the first is the main one. They ask before they act. */
  links: { label: string; url: string }[];
  /** Of a report: what follows its lines, under headings of their own. Left out: nothing more is said. */
  parts?: NoticePart[];
  /** Why this came and how to stop it: one sentence. */
  reason: string;
  /** The closed alert of which a channel that can ask anything asks what it was; left out: nothing is asked. */
  asks?: string;
  /** Where whoever gets it again and again can stop it for themselves; left out: it comes once, or has to. */
  stopAt?: string;
};

/** A heading with paragraphs, questions with their answers, or a small table under it. */
export type NoticePart = {
  title: string;
  lines?: string[];
  answers?: { answer: string; tone: 'good' | 'watch' | 'bad' | 'unknown'; question: string; evidence: string }[];
  /** The first column names the row. */
  table?: { head: string[]; rows: string[][] };
};

export type PublicState = 'investigating' | 'identified' | 'monitoring' | 'resolved';
export type ComponentStatus =
  | 'operational'
  | 'degraded_performance'
  | 'partial_outage'
  | 'major_outage'
  | 'under_maintenance';

/** What a status page shows beside the words of a notice. `components`: by the page's own ids. */
export type PublicStanding = {
  /** By what it is known again, whatever message it comes in. */
  mark: string;
  /** An earlier message may have said it already. */
  saidBefore: boolean;
  state: PublicState;
  impact: 'none' | 'minor' | 'major' | 'critical';
  components: Record<string, ComponentStatus>;
};

export type Message = {
  /** R6: the same for every attempt; becomes the Message-ID, the push topic, the webhook-id. */
  identity: string;
  /** What the mails of one conversation have in common: the identity of its first. */
  thread: string | null;
  channel: Outlet;
  address: string;
  /** What the address is used with: the token of a topic, the secrets a webhook is signed by. Null: nothing. */
  secret: string | null;
  notice: Notice;
  /** Takes the place of what was sent before, instead of standing beside it; null: a message of its own. */
  replaces: string | null;
  /** What a status page is to show; null: this is for people. */
  standing: PublicStanding | null;
  /** Null: words alone. */
  offer: Offer | null;
  /** An earlier attempt may have arrived: where that matters, look before doing it again. */
  repeat: boolean;
  /** The alerts it is about: what a button or a key takes. Empty: there is nothing to answer. */
  alertIds: string[];
  /** A page; everything else may lie until morning. */
  pressing: boolean;
};

/** One button beside words that a single reader sees: takes what the message of that identity was about. */
export type Offer = { label: string; alertId: string; identity: string };

/** What became of one attempt. */
export type Receipt =
  /** `providerId`: by what the provider knows the message; Slack's is its channel and timestamp. */
  | { outcome: 'accepted'; providerId: string | null }
  /**
   * Worth another attempt, after the wait the provider asked for, if it did. `mayHaveArrived`: the message was on its
   * way when the answer was lost, so that the next attempt may be the second.
   */
  | { outcome: 'try-again'; reason: string; retryAfterSeconds?: number; mayHaveArrived?: boolean }
  /** Never again to this address: it is wrong, gone or refuses us. */
  | { outcome: 'refused'; reason: string }
  /** The channel is not configured on this installation; or, `nobodys`, the address is nobody's and never meant to be. */
  | { outcome: 'off'; reason: string; nobodys?: true };

export type Outbound = {
  send(message: Message, signal: AbortSignal): Promise<Receipt>;
  /** Whether a channel is configured, and why not. */
  isOn(channel: Outlet): boolean;
};
