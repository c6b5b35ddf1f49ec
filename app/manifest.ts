import type { MetadataRoute } from 'next';
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
    icons: [{ src: '/icon.svg', type: 'image/svg+xml', sizes: 'any', purpose: 'any' }],
    shortcuts: [
      { name: 'Alerts', url: paths.alerts() },
      { name: 'Now', url: paths.now() },
    ],
  };
}
