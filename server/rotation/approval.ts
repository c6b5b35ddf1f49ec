/** Who must agree to a changed shift of this rotation before it is in effect. */
export const approvals = ['default', 'none', 'counterpart', 'counterpart-and-manager'] as const;
export type Approval = (typeof approvals)[number];
