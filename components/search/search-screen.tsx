'use client';

import { keepPreviousData, useInfiniteQuery, useSuspenseQuery } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import { useId } from 'react';
import { PageHeader } from '@/components/shell/page-header';
import { useScreenKeys } from '@/components/shell/use-screen-keys';
import { useTRPC, useTRPCClient } from '@/components/trpc/client';
import { refusalOf } from '@/components/trpc/refusal';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorPanel } from '@/components/ui/error-panel';
import { Input } from '@/components/ui/input';
import { foundKinds } from '@/server/search/found';
import { FoundLine, foundLinkId } from './found-line';
import { KindBar } from './kind-bar';
import { askedIn, searchInput, searchKey } from './list-input';

/** Everything that was ever written down here, by its words. */
export function SearchScreen() {
  const trpc = useTRPC();
  const { data: me } = useSuspenseQuery(trpc.team.me.queryOptions());
  const fieldId = useId();
  const [{ q, kind }, setAsked] = useQueryStates(
    { q: parseAsString.withDefault(''), kind: parseAsStringLiteral(foundKinds) },
    { history: 'push' },
  );
  const asked = askedIn(q);
  const results = useResults(asked, kind);
  const { items, counts } = results;

  const move = (by: 1 | -1) => {
    const ids = items.map(foundLinkId);
    const at = ids.indexOf(document.activeElement?.id ?? '');
    document.getElementById(ids[at === -1 ? 0 : Math.min(Math.max(at + by, 0), ids.length - 1)] ?? '')?.focus();
  };
  useScreenKeys('Search', [
    { keys: 'j', does: 'Next result', run: () => move(1) },
    { keys: 'k', does: 'Result before', run: () => move(-1) },
    { keys: '/', does: 'Search', run: () => document.getElementById(fieldId)?.focus() },
  ]);

  return (
    <>
      <PageHeader title="Search" detail="Alerts and their notes, incidents, reviews, runbooks and follow-ups." />
      <search>
        <form
          className="mb-5 flex max-w-3xl gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            const typed = new FormData(event.currentTarget).get('q');
            void setAsked({ q: askedIn(typed) || null });
          }}
        >
          <label htmlFor={fieldId} className="sr-only">
            Words, or a number such as INC-12
          </label>
          <Input
            // What was asked for elsewhere stands in the field, also on the way back.
            key={q}
            id={fieldId}
            name="q"
            type="search"
            defaultValue={q}
            maxLength={200}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            enterKeyHint="search"
            placeholder="Words, or INC-12"
            autoFocus={q === ''}
          />
          <Button type="submit" variant="primary" className="h-auto">
            Search
          </Button>
        </form>
      </search>
      {results.failed ? (
        <ErrorPanel title="Could not search" onRetry={() => void results.retry()} retrying={results.fetching}>
          {refusalOf(results.failed).message}
        </ErrorPanel>
      ) : null}
      {asked === '' ? (
        <p className="max-w-[72ch] text-muted">
          Every word is looked for. <q>Several words in quotes</q> stand together, <code>-word</code> leaves out, and{' '}
          <code>one OR other</code> finds either.
        </p>
      ) : (
        <div aria-busy={results.fetching} className="flex flex-col gap-3">
          <KindBar counts={counts} chosen={kind} onChoose={(next) => void setAsked({ kind: next })} />
          {items.length > 0 ? (
            <Card>
              <ul aria-label="Results">
                {items.map((found) => (
                  <FoundLine key={`${found.kind} ${found.id}`} found={found} zone={me.person.timeZone} />
                ))}
              </ul>
              {results.hasMore ? (
                <div className="border-t p-2 text-center">
                  <Button variant="ghost" busy={results.fetchingMore} onClick={() => void results.showMore()}>
                    Show more
                  </Button>
                </div>
              ) : null}
            </Card>
          ) : results.failed || results.fetching ? null : (
            <Card>
              <EmptyState icon={<Search />} title={`Nothing says “${asked}”`}>
                Whole words are looked for, and the beginning of the last one. Only what your teams wrote is searched.
              </EmptyState>
            </Card>
          )}
          <p role="status" className="sr-only">
            {results.fetching ? '' : `${items.length} results`}
          </p>
        </div>
      )}
    </>
  );
}

function useResults(asked: string, kind: (typeof foundKinds)[number] | null) {
  const client = useTRPCClient();
  const answer = useInfiniteQuery({
    queryKey: searchKey(asked, kind),
    queryFn: ({ pageParam, signal }) =>
      client.search.find.query({ ...searchInput(asked, kind), ...(pageParam && { cursor: pageParam }) }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
    enabled: asked !== '',
  });
  const pages = answer.data?.pages ?? [];
  const all = pages.flatMap(({ items }) => items);
  return {
    items: [...new Map(all.map((found) => [`${found.kind} ${found.id}`, found])).values()],
    counts: pages[0]?.counts ?? {},
    failed: answer.error,
    fetching: answer.isFetching,
    retry: answer.refetch,
    hasMore: answer.hasNextPage,
    showMore: answer.fetchNextPage,
    fetchingMore: answer.isFetchingNextPage,
  };
}
