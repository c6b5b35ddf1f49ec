import { Field } from '@/components/ui/field';
import { Input, Select } from '@/components/ui/input';
import { type IntegrationKind, type MailPreset, mailPresets } from '@/server/service/integration';
import { mailPresetNames } from './sender-snippet';

/** What is typed for one sender, as text; which of it counts the kind decides. */
export type SettingsDraft = {
  everyMinutes: string;
  graceMinutes: string;
  secret: string;
  keyField: string;
  keyPattern: string;
  resolveField: string;
  resolveEquals: string;
  /** Empty: mails of any form, of which none says that trouble has ended. */
  mailPreset: MailPreset | '';
};

export const emptySettings: SettingsDraft = {
  everyMinutes: '60',
  graceMinutes: '5',
  secret: '',
  keyField: 'title',
  keyPattern: '',
  resolveField: '',
  resolveEquals: '',
  mailPreset: '',
};

const signs: readonly IntegrationKind[] = ['grafana', 'sentry'];
const rules: readonly IntegrationKind[] = ['generic', 'uptime-kuma'];
const seconds = (minutes: string): number => Math.round(Number(minutes) * 60);

/** The settings as the server takes them. */
export function settingsOf(kind: IntegrationKind, draft: SettingsDraft) {
  if (kind === 'heartbeat')
    return { intervalSeconds: seconds(draft.everyMinutes), graceSeconds: seconds(draft.graceMinutes) };
  if (kind === 'email') return draft.mailPreset ? { mailPreset: draft.mailPreset } : {};
  if (signs.includes(kind)) return draft.secret.trim() ? { secret: draft.secret.trim() } : {};
  if (!rules.includes(kind)) return {};
  return {
    ...(draft.keyPattern.trim() && { keyPattern: { field: draft.keyField.trim(), pattern: draft.keyPattern } }),
    ...(draft.resolveField.trim() && {
      resolveRule: { field: draft.resolveField.trim(), equals: draft.resolveEquals },
    }),
  };
}

type SenderSettingsProps = {
  kind: IntegrationKind;
  draft: SettingsDraft;
  onChange: (draft: SettingsDraft) => void;
  faults: Record<string, string>;
};

/** What this kind of sender may need to be told; nothing at all for most. */
export function SenderSettings({ kind, draft, onChange, faults }: SenderSettingsProps) {
  const text = (name: keyof SettingsDraft) => ({
    value: draft[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...draft, [name]: event.target.value }),
  });
  if (kind === 'heartbeat')
    return (
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Expected every, in minutes" error={faults['settings.intervalSeconds']} required>
          {(control) => <Input {...control} type="number" min="1" step="any" {...text('everyMinutes')} />}
        </Field>
        <Field label="And may be late by, in minutes" error={faults['settings.graceSeconds']} required>
          {(control) => <Input {...control} type="number" min="0" step="any" {...text('graceMinutes')} />}
        </Field>
      </div>
    );
  if (kind === 'email')
    return (
      <Field
        label="Mails come from"
        hint="Baton knows the mails of these by their subject: a later one resolves what an earlier one opened. Any other mail opens an alert, and people resolve it."
        error={faults['settings.mailPreset']}
      >
        {(control) => (
          <Select
            {...control}
            value={draft.mailPreset}
            onChange={({ target }) =>
              onChange({ ...draft, mailPreset: mailPresets.find((one) => one === target.value) ?? '' })
            }
          >
            <option value="">Any sender</option>
            {mailPresets.map((preset) => (
              <option key={preset} value={preset}>
                {mailPresetNames[preset]}
              </option>
            ))}
          </Select>
        )}
      </Field>
    );
  if (signs.includes(kind))
    return (
      <Field
        label={kind === 'sentry' ? 'Client secret' : 'Signature secret'}
        hint="With it only what the sender has signed is believed. It is stored sealed and never shown again."
        error={faults['settings.secret']}
      >
        {(control) => <Input {...control} autoComplete="off" {...text('secret')} />}
      </Field>
    );
  if (!rules.includes(kind)) return null;
  return (
    <details className="group">
      <summary className="flex min-h-11 list-none items-center font-medium underline underline-offset-2 sm:min-h-8 [&::-webkit-details-marker]:hidden">
        For senders without a key or a state of their own
      </summary>
      <div className="mt-2 grid gap-4 sm:grid-cols-2">
        <Field label="Key from field" error={faults['settings.keyPattern.field']}>
          {(control) => <Input {...control} autoComplete="off" {...text('keyField')} />}
        </Field>
        <Field
          label="Pattern"
          hint={
            <>
              <code className="font-mono">{'{key}'}</code> is the key, <code className="font-mono">*</code> is anything.
            </>
          }
          error={faults['settings.keyPattern.pattern'] ?? faults['settings.keyPattern']}
        >
          {(control) => <Input {...control} autoComplete="off" placeholder="[*] {key} is *" {...text('keyPattern')} />}
        </Field>
        <Field label="Resolved when field" error={faults['settings.resolveRule.field']}>
          {(control) => <Input {...control} autoComplete="off" placeholder="action" {...text('resolveField')} />}
        </Field>
        <Field label="Is exactly" error={faults['settings.resolveRule']}>
          {(control) => <Input {...control} autoComplete="off" placeholder="close" {...text('resolveEquals')} />}
        </Field>
      </div>
    </details>
  );
}
