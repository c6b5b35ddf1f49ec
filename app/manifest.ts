/// <reference types="next/image-types/global" />
import type { MetadataRoute } from 'next';
import small from '@/components/brand/icon-192.png';
import large from '@/components/brand/icon-512.png';
import maskable from '@/components/brand/icon-maskable-512.png';
import { paths } from '@/server/paths';

export default function manifest(): MetadataRoute.Manifest {
  return {
    id: '/',
    name: 'Baton',
    short_name: 'Baton',
    description: 'Who is on call, at every instant.',
    start_url: paths.now(),
    scope: '/',
    display: 'standalone',
    background_color: '#FFFFFF',
    theme_color: '#FFFFFF',
    icons: [
      { src: '/icon.svg', type: 'image/svg+xml', sizes: 'any', purpose: 'any' },
      // Systems that draw no SVG; the last fills a shape of the system's own.
      { src: small.src, type: 'image/png', sizes: '192x192', purpose: 'any' },
      { src: large.src, type: 'image/png', sizes: '512x512', purpose: 'any' },
      { src: maskable.src, type: 'image/png', sizes: '512x512', purpose: 'maskable' },
    ],
    shortcuts: [
      { name: 'Alerts', url: paths.alerts() },
      { name: 'Now', url: paths.now() },
    ],
  };
}
