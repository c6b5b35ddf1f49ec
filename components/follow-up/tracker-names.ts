export const trackerNames = { github: 'GitHub', jira: 'Jira' } as const;
