import { paths } from '@/server/paths';

type Sourced = { source: string; subject: { kind: string; id: string } | null };

const words: Record<string, string> = {
  alert: 'from an alert',
  incident: 'from an incident',
  review: 'from a review',
  rule: 'from a noisy alert',
  person: 'by hand',
};

/** What it came from. */
export const sourceWords = ({ source }: Sourced): string => words[source] ?? '';

/** Where what it came from can be seen; null where it stands for itself. */
export function sourceAddress({ subject }: Sourced): string | null {
  if (subject?.kind === 'alert') return paths.alert(subject.id);
  if (subject?.kind === 'incident') return paths.incident(subject.id);
  return null;
}
