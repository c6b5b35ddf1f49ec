import { cva, type VariantProps } from 'class-variance-authority';
import type { ComponentProps, MouseEvent } from 'react';
import { cn } from './class-names';

/** The look of a button, for links that act like one: `<Link className={buttonLook({ variant: 'primary' })}>`. */
export const buttonLook = cva(
  [
    'inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-control font-medium text-body no-underline',
    'border border-transparent transition-colors',
    'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
    '[&_svg]:size-4 [&_svg]:shrink-0',
  ],
  {
    variants: {
      variant: {
        primary: 'bg-accent text-on-accent hover:bg-accent-strong active:bg-accent-strong',
        secondary: 'border-control bg-background text-ink hover:bg-surface active:bg-other',
        danger: 'border-control bg-background text-critical hover:border-critical hover:bg-critical-tint',
        ghost: 'text-ink hover:bg-other/60 active:bg-other',
      },
      size: {
        regular: 'h-11 px-4 sm:pointer-fine:h-8 sm:pointer-fine:px-3',
        large: 'h-12 px-5 sm:pointer-fine:h-10 sm:pointer-fine:px-4',
        small: 'h-11 px-3 sm:pointer-fine:h-7 sm:pointer-fine:px-2',
        icon: 'size-11 sm:pointer-fine:size-8',
      },
    },
    defaultVariants: { variant: 'secondary', size: 'regular' },
  },
);

type ButtonProps = ComponentProps<'button'> &
  VariantProps<typeof buttonLook> & {
    /** The answer is on its way: the label stays, a second press does nothing, and the size does not change. */
    busy?: boolean;
  };

/** A button says what it does ("Approve swap"). With `size="icon"` it needs an `aria-label`. */
export function Button({ variant, size, busy = false, className, children, onClick, type, ...rest }: ButtonProps) {
  return (
    <button
      {...rest}
      type={type ?? 'button'}
      aria-busy={busy || undefined}
      aria-disabled={busy || undefined}
      onClick={busy && (onClick || type === 'submit') ? refuse : onClick}
      className={cn(buttonLook({ variant, size }), 'relative', busy && 'cursor-progress opacity-100!', className)}
    >
      {children}
      {busy ? <BusyLine /> : null}
    </button>
  );
}

const refuse = (event: MouseEvent) => event.preventDefault();

/** Movement at the edge of the button instead of in place of its label. */
function BusyLine() {
  return (
    <span aria-hidden="true" className="absolute inset-x-1 bottom-0.5 h-0.5 overflow-hidden rounded-full bg-current/25">
      <span className="motion-only block h-full w-1/3 animate-[busy_1s_linear_infinite] rounded-full bg-current" />
    </span>
  );
}
