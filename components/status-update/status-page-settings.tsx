'use client';

import { ComponentsCard } from './components-card';
import { StatusPageCard } from './status-page-card';
import { TemplatesCard } from './templates-card';
import { useSettings } from './use-settings';

/** For admins: which page customers read, what on it each service is, and how updates begin. */
export function StatusPageSettings({ zone }: { zone: string }) {
  const settings = useSettings();
  return (
    <div className="flex flex-col gap-4">
      <StatusPageCard key={settings.version} settings={settings} zone={zone} />
      <ComponentsCard settings={settings} />
      <TemplatesCard settings={settings} />
    </div>
  );
}
