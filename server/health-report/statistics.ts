/** What small counts can and cannot say. All exact where it matters, and finite whatever comes in. */

export type Range = { low: number; high: number };

const z95 = 1.959963984540054;

/** Wilson's 95 % range of a share; null where nothing was counted. */
export function wilson(hits: number, of: number): Range | null {
  if (of <= 0) return null;
  const share = hits / of;
  const spread = z95 ** 2 / of;
  const middle = share + spread / 2;
  const half = z95 * Math.sqrt((share * (1 - share)) / of + spread / (4 * of));
  return {
    low: Math.max(0, (middle - half) / (1 + spread)),
    high: Math.min(1, (middle + half) / (1 + spread)),
  };
}

const logFactorials: number[] = [0];
/** Of whole numbers; kept, for the tests ask for the same ones again. Far out Stirling's series is as exact as a float. */
export function logFactorial(n: number): number {
  if (n > 4_096) return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
  for (let i = logFactorials.length; i <= n; i++) logFactorials[i] = (logFactorials[i - 1] ?? 0) + Math.log(i);
  return logFactorials[n] ?? 0;
}

const logChoose = (n: number, k: number): number => logFactorial(n) - logFactorial(k) - logFactorial(n - k);

/** In hours: of less than a moment nothing is told. */
const leastExposure = 1e-6;

/** So far from the middle a tail adds nothing that a float would hold. */
const negligible = 1e-18;

/**
 * Two counts over two exposures, by the exact conditional test: under "no change" the first of both is binomial. Twice
 * the smaller tail with the observed value in it, at most 1; null where nothing can be compared.
 */
export function countsDiffer(a: number, b: number, exposureA: number, exposureB: number): number | null {
  const n = a + b;
  if (n === 0 || exposureA < leastExposure || exposureB < leastExposure) return null;
  const share = exposureA / (exposureA + exposureB);
  const at = (k: number) => Math.exp(logChoose(n, k) + k * Math.log(share) + (n - k) * Math.log(1 - share));
  return Math.min(1, 2 * Math.min(tail(at, a, -1, 0), tail(at, a, 1, n)));
}

/** The sum from `from` to `end`; it stops where nothing is added beyond the mode. */
function tail(at: (k: number) => number, from: number, step: 1 | -1, end: number): number {
  let sum = 0;
  let before = 0;
  for (let k = from; step === 1 ? k <= end : k >= end; k += step) {
    const here = at(k);
    sum += here;
    if (here < negligible && here <= before) break;
    before = here;
  }
  return sum;
}

/** Two shares, by Fisher's exact test, two-sided: everything at most as likely as what was seen. Null: nothing to compare. */
export function sharesDiffer(hitsA: number, ofA: number, hitsB: number, ofB: number): number | null {
  if (ofA === 0 || ofB === 0) return null;
  const hits = hitsA + hitsB;
  const at = (k: number) => Math.exp(logChoose(ofA, k) + logChoose(ofB, hits - k) - logChoose(ofA + ofB, hits));
  const seen = at(hitsA) * (1 + 1e-9);
  const [least, most] = [Math.max(0, hits - ofB), Math.min(ofA, hits)];
  const mode = Math.min(most, Math.max(least, Math.floor(((ofA + 1) * (hits + 1)) / (ofA + ofB + 2))));
  // It rises to the mode and falls from there: what is at most as likely lies at both ends.
  const below = lastWhere((steps) => at(least + steps) <= seen, mode - 1 - least);
  const above = lastWhere((steps) => at(most - steps) <= seen, most - mode);
  return Math.min(1, tail(at, least + below, -1, least) + tail(at, most - above, 1, most));
}

/** The last whole number up to `most` of which something holds that holds up to a point; -1: of none. */
function lastWhere(holds: (n: number) => boolean, most: number): number {
  let [low, high] = [-1, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The range a weekly count usually stays in: the smallest k with P(X ≤ k) of three standard deviations either side. */
export function usualRange(mean: number): Range {
  if (mean <= 0) return { low: 0, high: 0 };
  const quantile = (least: number): number => {
    let sum = 0;
    for (let k = 0; ; k++) {
      sum += Math.exp(k * Math.log(mean) - mean - logFactorial(k));
      if (sum >= least || k > mean * 2 + 100) return k;
    }
  };
  return { low: quantile(0.00135), high: quantile(0.99865) };
}
