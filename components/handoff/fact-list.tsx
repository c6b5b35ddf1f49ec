'use client';

import type { Route } from 'next';
import Link from 'next/link';
import { useNow } from '@/components/clock';
import { Card, CardBody, CardHeader } from '@/components/ui/card';
import { dayAndTime, durationOf, spanOf } from '@/components/ui/instant';
import { Mark } from '@/components/ui/mark';
import { When } from '@/components/ui/when';
import type { Fact, FactSection, Facts } from '@/server/handoff/draft';

/** What Baton found. Sections in which there is nothing are named in one line: that is worth knowing, too. */
export function FactList({ facts, zone, isFrozen }: { facts: Facts; zone: string; isFrozen: boolean }) {
  const now = useNow();
  const found = facts.sections.filter((section) => section.facts.length > 0);
  const none = facts.sections.filter((section) => section.facts.length === 0).map(({ title }) => title.toLowerCase());
  return (
    <Card aria-labelledby="facts">
      <CardHeader
        id="facts"
        title="What Baton found"
        detail={isFrozen ? `as of ${dayAndTime(facts.asOf, zone, now)}` : 'as it is now'}
      />
      <CardBody className="flex flex-col gap-4">
        {found.map((section) => (
          <Section key={section.title} section={section} zone={zone} />
        ))}
        {none.length > 0 ? <p className="text-muted">None: {none.join(', ')}.</p> : null}
      </CardBody>
    </Card>
  );
}

function Section({ section: { title, tone, facts }, zone }: { section: FactSection; zone: string }) {
  const id = `facts-${title.replaceAll(' ', '-').toLowerCase()}`;
  return (
    <section aria-labelledby={id}>
      <h3 id={id} className="font-semibold">
        {title} <span className="font-normal text-muted">{facts.length}</span>
      </h3>
      <ul className="mt-1 divide-y">
        {facts.map((fact) => (
          <li key={`${fact.text} ${fact.from}`} className="flex flex-col py-2 first:pt-0.5">
            <span className="wrap-anywhere">
              {tone === 'gap' ? <Mark kind="gap">{fact.text}</Mark> : <Text fact={fact} />}
            </span>
            <Below fact={fact} zone={zone} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function Text({ fact: { text, path } }: { fact: Fact }) {
  if (path === null) return text;
  return (
    <Link href={path as Route} className="font-medium text-accent underline-offset-2 hover:underline max-sm:py-1">
      {text}
    </Link>
  );
}

function Below({ fact: { detail, from, to, path }, zone }: { fact: Fact; zone: string }) {
  const now = useNow();
  if (!detail && !from) return null;
  const length = from && to ? durationOf((Date.parse(to) - Date.parse(from)) / 1_000) : null;
  return (
    <span className="flex flex-wrap gap-x-2 text-muted">
      {detail ? <span>{detail}</span> : null}
      {from && to ? (
        <span>
          {spanOf(from, to, zone, now)} ({length})
        </span>
      ) : null}
      {from && !to ? (
        <span>
          {path ? 'since ' : ''}
          <When instant={from} zone={zone} now={now} />
        </span>
      ) : null}
    </span>
  );
}
