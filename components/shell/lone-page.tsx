import type { ReactNode } from 'react';
import { Logo } from './logo';

type LonePageProps = { title: ReactNode; detail?: ReactNode; children?: ReactNode };

/** A page outside the frame with one thing to do: sign-in, set-up, a signed link, "not found". */
export function LonePage({ title, detail, children }: LonePageProps) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-[26rem] flex-col justify-start px-4 pt-[12vh] pb-12">
      <Logo className="mb-6 size-10" />
      <h1 className="font-semibold text-title tracking-[-0.01em]">{title}</h1>
      {detail ? <div className="mt-1 text-muted">{detail}</div> : null}
      {children ? <div className="mt-6 flex flex-col gap-4">{children}</div> : null}
    </main>
  );
}
