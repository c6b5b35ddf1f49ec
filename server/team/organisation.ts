/** The steps of the first visit, in order; each can be skipped and come back to. */
export const setupSteps = ['company', 'people', 'rotation', 'contact', 'integration', 'done'] as const;
export type SetupStep = (typeof setupSteps)[number];

export type Organisation = { name: string; timeZone: string; setupStep: SetupStep; demo: boolean };

/** "2 of 6": the administrator is the first. */
export const stepNumber = (step: SetupStep): number => Math.min(setupSteps.indexOf(step) + 2, 6);

export const stepAfter = (step: SetupStep): SetupStep => setupSteps[setupSteps.indexOf(step) + 1] ?? 'done';

/** Of two, the one further on: going back to look does not lose the place. */
export const further = (a: SetupStep, b: SetupStep): SetupStep =>
  setupSteps.indexOf(a) >= setupSteps.indexOf(b) ? a : b;
