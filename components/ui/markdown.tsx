import ReactMarkdown, { type Components } from 'react-markdown';
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

/** The one place where Markdown becomes elements: no HTML, no scripts, nothing loaded from elsewhere. */
export function Markdown({ text, className }: { text: string; className?: string }) {
  return (
    <div className={cn('markdown min-w-0 break-words', className)}>
      <ReactMarkdown remarkPlugins={[remarkGfm]} rehypePlugins={[rehypeSanitize]} components={components} skipHtml>
        {text}
      </ReactMarkdown>
    </div>
  );
}
