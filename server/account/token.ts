import type { TokenScope } from '@/server/policy/actor';

export const tokenKinds = ['personal', 'service'] as const;
export type TokenKind = (typeof tokenKinds)[number];

export const tokenScopes = ['read', 'write'] as const satisfies readonly TokenScope[];

/** A token as people see it: never its value. */
export type Token = {
  id: string;
  personId: string;
  name: string;
  kind: TokenKind;
  scopes: TokenScope[];
  createdAt: Date;
  expiresAt: Date | null;
  lastUsedAt: Date | null;
};

/** Says whose it is when found in a log or a repository, by its first characters. */
const prefixes: Record<TokenKind, string> = { personal: 'baton_p_', service: 'baton_s_' };

/** `secret`: 43 characters, 256 bit. */
export const tokenText = (kind: TokenKind, secret: string): string => `${prefixes[kind]}${secret}`;

/** Whether a text can be a token at all; what cannot is refused without asking the database. */
export const looksLikeToken = (text: string): boolean => /^baton_[ps]_[A-Za-z0-9_-]{43}$/.test(text);

const dayMs = 86_400_000;

/** Null stays null: a token without an end is asked for, never given by default. */
export const expiryOf = (now: Date, days: number | null): Date | null =>
  days === null ? null : new Date(now.getTime() + days * dayMs);
