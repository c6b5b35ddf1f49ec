import { channelNames } from '@/server/contact/contact-method';
import type { Outlet } from '@/server/outbound';

export const outletNames: Record<Outlet, string> = { ...channelNames, 'status-page': 'Status page' };
