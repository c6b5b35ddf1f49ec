import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

/** Without the names of our scales, `text-label` would pass for a colour and be dropped beside `text-muted`. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['label', 'body', 'input', 'section', 'title', 'display'],
      radius: ['control', 'card'],
      shadow: ['float'],
    },
  },
});

/** Joins class names; of two that say different things about the same property the later one counts. */
export const cn = (...classes: ClassValue[]): string => merge(clsx(classes));
