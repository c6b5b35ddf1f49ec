/**
 * The colours of the product, as data: `app/globals.css` must say the same (a test reads it), and every pair that
 * stands on a screen is checked against WCAG contrast. At 3 am the red thing is the only red thing.
 */
export type Scheme = 'light' | 'dark';

export const colors = {
  light: {
    background: '#ffffff',
    surface: '#f6f7f9',
    ink: '#14171f',
    muted: '#545e6e',
    control: '#7c8798',
    divider: '#d5dae1',
    accent: '#2f54c8',
    'accent-strong': '#2645a8',
    'accent-tint': '#edf1fc',
    'on-accent': '#ffffff',
    other: '#e3e7ee',
    'on-other': '#14171f',
    critical: '#9f1520',
    'critical-tint': '#fdecec',
    major: '#7f4400',
    'major-tint': '#fff0da',
    minor: '#264b86',
    'minor-tint': '#e8f0fb',
    good: '#135c38',
    'good-tint': '#e5f5eb',
    waiting: '#4a3d8f',
    'waiting-tint': '#efecfb',
    gap: '#b4131f',
    'gap-stripe': '#96101a',
    'on-gap': '#ffffff',
  },
  dark: {
    background: '#0f1217',
    surface: '#171b22',
    ink: '#e7eaf0',
    muted: '#a0aab8',
    control: '#6c7788',
    divider: '#2b323d',
    accent: '#8fa8ff',
    'accent-strong': '#a9bcff',
    'accent-tint': '#1a2240',
    'on-accent': '#0f1217',
    other: '#2a3240',
    'on-other': '#e7eaf0',
    critical: '#ff9b9b',
    'critical-tint': '#3b1418',
    major: '#ffbe6b',
    'major-tint': '#362208',
    minor: '#a3c6ff',
    'minor-tint': '#13253e',
    good: '#84dba8',
    'good-tint': '#0f2a1c',
    waiting: '#c3b8ff',
    'waiting-tint': '#231d42',
    gap: '#ff8080',
    'gap-stripe': '#ff9c9c',
    'on-gap': '#14070a',
  },
} as const satisfies Record<Scheme, Record<string, `#${string}`>>;

export type ColorName = keyof (typeof colors)['light'];

/** What is drawn on what, and the least contrast it needs: 4.5 for text, 3 for borders, icons and the focus ring. */
export const pairs: ReadonlyArray<readonly [on: ColorName, under: ColorName, least: number]> = [
  ['ink', 'background', 7],
  ['ink', 'surface', 7],
  ['ink', 'accent-tint', 7],
  ['muted', 'background', 4.5],
  ['muted', 'surface', 4.5],
  ['muted', 'accent-tint', 4.5],
  ['control', 'background', 3],
  ['control', 'surface', 3],
  ['accent', 'background', 4.5],
  ['accent', 'surface', 4.5],
  ['accent', 'accent-tint', 4.5],
  ['on-accent', 'accent', 4.5],
  ['on-accent', 'accent-strong', 4.5],
  ['on-other', 'other', 7],
  ['muted', 'other', 4.5],
  ['critical', 'background', 4.5],
  ['critical', 'surface', 4.5],
  ['critical', 'critical-tint', 4.5],
  ['ink', 'critical-tint', 7],
  ['major', 'background', 4.5],
  ['major', 'surface', 4.5],
  ['major', 'major-tint', 4.5],
  ['ink', 'major-tint', 7],
  ['minor', 'background', 4.5],
  ['minor', 'surface', 4.5],
  ['minor', 'minor-tint', 4.5],
  ['good', 'background', 4.5],
  ['good', 'surface', 4.5],
  ['good', 'good-tint', 4.5],
  ['waiting', 'background', 4.5],
  ['waiting', 'surface', 4.5],
  ['waiting', 'waiting-tint', 4.5],
  ['on-gap', 'gap', 4.5],
  ['on-gap', 'gap-stripe', 4.5],
  ['gap', 'background', 3],
  ['gap', 'surface', 3],
];

/** WCAG 2.2 contrast ratio of two opaque `#RRGGBB` colours, from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance(color: string): number {
  const channel = (from: number) => {
    const value = Number.parseInt(color.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}
