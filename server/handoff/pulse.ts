/** The three questions at the end of a shift, each answered from 1 to 5. */
export const questions = ['slept', 'supported', 'again'] as const;
export type Question = (typeof questions)[number];
export type Answers = Readonly<Record<Question, number>>;

export const questionWords: Record<Question, string> = {
  slept: 'I slept',
  supported: 'I felt supported',
  again: 'I would take this week again',
};

/** Fewer answers than this could be told apart: there is no figure. */
export const fewestAnswers = 5;

/** What one of the figures looks back over. */
export const pulseWeeks = 8;

/** For so long after a shift its people are asked. */
export const askedForMs = 14 * 86_400_000;

export type PulseFigure = { readonly answers: number } & Readonly<Record<Question, number | null>>;

/** The share (0 to 1) that answered 4 or 5, by question; null below five answers. */
export function pulseFigure(all: readonly Answers[]): PulseFigure {
  const share = (question: Question): number | null =>
    all.length < fewestAnswers ? null : all.filter((one) => one[question] >= 4).length / all.length;
  return { answers: all.length, slept: share('slept'), supported: share('supported'), again: share('again') };
}
