/** Rules are short and come from people: `*` stands for anything, case does not count, everything else is itself. */
export function answers(rule: string, text: string): boolean {
  const parts = rule.toLowerCase().split('*');
  const [first = '', ...rest] = parts;
  const whole = text.toLowerCase();
  if (rest.length === 0) return whole === first;
  if (!whole.startsWith(first)) return false;
  const last = rest.pop() ?? '';
  let at = first.length;
  for (const part of rest) {
    const found = whole.indexOf(part, at);
    if (found < 0) return false;
    at = found + part.length;
  }
  return whole.length - last.length >= at && whole.endsWith(last);
}

type Known = { id: string; rules: readonly string[]; serviceIds: readonly string[] };
type Trouble = { serviceId: string; title: string; key: string };

/** The runbooks for a trouble: those whose rules name it first, then those of its service. */
export function runbooksFor<R extends Known>(runbooks: readonly R[], { serviceId, title, key }: Trouble): R[] {
  const named = runbooks.filter(({ rules }) => rules.some((rule) => answers(rule, title) || answers(rule, key)));
  const ofService = runbooks.filter((one) => one.serviceIds.includes(serviceId) && !named.includes(one));
  return [...named, ...ofService];
}
