import { type Prompt, prompts, promptWords } from '@/server/handoff/note';
import type { TextView } from '@/server/handoff/view';

/** What the outgoing people wrote, for those who read it. */
export function PromptTexts({ texts }: { texts: Record<Prompt, TextView> }) {
  const written = prompts.filter((prompt) => texts[prompt].text.trim() !== '');
  const empty = prompts.filter((prompt) => !written.includes(prompt)).map((prompt) => promptWords[prompt].label);
  return (
    <div className="flex flex-col gap-4">
      {written.map((prompt) => (
        <section key={prompt} aria-labelledby={`text-${prompt}`}>
          <h3 id={`text-${prompt}`} className="font-semibold">
            {promptWords[prompt].label}
          </h3>
          <p className="wrap-anywhere mt-0.5 max-w-[72ch] whitespace-pre-wrap">{texts[prompt].text.trim()}</p>
        </section>
      ))}
      {empty.length > 0 ? <p className="text-muted">Nothing written: {empty.join(', ').toLowerCase()}.</p> : null}
    </div>
  );
}
