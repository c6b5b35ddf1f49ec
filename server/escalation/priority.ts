export const priorities = ['P1', 'P2', 'P3', 'P4', 'P5'] as const;
/** How bad it is: P1 is the worst. As texts they sort from worst to mildest. */
export type Priority = (typeof priorities)[number];

/** P1 to P3 may wake people; P4 and P5 wait for the quieter rules. */
export const urgencyOf = (priority: Priority): 'high' | 'low' => (priority <= 'P3' ? 'high' : 'low');
