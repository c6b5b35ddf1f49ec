/** A runbook while it is written; `rules` one a line. */
export type RunbookDraft = {
  title: string;
  body: string;
  ownerId: string | null;
  rules: string;
  serviceIds: string[];
};

type Known = {
  title: string;
  body: string;
  owner: { id: string } | null;
  rules: readonly string[];
  serviceIds: readonly string[];
};

export const draftOf = ({ title, body, owner, rules, serviceIds }: Known): RunbookDraft => ({
  title,
  body,
  ownerId: owner?.id ?? null,
  rules: rules.join('\n'),
  serviceIds: [...serviceIds],
});

/** The rules in a field of lines: empty lines and doubles are left out. */
export const rulesIn = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];

/** How a runbook may begin, for whoever has an empty field before them. */
export const outline = `What is broken when this alert fires, and who notices.

## Check

- [ ] Look at the dashboard: is it still happening? (reversible)
  Expect: the error rate, and since when

## Fix

- [ ] (needs care) Restart the worker
  \`\`\`
  systemctl restart worker
  \`\`\`
  Expect: the queue begins to shrink

## Afterwards

- [ ] Write down what it was
`;
