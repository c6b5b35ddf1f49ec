import type { ReactNode } from 'react';
import { Notice } from '@/components/ui/notice';

/** Says what no e-mail means for contact methods; `children`: what to do meanwhile. */
export function MailOffNotice({ children }: { children?: ReactNode }) {
  return (
    <Notice title="E-mail is not set up on this installation">
      No code and no page leaves by e-mail until SMTP_URL and MAIL_FROM are set where Baton runs. {children}
    </Notice>
  );
}
