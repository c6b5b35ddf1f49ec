'use client';

import { Search } from 'lucide-react';
import type { Route } from 'next';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { Dialog } from '@/components/ui/dialog';
import { Input } from '@/components/ui/input';
import { Kbd } from '@/components/ui/kbd';
import { paths } from '@/server/paths';
import { addressOf, type Found, factsOf, kindWords } from './found-words';
import { MarkedText } from './marked-text';
import { acts, type Offer, offersFor, pages } from './offers';
import { PaletteOption } from './palette-option';
import { useQuickResults } from './use-quick-results';

type PaletteProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Pages, acts and everything that was written down, one field away. Loaded when it is first opened. */
export default function Palette({ open, onOpenChange }: PaletteProps) {
  return (
    <Dialog title="Search or go to" open={open} onOpenChange={onOpenChange} wide>
      <Choices onDone={() => onOpenChange(false)} />
    </Dialog>
  );
}

type Choice = Pick<Offer, 'id' | 'icon' | 'act' | 'keys'> & { label: ReactNode; detail?: ReactNode };
/** What it is, and where its name does not say why it was found, the words that do. */
function Detail({ found }: { found: Found }) {
  const isNamedSo = found.title.some(({ hit }) => hit) || !found.excerpt.some(({ hit }) => hit);
  if (isNamedSo) return factsOf(found);
  return (
    <>
      {factsOf(found)} · <MarkedText segments={found.excerpt} />
    </>
  );
}

type Group = { title: string; options: Choice[] };

function Choices({ onDone }: { onDone: () => void }) {
  const router = useRouter();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const { items, asked, fetching, failed } = useQuickResults(typed);

  const take = ({ act }: Choice) => {
    onDone();
    if ('go' in act) router.push(act.go as Route);
    else act.run();
  };
  const found = items.map(
    (one): Choice => ({
      id: `found-${one.kind}-${one.id}`,
      icon: kindWords[one.kind].icon,
      act: { go: addressOf(one) },
      label: <MarkedText segments={one.title} />,
      detail: <Detail found={one} />,
    }),
  );
  const everything: Choice = {
    id: 'everything',
    icon: Search,
    label: `All that says “${typed.trim()}”`,
    act: { go: paths.search(typed.trim()) },
  };
  const all: Group[] = [
    { title: 'Do', options: offersFor(acts, typed) },
    { title: 'Go to', options: offersFor(pages, typed) },
    { title: 'Found', options: typed.trim() === '' ? [] : [...found, everything] },
  ];
  const groups = all.filter((group) => group.options.length > 0);
  const options = groups.flatMap((group) => group.options);
  const active = options[Math.min(at, options.length - 1)];

  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1 };
    const next = steps[event.key];
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter' && active) take(active);
    else if (next !== undefined && options.length > 0) {
      const to = (next + options.length) % options.length;
      setAt(to);
      document.getElementById(`${listId}-${options[to]?.id}`)?.scrollIntoView({ block: 'nearest' });
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <Input
        className="mt-0.5"
        role="combobox"
        aria-label="Words, a page, or a number such as INC-12"
        aria-expanded="true"
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={active ? `${listId}-${active.id}` : undefined}
        autoFocus
        autoComplete="off"
        autoCorrect="off"
        autoCapitalize="off"
        spellCheck={false}
        enterKeyHint="go"
        maxLength={200}
        placeholder="Words, a page, or INC-12"
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label="Choices" className="mt-2 h-[min(26rem,58dvh)] overflow-y-auto">
        {groups.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options, not of fields
          <div key={group.title} role="group" aria-labelledby={`${listId}-${group.title}`} className="mb-2">
            <div
              id={`${listId}-${group.title}`}
              role="presentation"
              className="px-2 py-1 font-medium text-label text-muted"
            >
              {group.title}
            </div>
            {group.options.map((option) => (
              <PaletteOption
                key={option.id}
                id={`${listId}-${option.id}`}
                icon={option.icon}
                active={option === active}
                detail={option.detail}
                keys={option.keys}
                onPoint={() => setAt(options.indexOf(option))}
                onTake={() => take(option)}
              >
                {option.label}
              </PaletteOption>
            ))}
          </div>
        ))}
      </div>
      <p role="status" className="mt-2 min-h-6 text-label text-muted">
        {failed
          ? 'Could not search just now; pages and acts still work.'
          : fetching
            ? 'Searching…'
            : asked !== '' && items.length === 0
              ? `Nothing of your teams says “${asked}”.`
              : ''}
      </p>
      <p aria-hidden="true" className="hidden gap-4 text-label text-muted sm:pointer-fine:flex">
        <span>
          <Kbd keys="↑ ↓" /> choose
        </span>
        <span>
          <Kbd keys="Enter" /> open
        </span>
        <span>
          <Kbd keys="Esc" /> close
        </span>
      </p>
    </>
  );
}
