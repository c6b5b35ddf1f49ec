'use client';

import { Inbox } from 'lucide-react';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { roleWord } from '@/components/oncall/phrases';
import { useBoard } from '@/components/oncall/use-board';
import { buttonLook } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { dayAndTime, relative } from '@/components/ui/instant';
import { paths } from '@/server/paths';
import type { RequestRow } from '@/server/request/view';
import type { Tab } from './list-address';
import { type NameOf, pairWords, stateOf } from './request-words';

const words: Record<Exclude<Tab, 'waiting'>, string> = {
  mine: 'Covers and swaps that you asked for, or that concern you, appear here.',
  team: 'What your team asks of each other appears here while it is open.',
  decided: 'What was decided appears here, with who, when and why.',
};

type NothingHereProps = { tab: Tab; lastDecision: RequestRow | null; nameOf: NameOf };

/** Nothing waits: what was last, and what comes next. */
export function NothingHere({ tab, lastDecision, nameOf }: NothingHereProps) {
  const now = useNow();
  const { board } = useBoard();
  const next = board?.mine[0];
  const zone = board?.viewer?.timeZone ?? 'UTC';
  if (tab !== 'waiting') {
    return (
      <Card>
        <EmptyState
          icon={<Inbox />}
          action={
            tab === 'mine' ? (
              <Link href={paths.newRequest()} className={buttonLook({ variant: 'primary' })}>
                Ask for cover or a swap
              </Link>
            ) : null
          }
        >
          {words[tab]}
        </EmptyState>
      </Card>
    );
  }
  return (
    <Card>
      <EmptyState icon={<Inbox />} title="Nothing waits for you">
        {lastDecision?.decidedAt ? (
          <span className="block">
            Last decided: {pairWords(lastDecision, nameOf)}, {stateOf(lastDecision.state).word.toLowerCase()}{' '}
            {relative(lastDecision.decidedAt, now)}.
          </span>
        ) : null}
        {next ? (
          <span className="block">
            Your next shift: {roleWord(next.role)},{' '}
            {next.from <= now ? `now, until ${dayAndTime(next.to, zone, now)}` : dayAndTime(next.from, zone, now)}.
          </span>
        ) : (
          <span className="block">No shift of yours is planned.</span>
        )}
      </EmptyState>
    </Card>
  );
}
