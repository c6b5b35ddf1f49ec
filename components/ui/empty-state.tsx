import type { ReactNode } from 'react';

type EmptyStateProps = {
  /** One sentence: what will appear here. */
  children: ReactNode;
  title?: ReactNode;
  /** The one action that fills it. */
  action?: ReactNode;
  icon?: ReactNode;
};

export function EmptyState({ title, children, action, icon }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center gap-3 px-4 py-10 text-center">
      {icon ? (
        <span aria-hidden="true" className="text-control [&_svg]:size-6 [&_svg]:stroke-[1.5]">
          {icon}
        </span>
      ) : null}
      <div className="flex max-w-[48ch] flex-col gap-1 text-balance">
        {title ? <p className="font-medium">{title}</p> : null}
        <p className="text-muted">{children}</p>
      </div>
      {action}
    </div>
  );
}
