import { Bell, Hash, Mail, MessageSquare, Phone, Radio, UserX, Webhook } from 'lucide-react';

const icons = {
  email: Mail,
  sms: MessageSquare,
  voice: Phone,
  push: Bell,
  slack: Hash,
  webhook: Webhook,
  ntfy: Radio,
  nobody: UserX,
} as const;

/** A channel as a sign; its name stands elsewhere, for those who do not see it. */
export function ChannelIcon({ channel, className }: { channel: string; className?: string }) {
  const Icon = icons[channel as keyof typeof icons] ?? Bell;
  return <Icon aria-hidden="true" {...(className && { className })} />;
}
