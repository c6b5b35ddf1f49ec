/** `npm run faults` asks for the long form; `npm test` takes the short one. */
const isLong = process.env.BATON_FAULTS === 'long';

/** How often a fault is brought about: a few times beside every change, thousands of times on demand. */
export const rounds = (short: number, long: number): number => (isLong ? long : short);

/** What the rounds are drawn from: the same number draws the same faults. Printed, so that a failure can be had again. */
export const seed = Number(process.env.BATON_FAULTS_SEED) || Math.floor(Math.random() * 2 ** 31);

/** Numbers in [0, 1) that follow from `from` alone (mulberry32). */
export function draws(from: number): () => number {
  let state = from >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
