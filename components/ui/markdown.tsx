import type { ReactElement } from 'react';
import readMarkdown, { type Components } from 'react-markdown';
import rehypeSanitize from 'rehype-sanitize';
import remarkGfm from 'remark-gfm';
import { cn } from './class-names';

/** Links leave by name only, and tell nobody where they were clicked; pictures from elsewhere become links. */
const components: Components = {
  a: ({ href, children }) =>
    safe(href) ? (
      <a href={href} rel="noopener noreferrer nofollow" className="underline underline-offset-2">
        {children}
      </a>
    ) : (
      <span>{children}</span>
    ),
  img: ({ src, alt }) =>
    typeof src === 'string' && safe(src) ? (
      <a href={src} rel="noopener noreferrer nofollow" className="underline underline-offset-2">
        {alt || 'picture'}
      </a>
    ) : (
      <span>{alt}</span>
    ),
};

const safe = (href: string | undefined): href is string => /^(https?:|mailto:)/i.test(href ?? '');

// Reading a text takes longer than all else that a line of it needs, and many look at the same: what was read last is kept.
const kept = new Map<string, ReactElement>();
const mostKept = 500;
/** Longer ones are rare, and would keep much. */
const longestKept = 2_000;

function elementsOf(text: string): ReactElement {
  const known = kept.get(text);
  const elements =
    known ??
    readMarkdown({
      children: text,
      remarkPlugins: [remarkGfm],
      rehypePlugins: [rehypeSanitize],
      components,
      skipHtml: true,
    });
  if (text.length > longestKept) return elements;
  // Whoever was asked for last stands last, and the first goes.
  kept.delete(text);
  kept.set(text, elements);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
  return elements;
}

/** The one place where Markdown becomes elements: no HTML, no scripts, nothing loaded from elsewhere. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return <div className={cn('markdown min-w-0 break-words', className)}>{elementsOf(text)}</div>;
}
