import { ExternalLink } from 'lucide-react';
import type { ComponentProps, ReactNode } from 'react';
import type { Link } from '@/server/alert/alert';
import { withoutTurns } from './payload';

type SentLinkProps = { link: Link; icon?: ReactNode } & Pick<ComponentProps<'a'>, 'className'>;

/** A link that a sender sent: where it leads is shown, because its words may say anything. */
export function SentLink({ link: { href, text }, icon, className }: SentLinkProps) {
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow" title={href} className={className}>
      {icon}
      <span className="underline underline-offset-2 wrap-anywhere">{withoutTurns(text) || href}</span>
      <span className="font-normal text-muted wrap-anywhere">{new URL(href).host}</span>
      <ExternalLink aria-hidden="true" className="size-3.5 shrink-0 self-center" />
      <span className="sr-only">(opens a new tab)</span>
    </a>
  );
}
