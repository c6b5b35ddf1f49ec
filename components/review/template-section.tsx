import { Trash2 } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input, Textarea } from '@/components/ui/input';
import { MoveButtons } from '@/components/ui/move-buttons';
import { needed } from '@/server/review/section';
import type { SectionDraft } from './template-draft';

type TemplateSectionProps = {
  section: SectionDraft;
  place: number;
  last: boolean;
  /** By the server's field paths. */
  faults: Readonly<Record<string, string>>;
  onChange: (part: Pick<Partial<SectionDraft>, 'title' | 'help'>) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
};

/** One section of the template: what it is called, and what it asks for. */
export function TemplateSection({ section, place, last, faults, onChange, onMove, onRemove }: TemplateSectionProps) {
  const name = nameOf(section, place);
  const path = `sections.${place}`;
  const isNeeded = section.key !== null && needed.includes(section.key);
  return (
    <li className="rounded-card border bg-background p-3 sm:px-4">
      <fieldset className="min-w-0">
        <legend className="sr-only">
          Section {place + 1}: {name}
        </legend>
        <div className="mb-2 flex min-h-8 items-center gap-x-1">
          <p className="min-w-0 flex-1">
            <span className="font-medium">Section {place + 1}</span>
            {isNeeded ? (
              <span className="block text-muted sm:ml-2 sm:inline">A review is not done without it</span>
            ) : null}
          </p>
          <MoveButtons name={name} first={place === 0} last={last} onMove={onMove} />
          {isNeeded ? null : (
            <Button size="icon" variant="ghost" aria-label={`Remove ${name}`} onClick={onRemove}>
              <Trash2 aria-hidden="true" />
            </Button>
          )}
        </div>
        <div className="grid gap-3 sm:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
          <Field id={`${path}.title`} label="Title" error={faults[`${path}.title`]} required>
            {(control) => (
              <Input
                {...control}
                value={section.title}
                autoComplete="off"
                onChange={({ target }) => onChange({ title: target.value })}
              />
            )}
          </Field>
          <Field id={`${path}.help`} label="Help for whoever writes it" error={faults[`${path}.help`]}>
            {(control) => (
              <Textarea
                {...control}
                rows={2}
                className="min-h-16"
                value={section.help}
                onChange={({ target }) => onChange({ help: target.value })}
              />
            )}
          </Field>
        </div>
      </fieldset>
    </li>
  );
}

/** What buttons and announcements call a section. */
export const nameOf = ({ title }: Pick<SectionDraft, 'title'>, place: number): string =>
  title.trim() || `section ${place + 1}`;
