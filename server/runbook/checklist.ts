import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmTaskListItemFromMarkdown } from 'mdast-util-gfm-task-list-item';
import { gfmTaskListItem } from 'micromark-extension-gfm-task-list-item';

/** Whether a step can be taken back: said by its author; null where nobody said. */
export type Care = 'reversible' | 'needs-care' | null;

/** One thing to tick. `text` is Markdown, without the mark of care. Numbers count from 1 and hold within one version. */
export type Step = {
  number: number;
  /** The heading it stands under. */
  section: string | null;
  text: string;
  care: Care;
  /** Commands to copy, as written: variables such as `{{service}}` are filled when it is run. */
  commands: string[];
  /** What should be seen afterwards: a line that begins with "Expect:". */
  expected: string | null;
};

/** The text as a tree, task-list items marked. */
export const treeOf = (markdown: string) =>
  fromMarkdown(markdown, { extensions: [gfmTaskListItem()], mdastExtensions: [gfmTaskListItemFromMarkdown()] });

export type Node = ReturnType<typeof treeOf>['children'][number];
type Item = Extract<Node, { type: 'listItem' }>;

const careful = /^[([]?(?:⚠️?\s*)?needs care[)\]]?[:.]?\s*|\s*[([](?:⚠️?\s*)?needs care[)\]]\s*$|^⚠️?\s+/i;
const calm = /^[([]?reversible[)\]]?[:.]?\s+|\s*[([]reversible[)\]]\s*$/i;
const expecting = /^expect(?:ed)?:\s*/i;

/**
 * The checklist in a runbook: every task-list item (`- [ ] …`), in order. A step says `(reversible)` or `(needs care)`
 * at its beginning or end; fenced code inside it or right behind it is a command; a line "Expect: …" is what should be seen.
 */
export function stepsOf(markdown: string): Step[] {
  const tree = treeOf(markdown);
  const steps: Step[] = [];
  let section: string | null = null;
  const visit = (nodes: readonly Node[]): void => {
    let before: Step | undefined;
    for (const node of nodes) {
      const step = before;
      before = undefined;
      if (step && isOfStep(node, markdown)) {
        before = step;
        if (node.type === 'code') step.commands.push(node.value);
        else step.expected ??= source(node, markdown).replace(expecting, '').trim();
      } else if (node.type === 'heading') section = plain(node) || null;
      else if (node.type === 'listItem' && typeof node.checked === 'boolean') {
        steps.push(stepOf(node, steps.length + 1, section, markdown));
        visit(node.children.filter(({ type }) => type === 'list'));
      } else if ('children' in node) {
        const known = steps.length;
        visit(node.children as Node[]);
        if (node.type === 'list' && steps.length > known) before = steps.at(-1);
      }
    }
  };
  visit(tree.children);
  return steps;
}

/** Fenced code or "Expect: …" right behind a list of steps: it was not indented, and is of the last step all the same. */
export const isOfStep = (node: Node, markdown: string): boolean =>
  node.type === 'code' || (node.type === 'paragraph' && expecting.test(source(node, markdown)));

function stepOf(item: Item, number: number, section: string | null, markdown: string): Step {
  const commands: string[] = [];
  const lines: string[] = [];
  let expected: string | null = null;
  for (const child of item.children) {
    if (child.type === 'code') commands.push(child.value);
    else if (!hasSteps(child)) {
      for (const line of source(child, markdown)
        .split('\n')
        .map((each) => each.trim())) {
        if (expecting.test(line)) expected = line.replace(expecting, '');
        else lines.push(line);
      }
    }
  }
  const whole = lines.join('\n').trim();
  const care: Care = careful.test(whole) ? 'needs-care' : calm.test(whole) ? 'reversible' : null;
  const text = whole.replace(careful, '').replace(calm, '').trim();
  return { number, section, text: text || (commands[0] ?? ''), care, commands, expected };
}

/** Whether there is anything to tick in it: a list without is part of the text of its step. */
const hasSteps = (node: Node): boolean =>
  (node.type === 'listItem' && typeof node.checked === 'boolean') ||
  ('children' in node && (node.children as Node[]).some(hasSteps));

function source(node: Node, markdown: string): string {
  const [start, end] = [node.position?.start.offset, node.position?.end.offset];
  const text = start === undefined || end === undefined ? '' : markdown.slice(start, end);
  return text.replace(/^\[[ xX]\]\s*/, '');
}

function plain(node: Node): string {
  if ('value' in node) return node.value;
  return 'children' in node ? node.children.map((child) => plain(child as Node)).join('') : '';
}

/** What a run puts into `{{…}}`. */
export type Variables = Readonly<Record<string, string>>;

/** Fills `{{name}}`; what is not known stays as it is, so that nobody pastes a hole into a shell. */
export const filled = (text: string, variables: Variables): string =>
  text.replace(/\{\{\s*([\w.-]{1,40})\s*\}\}/g, (whole, name: string) => variables[name] ?? whole);
