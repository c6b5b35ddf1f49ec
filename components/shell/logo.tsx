/** The baton on its way from one hand to the next. */
export function Logo({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 32 32" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" className="fill-accent" />
      <path d="M10.5 21.5 21.5 10.5" className="fill-none stroke-on-accent" strokeWidth="5" strokeLinecap="round" />
      <path d="m14.2 14.2 3.6 3.6" className="fill-none stroke-accent" strokeWidth="1.75" />
    </svg>
  );
}
