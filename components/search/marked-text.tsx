import type { Found } from './found-words';

/** Text with what was looked for marked in it; a heavier face says it where colours are not seen. */
export function MarkedText({ segments }: { segments: Found['title'] }) {
  return segments.map(({ text, hit }, place) =>
    hit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never move
      <mark key={place} className="rounded-[3px] bg-major-tint px-px font-semibold text-ink">
        {text}
      </mark>
    ) : (
      text
    ),
  );
}
