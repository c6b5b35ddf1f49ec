import { channelNames } from '@/server/notification/contact-method';
import type { Outlet } from '@/server/outbound';

export const outletNames: Record<Outlet, string> = { ...channelNames, 'status-page': 'Status page' };
