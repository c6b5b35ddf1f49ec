import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  /** One line below it: what this is, or what is true of it. */
  detail?: ReactNode;
  /** Buttons of the page. */
  actions?: ReactNode;
};

/** The one `h1` of a page. */
export function PageHeader({ title, detail, actions }: PageHeaderProps) {
  return (
    <header className="mb-4 flex flex-wrap items-start gap-x-4 gap-y-2 sm:mb-5">
      <div className="min-w-0 flex-1 basis-60">
        <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
        {detail ? <div className="mt-0.5 max-w-[72ch] text-muted">{detail}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-2 lg:justify-end print:hidden">{actions}</div> : null}
    </header>
  );
}
