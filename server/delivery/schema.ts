import { z } from 'zod';

export const peoplesChannels = ['email', 'sms', 'voice', 'push', 'slack', 'webhook', 'ntfy'] as const;
export const deliveryChannels = [...peoplesChannels, 'status-page'] as const;
export const deliveryStates = ['waiting', 'sent', 'failed', 'withdrawn'] as const;

export const listDeliveries = z.strictObject({
  channel: z.enum(deliveryChannels, 'Choose one of the channels').optional(),
  state: z.enum(deliveryStates, 'Choose waiting, sent, failed or withdrawn').optional(),
  cursor: z.string().max(100, 'This is no place in the list').optional(),
});

export type ListDeliveries = z.infer<typeof listDeliveries>;
