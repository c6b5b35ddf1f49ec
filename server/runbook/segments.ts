import { isOfStep, type Node, type Step, stepsOf, treeOf } from './checklist';

/** A runbook in the order of its text: Markdown to read, and steps to tick. */
export type Segment = { text: string } | { steps: Step[] };

/** Cuts a runbook where its steps stand. Nothing is lost: what is no step stays text. */
export function segmentsOf(markdown: string): Segment[] {
  const steps = stepsOf(markdown);
  const segments: Segment[] = [];
  let [from, given] = [0, 0];
  let behindStep = false;
  const readUpTo = (offset: number) => {
    const text = markdown.slice(from, offset).trim();
    if (text !== '') segments.push({ text });
    from = offset;
  };
  for (const node of treeOf(markdown).children.flatMap((each): Node[] =>
    each.type === 'list' ? each.children : [each],
  )) {
    const count = countSteps(node);
    if (behindStep && count === 0 && isOfStep(node, markdown)) {
      from = endOf(node);
      continue;
    }
    behindStep = count > 0;
    if (count === 0) continue;
    readUpTo(isStep(node) ? startOf(node) : endOf(node));
    from = endOf(node);
    const last = segments.at(-1);
    const found = steps.slice(given, given + count);
    if (last && 'steps' in last) last.steps.push(...found);
    else segments.push({ steps: found });
    given += count;
  }
  readUpTo(markdown.length);
  return segments;
}

const isStep = (node: Node): boolean => node.type === 'listItem' && typeof node.checked === 'boolean';

const countSteps = (node: Node): number =>
  Number(isStep(node)) +
  ('children' in node ? (node.children as Node[]).reduce((sum, child) => sum + countSteps(child), 0) : 0);

const startOf = (node: Node): number => node.position?.start.offset ?? 0;
const endOf = (node: Node): number => node.position?.end.offset ?? 0;
